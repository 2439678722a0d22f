"""Units of a medicine's own, and products of several substances."""

from pathlib import Path

import pytest

from lactea.engine.doses import body_with_medicines
from lactea.engine.simulation import simulate
from lactea.medicines import MedicineError, load
from lactea.medicines.regimens import portions, regimens_of
from lactea.reading.problems import InputError
from lactea.scenario import load as load_scenario


def scenario_of(*steps: str) -> object:
    protocol = ", ".join(f"{{do: take, start: 0 d, {step}}}" for step in steps)
    return load_scenario("non-pregnant-woman", [f"protocol=[{protocol}]"])


def test_a_tablet_holds_its_substances() -> None:
    amounts = {part.medicine.name: part.mg for part in portions(load("combined-pill"), "2 tablet")}
    assert amounts == {
        "ethinylestradiol": pytest.approx(0.06),
        "levonorgestrel": pytest.approx(0.3),
    }


def test_a_unit_of_ones_own_is_a_mass() -> None:
    assert load("oxytocin").amount("4 IU") == pytest.approx(4 * 1.68e-3)
    assert load("oxytocin").amount("4 ug") == pytest.approx(4e-3)
    assert load("nicotine").amount("20 cigarette") == 20
    assert load("etonogestrel").amount("1 implant") == 68


@pytest.mark.parametrize(
    ("medicine", "dose", "complaint"),
    [
        ("combined-pill", "1 mg", "'1 mg' is not a dose of combined-pill"),
        ("combined-pill", "1 pill", "such as '1 tablet'"),
        ("oxytocin", "4 tablet", "Its file declares: IU."),
        ("domperidone", "10 IU", "'IU' is not a unit that lactea knows"),
        ("domperidone", "1 tablet", "'tablet' is not a unit that lactea knows"),
    ],
)
def test_a_dose_that_cannot_be_counted_is_refused(medicine: str, dose: str, complaint: str) -> None:
    with pytest.raises(InputError) as caught:
        scenario_of(f'medicine: {medicine}, dose: "{dose}"')
    assert complaint in str(caught.value)
    assert caught.value.field == "protocol[0].dose"


def test_substances_of_two_products_add_up() -> None:
    both = scenario_of(
        "medicine: combined-pill, dose: 1 tablet", "medicine: ethinylestradiol, dose: 30 ug"
    )
    body = body_with_medicines(both)  # type: ignore[arg-type]
    assert [name for name in body.states if name.startswith("ethinylestradiol")] == [
        "ethinylestradiol_oral_amount",
        "ethinylestradiol_oral_depot",
    ]
    recording = simulate(both, days=1, estimate_error=False)  # type: ignore[arg-type]
    added = [border.add for border in recording.resolved.borders if border.add]
    total = sum(one.get("ethinylestradiol_oral_depot", 0) for one in added)
    assert total == pytest.approx(0.06)


def test_two_routes_of_one_substance_are_one_level() -> None:
    (regimen,) = regimens_of({("estradiol", "oral"), ("estradiol", "transdermal")})
    assert regimen.routes == ("oral", "transdermal")
    scenario = scenario_of(
        "medicine: estradiol, dose: 2 mg", "medicine: estradiol, dose: 50 ug, route: transdermal"
    )
    body = body_with_medicines(scenario)  # type: ignore[arg-type]
    (level,) = (step for step in body.steps if step.target == "estradiol_level")
    assert set(level.needs) == {"estradiol_oral_level", "estradiol_transdermal_level"}


def test_an_unknown_route_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"by the 'nasal' route\. Valid here: oral"):
        load("domperidone").kinetics("nasal")


@pytest.mark.parametrize("name", ["9 lives", "米", "---", "prolactin", "clock"])
def test_a_medicine_may_bear_any_name(name: str, tmp_path: Path, library: Path) -> None:
    text = (library / "domperidone.yaml").read_text("utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace("name: domperidone", f'name: "{name}"'), "utf-8")
    mine = simulate(scenario_of(f"medicine: {path}, dose: 10 mg"), days=1, estimate_error=False)  # type: ignore[arg-type]
    shipped = simulate(
        scenario_of("medicine: domperidone, dose: 10 mg"), days=1, estimate_error=False
    )  # type: ignore[arg-type]
    assert mine.days["prolactin_mean"] == pytest.approx(shipped.days["prolactin_mean"], rel=1e-6)


def test_two_different_files_of_one_name_are_told(tmp_path: Path, library: Path) -> None:
    text = (library / "domperidone.yaml").read_text("utf-8")
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace("value: 6272", "value: 6000"), "utf-8")
    with pytest.raises(ValueError, match="two different medicine files bear the name"):
        regimens_of({("domperidone", "oral"), (str(path), "oral")})


def product(tmp_path: Path, contains: str, more: str = "contains_per: tablet") -> Path:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "schema: lactea.medicine/1\nname: mine\nclass: pill\nsummary: two in one\n"
        f"{more}\ncontains:\n  - {contains}\n"
        "sources:\n  own: {text: own, url: none, verified: primary}\n",
        "utf-8",
    )
    return path


OWN = "amount: {value: 5, unit: mg, source: own, grade: definition}"


def test_a_product_of_ones_own_finds_files_beside_it(tmp_path: Path, library: Path) -> None:
    text = (library / "domperidone.yaml").read_text("utf-8").replace("name: domperidone", "name: x")
    (tmp_path / "x.yaml").write_text(text, "utf-8")
    (part,) = portions(load(product(tmp_path, f"{{medicine: x.yaml, {OWN}}}")), "2 tablet")
    assert (part.medicine.name, part.mg) == ("x", 10)


@pytest.mark.parametrize(
    ("contains", "more", "complaint"),
    [
        (f"{{medicine: domperidon, {OWN}}}", "contains_per: tablet", "Did you mean 'domperidone'"),
        (f"{{medicine: gone.yaml, {OWN}}}", "contains_per: tablet", "there is no such file"),
        (f"{{medicine: combined-pill, {OWN}}}", "contains_per: tablet", "is a product itself"),
        (f"{{medicine: domperidone, {OWN}}}", "tags: []", "needs 'contains_per'"),
        (f"{{medicine: domperidone, {OWN}}}", "contains_per: tablet\neffects: [{target: unknown, note: x}]",
         "a product has no effects of its own"),
        (f"{{medicine: domperidone, {OWN.replace('mg', 'mL')}}}", "contains_per: tablet", "a mass is expected"),
        (f"{{medicine: mine.yaml, {OWN}}}", "contains_per: tablet", "is a product itself"),
    ],
)  # fmt: skip
def test_a_broken_product_is_refused(
    tmp_path: Path, contains: str, more: str, complaint: str
) -> None:
    with pytest.raises(MedicineError) as caught:
        load(product(tmp_path, contains, more))
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)
