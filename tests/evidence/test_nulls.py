"""What trials found to do nothing does nothing in the model either, by mechanism and not by decree."""

import pytest

from lactea.evidence.mapping import Arm
from lactea.evidence.runs import default_evaluate, default_simulate, question_of, run_of
from lactea.evidence.scoring import SMALL_EFFECT
from lactea.evidence.tables_folder import builtin_folder

NULLS = {
    "idr_gal_hansen_p": "metoclopramide as prophylaxis",
    "idr_gal_barguno_null": "sulpiride in full lactation",
    "idr_gal_fewtrell_null": "oxytocin spray",
    "idr_gal_zarate_null": "TRH by mouth",
    "idr_gal_metformin_med": "metformin",
    "idr_sup_eng_gurtcheff_diff": "an implant in the first days",
}


@pytest.mark.parametrize("row", NULLS, ids=NULLS.values())
def test_a_published_null_is_a_null(row: str) -> None:
    folder = builtin_folder()
    entry = folder.entries[row]
    assert entry.kind == "null_effect"
    assert entry.arm is not None
    assert entry.minus_arm is not None

    def answer(arm: Arm) -> float:
        run, question = run_of(arm, folder.path), question_of(entry, arm)
        recording = default_simulate(run.scenario, run.overrides)
        return default_evaluate(recording, question.observable, question.statistic, question.at)

    treated, plain = answer(entry.arm), answer(entry.minus_arm)
    assert abs(100 * (treated / plain - 1)) <= SMALL_EFFECT
