"""Putting mechanisms together: sides, order, and what does not fit."""

import pytest

from lactea.body.language import Fixed, Input, Mechanism, Parameter, Quantity, Rate, State
from lactea.body.registry import BodyError, assemble, default_body, own_mechanisms

PACE = Parameter("pace", "k", 2.0, "1/h", Fixed(), "", "definition", "a rate")
LEVEL = State("level", "mL", "a level")
FALL = Rate("level", lambda level, pace: -level * pace)
BREAST = Mechanism("store", "Store", "breast", (PACE,), (LEVEL,), (), (), (FALL,))


def mechanism(name: str, scope: str = "body", **tables: object) -> Mechanism:
    return Mechanism(name, name.title(), scope, **tables)


def test_a_breast_has_two_of_everything_but_parameters() -> None:
    body = assemble([BREAST])
    assert body.state_ids == ("level_left", "level_right")
    assert body.parameter_ids == ("pace",)
    assert body.rates["level_left"].needs == ("level_left", "pace")


def test_each_breast_is_computed_from_its_own_values() -> None:
    body = assemble([BREAST])
    values = body.evaluate({"level_left": 3.0, "level_right": 5.0, "pace": 2.0, "clock": 0.0})
    assert body.derivatives(values) == [-6.0, -10.0]


def test_quantities_come_after_what_they_need() -> None:
    body = default_body()
    known = {"clock", *body.states, *body.parameters, *body.inputs}
    for step in body.steps:
        assert known.issuperset(step.needs), step.target
        known.add(step.target)


def test_sides_depend_on_each_other_only_through_the_body() -> None:
    """No equation of one breast names the other; whole-body equations may name both."""
    body = default_body()
    for target, step in [*((s.target, s) for s in body.steps), *body.rates.items()]:
        for side, other in (("_left", "_right"), ("_right", "_left")):
            if target.endswith(side):
                assert not [name for name in step.needs if name.endswith(other)], target


def test_a_quantity_takes_the_place_of_an_input() -> None:
    reads = mechanism("reads", inputs=[Input("push", "1", "a push", 1.0)],
                      states=[LEVEL], rates=[Rate("level", lambda push: push)])  # fmt: skip
    gives = mechanism("gives", parameters=[PACE],
                      quantities=[Quantity("push", "1", "", lambda pace: pace)])  # fmt: skip
    assert "push" in assemble([reads]).inputs
    joined = assemble([reads, gives])
    assert "push" not in joined.inputs
    values = joined.evaluate({"level": 0.0, "pace": 2.0, "clock": 0.0})
    assert joined.derivatives(values) == [2.0]


def test_the_order_of_files_does_not_matter() -> None:
    forward, backward = assemble(own_mechanisms()), assemble(reversed(own_mechanisms()))
    assert set(forward.states) == set(backward.states)
    assert {step.target for step in forward.steps} == {step.target for step in backward.steps}


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        pytest.param([BREAST, mechanism("twice", parameters=[PACE])],
                     ["'pace'", "store", "twice"], id="declared twice"),
        pytest.param([mechanism("lacks", states=[LEVEL])],
                     ["no rate", "level"], id="state without a rate"),
        pytest.param([mechanism("asks", quantities=[Quantity("a", "1", "", lambda nothing: nothing)])],
                     ["'a'", "nothing"], id="unknown need"),
        pytest.param([mechanism("moves", rates=[Rate("ghost", lambda clock: clock)])],
                     ["ghost"], id="rate without a state"),
        pytest.param([mechanism("turns", quantities=[Quantity("a", "1", "", lambda b: b),
                                                     Quantity("b", "1", "", lambda a: a)])],
                     ["circle", "a -> b -> a"], id="circle"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(parts: list[Mechanism], words: list[str]) -> None:
    with pytest.raises(BodyError) as raised:
        assemble(parts)
    for word in words:
        assert word in str(raised.value)
