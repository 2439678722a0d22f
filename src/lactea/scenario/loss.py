"""What is felt when a pregnancy ends in its second third, of which this model makes too little."""

from lactea.reading.durations import WEEK, spoken_duration

SECOND_TRIMESTER = range(14 * WEEK, 28 * WEEK)
"""Lengths of a pregnancy, in ticks."""


def felt_after_a_loss(pregnancy: int) -> list[str]:
    """A sentence for who reads a small number after a loss, so that it is not taken for feeling nothing.

    Parameters
    ----------
    pregnancy
        How long it lasted, in ticks; outside the second trimester nothing is said.
    """
    if pregnancy not in SECOND_TRIMESTER:
        return []
    return [
        f"The pregnancy ended at {spoken_duration(pregnancy)} and no milk is taken: what this model makes then is too "
        "little. Without a medicine 97 in 100 felt fullness, tenderness or leaking on the fourth day after an end at 18 to 28 weeks (Henkel 2023, "
        "doi:10.1097/AOG.0000000000005190), and 91 in 100 had symptoms such as pain or milk after one at about 19 weeks, "
        "at their height from the third to the seventh day (doi:10.3109/00016349009028686). Few millilitres here do not mean that nothing is felt."
    ]
