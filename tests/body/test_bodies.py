"""Bodies other than the typical one: each difference acts through its own mechanism."""

import numpy as np
import pytest

from lactea.engine import simulate
from lactea.scenario import load

BALANCE = 1e-9
BOTH_AT_ONCE = "do: pump, start: 6 h, every: 3 h, duration: 15 min, simultaneous: true"
ONE_BY_ONE = "do: pump, start: 6 h, every: 3 h, duration: 15 min, simultaneous: false"

BODIES = {
    "never pregnant": ("induced",),
    "after menopause": ("induced", "person.ovaries=postmenopausal"),
    "no ovaries, no uterus": ("induced", "person.ovaries=absent", "person.uterus=absent"),
    "man": ("induced", "person.sex=male"),
    "trans woman": ("induced", "person.sex=male", "person.hormone_therapy=feminising"),
    "trans man": (
        "natural",
        "person.hormone_therapy=masculinising",
        "person.breast_surgery=chest_contouring",
    ),
    "polycystic": ("natural", "person.ovaries=polycystic", "person.body_mass_index=38"),
    "thyroid": ("natural", "person.thyroid=underactive"),
    "no pituitary": ("natural", "person.pituitary=0"),
    "starving": ("natural", "person.nutrition=0.2", "person.body_mass_index=15"),
    "no nutrients": ("exclusive-pumping", "person.nutrition=0"),
    "hypoplastic": ("natural", "person.breast_development=hypoplastic"),
    "cut ducts": ("natural", "person.breast_surgery=reduction_ducts_cut"),
    "one breast all but gone": ("exclusive-pumping", "person.gland_share.left=0.0001"),
    "no feeling": ("natural", "person.nipple_sensitivity={left: 0, right: 0}"),
    "type 1, twins, preterm": (
        "twins",
        "person.diabetes=type1",
        "protocol[0].length='33 weeks'",
        "person.delivery=caesarean",
    ),
}


@pytest.mark.parametrize("body", BODIES)
def test_a_body_is_followed_for_two_months_and_no_milk_vanishes(body: str, check_figures) -> None:
    name, *overrides = BODIES[body]
    run = simulate(load(name, overrides), days=60)
    check_figures(run.days)
    first = run.trace.states[0]
    initial = [first[run.trace.names.index(f"milk_{side}")] for side in ("left", "right")]
    total = {
        name: run.days[name].sum(axis=0) for name in ("made", "removed", "leaked", "reabsorbed")
    }
    gone = total["removed"] + total["leaked"] + total["reabsorbed"] + run.days["stored"][-1]
    assert (np.abs(initial + total["made"] - gone) <= BALANCE * (total["made"] + 1)).all()
    assert (run.days["removed"] >= 0).all()


# ------------------------------------------------------------------ starting without pregnancy


def test_pumping_alone_starts_some_milk_and_without_it_there_is_none(run) -> None:
    pumped = run("induced", days=56)
    assert pumped.milk(0, 2) < 5 < pumped.milk(40, 56)
    assert run("non-pregnant-woman", days=20).milk(0, 20) == 0


def test_the_more_woman_the_gland_the_more_milk(run) -> None:
    """From a man to a man without testes, a trans woman, and a woman without ovaries."""
    male = "person.sex=male"
    amounts = [
        run("induced", *overrides, days=50).milk(40, 50)
        for overrides in (
            (male,),
            (male, "person.testes=absent"),
            (male, "person.testes=absent", "person.hormone_therapy=feminising"),
            ("person.ovaries=absent",),
        )
    ]
    assert amounts == sorted(amounts)
    assert amounts[0] < 0.5 * amounts[-1]


def test_steroids_prime_the_gland_of_a_man_most_without_his_testosterone(run) -> None:
    steroids = {"estradiol_taken": 2000.0, "progesterone_taken": 60.0}
    primed, blocked, resting = (
        run.with_inputs("man", "horizon='60 d'", inputs=inputs, at=0, days=60).at("tissue", 59)[0]
        for inputs in (steroids, steroids | {"androgen_taken": 5.0}, {})
    )
    assert primed > 1.3 * resting
    assert resting <= blocked < primed


def test_a_mans_testosterone_yields_to_estradiol(run) -> None:
    """Knock-out of the feedback: testes go on, and less grows."""
    inputs = {"estradiol_taken": 300.0, "progesterone_taken": 60.0}
    deaf = "parameters.androgen_estradiol_half='1e9 pg/mL'"
    heeded, unheeded = (
        run.with_inputs("man", "horizon='60 d'", *more, inputs=inputs, at=0, days=60)
        for more in ((), (deaf,))
    )
    assert heeded.at("tissue", 59)[0] > 1.01 * unheeded.at("tissue", 59)[0]


# ------------------------------------------------------------------ relactation


def relactated(run, gap_days: int, *overrides: str, nursed: int = 40) -> tuple[float, float]:
    """Pumped milk two and six weeks after starting again, relative to the last weeks of nursing."""
    again = nursed + gap_days
    steps = (
        f"do: nurse, start: 1 h, stop: {nursed} d",
        f"{ONE_BY_ONE}".replace("6 h", f"{again} d"),
    )
    made = run.after_birth(*steps, days=again + 45, more=(f"horizon='{again + 45} d'", *overrides))
    before = made.milk(nursed - 7, nursed)
    return tuple(made.milk(again + day, again + day + 3) / before for day in (14, 42))


