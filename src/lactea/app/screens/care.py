"""Signs that ask for care, and what relieves: outside the model, one step away from every page."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from lactea.app.house import Here
from lactea.app.pages import MenuEntry
from lactea.app.screens.screen import Screen
from lactea.app.wording.marking import message
from lactea.care import relief, signs

router = APIRouter()
SCREEN = Screen(
    router,
    MenuEntry(
        "/care",
        message("When to get care"),
        message("Signs that count whatever a curve says, and what relieves"),
    ),
)
WHO = {"person": message("You"), "infant": message("The infant")}


@router.get("/care")
def care(here: Here) -> Response:
    """The signs by person and urgency, then relief measures."""
    groups = [
        (title, urgency, [one for one in signs() if (one.who, one.urgency) == (who, urgency)])
        for urgency in dict.fromkeys(one.urgency for one in signs())
        for who, title in WHO.items()
    ]
    return here.page(
        "care.html.j2", groups=[group for group in groups if group[2]], relief=relief()
    )
