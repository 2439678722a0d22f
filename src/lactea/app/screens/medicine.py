"""One medicine: what reaches the infant, what it does to supply; two answers, with their sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import numpy as np
from fastapi import APIRouter, Query
from starlette.responses import Response

from lactea import transfer
from lactea.app.charts.sections import Section, plain_section
from lactea.app.house import Here, Visit
from lactea.app.pages import MenuEntry
from lactea.app.preferences import Mode
from lactea.app.screens.screen import Screen
from lactea.app.wording.marking import message
from lactea.medicines import brought_by, known_names, load, plugin_of
from lactea.medicines.regimens import substances
from lactea.medicines.telling import description
from lactea.reading.plugins import MEDICINES, plugin_names
from lactea.reading.problems import InputError, nearest, quote
from lactea.results.stamp import commit, version
from lactea.safety.doses import without_doses
from lactea.transfer.answer import Answer
from lactea.transfer.wording import INFANT_FIRST
from lactea.view.series import Series

router = APIRouter()
SCREEN = Screen(
    router,
    MenuEntry(
        "/medicine",
        message("Medicine"),
        message(
            "Whether a medicine reaches the infant and what it does to supply, each with its sources"
        ),
    ),
)
UNKNOWN = message(
    "There is no data on {name} here, and no data does not mean safe. Did you mean {near}?"
)
DAY_HEADING = "A simulated day"
Line = Annotated[str, Query(max_length=60)]


@dataclass(frozen=True)
class Block:
    """A heading with what stands under it, as the rooms tell it."""

    heading: str
    lines: tuple[str, ...]


@router.get("/medicine")
def medicine(
    here: Here,
    name: Line = "",
    dose: Line = "",
    every: Line = "",
    age: Line = "",
    preterm: Line = "",
) -> Response:
    """The form, and the answers for a medicine that was named."""
    entered = {"name": name, "dose": dose, "every": every, "age": age, "preterm": preterm}
    given = name.strip()
    if not given:
        return _page(here, entered)
    try:
        in_milk = _in_milk(given, entered, here.mode)
        supply = _on_supply(given, here.mode)
        whose = brought_by(_file_name(given)) or ""
    except InputError as error:
        return _page(here, entered, why=str(error))
    if in_milk is None and not supply:
        names = _names()
        near = nearest(given, names) or names[0]
        return _page(here, entered, why=here.speaker(UNKNOWN, name=quote(given), near=near))
    return _page(here, entered, in_milk=in_milk, supply=supply, whose=whose)


def _page(
    here: Visit,
    entered: dict[str, str],
    why: str = "",
    in_milk: Answer | None = None,
    supply: tuple[Block, ...] = (),
    whose: str = "",
) -> Response:
    return here.page(
        "medicine.html.j2",
        422 if why else 200,
        why=why,
        entered=entered,
        names=_names(),
        whose=whose,
        infant_first=INFANT_FIRST,
        blocks=() if in_milk is None else _blocks_beside_the_chart(in_milk),
        chart=None if in_milk is None else _day(here, in_milk),
        supply=supply,
    )


def _names() -> list[str]:
    """Everything that can be asked for, of plug-ins, too."""
    return sorted({*known_names(), *transfer.known_names(), *plugin_names(MEDICINES)})


def _file_name(name: str) -> str:
    return name.lower().replace(" ", "-")


def _in_milk(name: str, entered: dict[str, str], mode: Mode) -> Answer | None:
    """What reaches the infant; None where no inputs are known.

    Raises
    ------
    InputError
        A dose, interval or age is not understood.
    """
    question = transfer.ask(
        *(entered[field].strip() or None for field in ("dose", "every", "age", "preterm"))
    )
    wanted = _file_name(name)
    for substance in transfer.all_substances():
        if wanted in (substance.name, *map(_file_name, substance.other_names)):
            return transfer.answer(substance, question, mode)
    return None


def _on_supply(name: str, mode: Mode) -> tuple[Block, ...]:
    """What the library tells of a medicine; to parents without doses."""
    wanted = _file_name(name)
    if wanted not in known_names() and plugin_of(wanted) is None:
        return ()
    found = load(wanted)
    told = description(found, parts=substances(found), doses=mode != "parent")
    return blocks_of(without_doses(told) if mode == "parent" else told)


def _blocks_beside_the_chart(answer: Answer) -> tuple[Block, ...]:
    """What is told of a medicine in milk, without the hours that the chart and its table show."""
    return tuple(
        block
        for block in blocks_of(transfer.text(answer))
        if not (answer.timing_told and block.heading.startswith(DAY_HEADING))
    )


def blocks_of(text: str) -> tuple[Block, ...]:
    """The paragraphs of a text as headings with their lines."""
    paragraphs = [part.strip("\n").split("\n") for part in text.split("\n\n") if part.strip()]
    return tuple(
        Block(first, tuple(line.strip().removeprefix("- ") for line in rest))
        for first, *rest in paragraphs
    )


def _day(here: Visit, answer: Answer) -> Section | None:
    """Milk over a simulated day, as a share of its average; nothing where hours may not be compared."""
    day = answer.day
    if day is None or not answer.timing_told or day.milk_average <= 0:
        return None
    hours = np.array([one.hour for one in day.hours], dtype=np.float64)
    share = np.array([one.milk / day.milk_average for one in day.hours], dtype=np.float64)
    return plain_section(
        DAY_HEADING,
        "The level in milk over a day of feeds, as a share of its average. It is no advice on when to "
        "take or to feed.",
        [Series("milk", "level in milk, share of its average", hours, "h", share, "1")],
        here.speaker,
        f"lactea {version()} {commit()} · {answer.substance.name} in milk",
    )
