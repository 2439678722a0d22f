"""Who lactates."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

from lactea.reading.durations import YEAR, SpanTicks, format_duration
from lactea.reading.problems import fault, quote
from lactea.reading.record import Count, Number, Record, Share
from lactea.reading.units import Quantity
from lactea.scenario.health import Health
from lactea.scenario.steps.sessions import Breasts

# The heaviest person on record weighed about 635 kg (J. B. Minnoch, 1978, as estimated in hospital).
Kilograms = Annotated[float, Quantity("kg", "65 kg", at_least=20, at_most=650)]
Millimetres = Annotated[float, Quantity("mm", "10 mm", at_least=0)]
LARGEST_TUMOUR_MM = 80.0

BreastSurgery = Literal[
    "none",
    "periareolar",
    "reduction_ducts_kept",
    "reduction_ducts_partly_kept",
    "reduction_ducts_cut",
    "chest_contouring",
]

YOUNGEST, OLDEST = 10 * YEAR, 100 * YEAR


def _age(ticks: int) -> int:
    if not YOUNGEST <= ticks <= OLDEST:
        raise fault(f"'{format_duration(ticks)}' is not an age from 10 to 100 years.")
    return ticks


def _per_day(value: object) -> float:
    """A count per day, such as ``10 per day``."""
    if isinstance(value, str):
        number = value.strip().removesuffix("per day").removesuffix("/day").strip()
        number = number.removesuffix("cigarettes").strip()
        if number != value.strip() and number.isascii() and number.isdigit() and len(number) < 4:
            return float(number)
    raise fault(f'{quote(value)} is not a number of cigarettes per day; write "10 per day".')


PerDay = Annotated[
    float,
    BeforeValidator(_per_day),
    PlainSerializer(lambda count: f"{count:.0f} per day", return_type=str),
    WithJsonSchema({"type": "string", "examples": ["0 per day", "10 per day"]}),
]


class BySide(Record):
    """A share for each breast, from 0 to 1."""

    left: Share = 1.0
    right: Share = 1.0


class Person(Record):
    """The person at the origin. Every entry has the value of a typical first-time parent.

    Attributes
    ----------
    ovaries, testes, uterus
        What there is, and how ovaries work.
    hormone_therapy
        What the person has lived with for a year or more before the origin: it shaped the resting
        gland. What is taken during the run is a step ``take``.
    thyroid
        Untreated; treatment is a step ``take``. After years of disease next to nothing is made, and
        less dopamine is released.
    pituitary
        Share of the prolactin-making cells that is left, for instance after a haemorrhage.
    prolactinoma
        Diameter of a tumour that makes prolactin, taken as a sphere.
    pituitary_stalk
        Share of the stalk that lets dopamine through; a tumour that makes nothing presses on it.
    kidneys
        Stage of chronic kidney disease.
    chest_wall
        Injured where nerves of the chest are irritated, for instance after surgery; may raise
        prolactin, and more after a mastectomy. Which breast is missing says ``breasts``.
    gland_sensitivity
        Answer of the gland to prolactin relative to usual; high in some who leak milk at a normal
        level.
    nutrition
        Nutrients and energy at hand relative to usual.
    tissue_potential, right_over_left
        Growth that both breasts are able to, over what is usual, and that of the right one over that of
        the left: each is as far from ``tissue_potential`` as the other, by a factor.
    breast_development, breast_surgery
        Of both breasts; ``breasts`` says whether one is missing.
    gland_share, nipple_sensitivity
        Share of the lobes that is there and drains, and of the nipple's nerves that feel, by breast;
        on top of what surgery leaves.
    """

    sex: Literal["female", "male"] = "female"
    age: Annotated[SpanTicks, AfterValidator(_age)] = 30 * YEAR
    parity: Annotated[Count, Field(le=20)] = 0
    body_mass_index: Annotated[Number, Field(ge=10, le=80)] = 23.0
    body_mass: Kilograms = 65.0
    diabetes: Literal["none", "gestational", "insulin_treated_gestational", "type1"] = "none"
    ovaries: Literal["cycling", "polycystic", "absent", "postmenopausal"] = "cycling"
    testes: Literal["present", "absent"] = "present"
    uterus: Literal["present", "absent"] = "present"
    hormone_therapy: Literal["none", "feminising", "masculinising"] = "none"
    thyroid: Literal["normal", "underactive", "underactive_for_years"] = "normal"
    pituitary: Share = 1.0
    prolactinoma: Annotated[Millimetres, Field(le=LARGEST_TUMOUR_MM)] = 0.0
    pituitary_stalk: Share = 1.0
    kidneys: Literal["normal", "stage_4", "stage_5", "dialysis", "dialysis_no_urine"] = "normal"
    chest_wall: Literal["whole", "injured", "mastectomy"] = "whole"
    gland_sensitivity: Annotated[Number, Field(ge=0.05, le=20)] = 1.0
    nutrition: Share = 1.0
    smoking: PerDay = 0.0
    delivery: Literal["vaginal", "caesarean"] = "vaginal"
    breasts: Breasts = "both"
    tissue_potential: Annotated[Number, Field(ge=0, le=10)] = 1.0
    right_over_left: Annotated[Number, Field(ge=0.1, le=10)] = 1.0
    storage: Annotated[Number, Field(gt=0, le=5)] = 1.0
    breast_development: Literal["typical", "hypoplastic"] = "typical"
    breast_surgery: BreastSurgery = "none"
    gland_share: BySide = BySide()
    nipple_sensitivity: BySide = BySide()
    health: Health = Health()

    @model_validator(mode="after")
    def _therapy_fits(self) -> Self:
        usual = {"female": "masculinising", "male": "feminising"}[self.sex]
        if self.hormone_therapy not in ("none", usual):
            raise fault(
                f"'sex' is the sex at birth, and hormone therapy changes it: with sex: {self.sex} "
                f"write {usual}, or none. Other hormones are steps 'take' of the protocol.",
                "hormone_therapy",
            )
        if self.sex == "female" and self.testes == "absent":
            raise fault(
                "with sex: female there are no testes to be absent; leave it out.", "testes"
            )
        return self

    @property
    def own_parameters(self) -> dict[str, str | None]:
        """Parameters that are others in this person than in a usual woman.

        By id: the parameter whose value takes its place, or None for a value of zero.
        """
        own: dict[str, str | None] = {}
        if self.sex == "male" or self.ovaries in ("absent", "postmenopausal"):
            own["ovarian_potential"] = None
        if self.hormone_therapy == "feminising":
            own["tissue_resting"] = "tissue_resting_feminised"
        elif self.hormone_therapy == "masculinising":
            own["tissue_resting"] = "tissue_resting_masculinised"
        elif self.sex == "male":
            own["tissue_resting"] = "tissue_resting_male"
        return own

    @property
    def age_years(self) -> float:
        """Age in years of 365.25 days."""
        return self.age / YEAR