def test_a_longer_gap_makes_relactation_slower_and_less_complete(run) -> None:
    shares = np.array([relactated(run, gap) for gap in (7, 45, 120, 300)])
    assert (np.diff(shares, axis=0) < 0).all()
    assert shares[0, 1] > 0.8
    assert shares[-1, 0] < 0.3


def test_a_smaller_earlier_supply_makes_it_less_complete(run) -> None:
    """In mL: the same gap after nursing at one breast and topping up."""
    gap, nursed = 60, 40
    again = nursed + gap
    pump = ONE_BY_ONE.replace("6 h", f"{again} d")
    amounts = []
    for share in (0.0, 0.4, 0.8):
        steps = (
            f"do: nurse, start: 1 h, stop: {nursed} d",
            f"do: top_up, start: 2 d, stop: {nursed} d, share: {share}",
            pump,
        )
        made = run.after_birth(*steps, days=again + 25, more=(f"horizon='{again + 25} d'",))
        amounts.append(made.milk(again + 20, again + 25))
    assert amounts == sorted(amounts, reverse=True)
    assert amounts[-1] < 0.9 * amounts[0]


# ------------------------------------------------------------------ pituitary, thyroid, nutrients


def test_without_a_pituitary_the_gland_grows_and_no_milk_comes_in(run) -> None:
    failed, usual = (run("natural", *o, days=10) for o in (("person.pituitary=0.05",), ()))
    assert failed.at("tissue", 0)[0] > 3
    assert failed.onset() == np.inf
    assert failed.milk(3, 10) < 0.1 * usual.milk(3, 10)


def test_milk_falls_with_the_share_of_the_pituitary_that_is_lost(run) -> None:
    amounts = [
        run("exclusive-pumping", f"person.pituitary={share}", days=20).milk(15, 20)
        for share in (0, 0.2, 0.5, 1)
    ]
    assert amounts == sorted(amounts)


def test_an_underactive_thyroid_lowers_milk_although_prolactin_is_higher(run) -> None:
    low, usual = (
        run("exclusive-pumping", *o, days=30) for o in (("person.thyroid=underactive",), ())
    )
    assert low.milk(20, 30) < usual.milk(20, 30)
    assert low.mean("prolactin_mean", 20, 30) > usual.mean("prolactin_mean", 20, 30)


def test_thyroid_hormone_mends_a_lack_and_does_nothing_where_there_is_none(run) -> None:
    taken = {"thyroid_taken": 0.8}
    usual, treated, mended = (
        run.with_inputs("exclusive-pumping", *o, inputs=inputs, at=-280, days=10).milk(5, 10)
        for o, inputs in (
            ((), {}),
            ((), taken),
            (("person.thyroid=underactive",), taken),
        )
    )
    assert treated == pytest.approx(usual, rel=1e-6)
    assert mended == pytest.approx(usual, rel=2e-3)


def test_milk_is_defended_until_nutrients_fail_badly(run) -> None:
    amounts = [
        run("exclusive-pumping", f"person.nutrition={share}", days=20).milk(15, 20)
        for share in (1, 0.7, 0.3)
    ]
    assert amounts[1] == pytest.approx(amounts[0])
    assert 0.8 * amounts[0] < amounts[2] < 0.97 * amounts[0]


# ------------------------------------------------------------------ breasts


def test_one_deaf_nipple_gets_its_let_down_from_the_other(run) -> None:
    """It flows while both are pumped at once, and hardly where each is pumped alone."""
    deaf = "person.nipple_sensitivity.left=0"
    left = [
        run.after_birth(step, days=12, infant=False, more=(deaf,)).milk(6, 12, side=0)
        for step in (BOTH_AT_ONCE, ONE_BY_ONE)
    ]
    assert left[0] > 200
    assert left[1] < 0.3 * left[0]


def test_with_two_deaf_nipples_the_gland_grows_and_nothing_flows(run) -> None:
    deaf = run("exclusive-pumping", "person.nipple_sensitivity={left: 0, right: 0}", days=8)
    usual = run("exclusive-pumping", days=8)
    assert deaf.milk(0, 8) < 1e-6
    assert deaf.at("tissue", 0)[0] == pytest.approx(usual.at("tissue", 0)[0], rel=1e-3)
    assert deaf.onset() == pytest.approx(usual.onset(), rel=0.1)


def test_milk_of_a_pump_follows_the_lobes_that_are_left(run) -> None:
    whole, half = (
        run("exclusive-pumping", f"person.gland_share={{left: {share}, right: {share}}}", days=20)
        for share in (1, 0.5)
    )
    assert half.milk(10, 20) == pytest.approx(0.5 * whole.milk(10, 20), rel=0.02)


def test_the_more_ducts_a_reduction_kept_the_more_milk(run) -> None:
    amounts = [
        run("exclusive-pumping", f"person.breast_surgery={kind}", days=20).milk(10, 20)
        for kind in (
            "reduction_ducts_cut",
            "reduction_ducts_partly_kept",
            "reduction_ducts_kept",
            "none",
        )
    ]
    assert amounts == sorted(amounts)
    assert amounts[0] < 0.2 * amounts[-1]


def test_a_hypoplastic_gland_lets_the_infant_go_short(run) -> None:
    small, usual = (
        run("natural", *o, days=20) for o in (("person.breast_development=hypoplastic",), ())
    )
    assert small.milk(10, 20) < 0.85 * usual.milk(10, 20)
    assert small.onset() == pytest.approx(usual.onset(), rel=0.05)


def test_polycystic_ovaries_delay_the_milk_coming_in(run) -> None:
    late, usual = (run("natural", *o, days=6).onset() for o in (("person.ovaries=polycystic",), ()))
    assert usual < late < usual + 24
