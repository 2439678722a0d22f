"""A body that differs is told in words of its own: no two answers to a question read alike."""

import pytest

from lactea.scenario import echo, load


def test_breasts_that_differ_are_told_and_equal_ones_are_not() -> None:
    told, equal = (echo(load("natural", [f"person.right_over_left={ratio}"])) for ratio in (1.2, 1))
    assert "a right breast that can grow 120% of the left" in told
    assert "of the left" not in equal


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("thyroid", ("normal", "underactive", "underactive_for_years")),
        ("chest_wall", ("whole", "injured", "mastectomy")),
        ("kidneys", ("normal", "stage_4", "stage_5", "dialysis", "dialysis_no_urine")),
    ],
)
def test_every_answer_is_told_in_words_of_its_own(question: str, answers: tuple[str, ...]) -> None:
    told = [echo(load("non-pregnant-woman", [f"person.{question}={answer}"])) for answer in answers]
    assert len(set(told)) == len(answers)
