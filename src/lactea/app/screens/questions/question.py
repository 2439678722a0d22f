"""What a guided question is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One way to ask: the scenario that is simulated for it, with what is changed in it.

    `note` tells a change that the label does not. `against` is a scenario that is set beside it, with
    changes and a label of its own; empty where the answer needs none.
    """

    id: str
    label: str
    scenario: str
    days: int
    changes: tuple[str, ...] = ()
    against: str = ""
    against_changes: tuple[str, ...] = ()
    against_label: str = ""
    note: str = ""


@dataclass(frozen=True)
class Question:
    """A question with its choices.

    Attributes
    ----------
    id : str
        Part of its address.
    title, lede : str
        Messages of the catalogue.
    known : tuple of str
        What is known, a sentence each; messages of the catalogue.
    choices : tuple of Choice
        The first is shown first; empty where nothing is simulated.
    pictures : tuple of str
        Pictures of the run that answer it.
    claims : tuple of str
        Statements of the literature that stand behind it, by their ids.
    """

    id: str
    title: str
    lede: str
    known: tuple[str, ...]
    choices: tuple[Choice, ...]
    pictures: tuple[str, ...]
    claims: tuple[str, ...]

    def choice(self, wanted: str) -> Choice:
        """The choice of an id; the first where there is none."""
        return next((one for one in self.choices if one.id == wanted), self.choices[0])
