"""One session magnified: oxytocin, contraction, flow, milk."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lactea.results import Result
from lactea.results.recording import SIDES, Floats, column
from lactea.view import theme
from lactea.view.days import magnified
from lactea.view.pictures import Picture
from lactea.view.published import Evidence
from lactea.view.series import Series, find

BEFORE_MIN, AFTER_MIN = 3.0, 5.0
EJECTING = 0.5
OXYTOCIN, CONTRACTION, FLOW, DRIP, VOLUME = "oxytocin", "contraction", "flow", "drip", "volume"
KINDS = {"nurse": "nursing", "pump": "pumping", "hand_express": "hand expression"}
COLOURS = dict(zip(SIDES, (theme.LEFT, theme.RIGHT), strict=True))


def series(result: Result, evidence: Evidence) -> list[Series]:
    """Curves from shortly before a session to shortly after it, in minutes from its start."""
    found = magnified(result)
    if found is None:
        raise ValueError("No session of this run was recorded at full resolution; ask for a zoom.")
    zoom, index = found
    sessions = result.recording.sessions
    start = float(sessions["start_h"][index])
    minutes = (np.asarray(zoom.time_h) - start) * 60
    length = float(sessions["duration_min"][index])
    ends = np.array([-BEFORE_MIN, length + AFTER_MIN])
    x = np.union1d(ends, minutes[(minutes > ends[0]) & (minutes < ends[1])])

    def curve(name: str, scale: float = 1.0) -> Floats:
        values: Floats = scale * np.interp(x, minutes, column(zoom, name))
        return values

    entries = [
        Series(OXYTOCIN, "oxytocin", x, "min", curve("oxytocin"), "pg/mL"),
        Series(CONTRACTION, "contraction", x, "min", curve("contraction"), "1"),
    ]
    for side in SIDES:
        flow, drip = curve(f"flow_{side}", 1 / 60), curve(f"dripping_{side}", 1 / 60)
        entries.append(Series(FLOW, side, x, "min", flow, "mL/min"))
        entries.append(Series(DRIP, side, x, "min", drip, "mL/min"))
        entries.append(Series(VOLUME, side, x, "min", _running_total(x, flow), "mL"))
    entries.append(
        Series(CONTRACTION, "ejections", ejection_minutes(entries[1]), "min",
               np.full(len(ejection_minutes(entries[1])), EJECTING), "1")
    )  # fmt: skip
    return entries


def _running_total(minutes: Floats, flow: Floats) -> Floats:
    steps = np.diff(minutes) * (flow[1:] + flow[:-1]) / 2
    return np.concatenate([[0.0], np.cumsum(steps)])


def ejection_minutes(contraction: Series) -> Floats:
    """Minutes at which the contraction rises through one half."""
    above = contraction.y >= EJECTING
    rising = np.flatnonzero(above[1:] & ~above[:-1]) + 1
    return contraction.x[rising]


def draw(result: Result, evidence: Evidence) -> Figure:
    """Four panels over one axis of minutes."""
    data = series(result, evidence)
    found = magnified(result)
    assert found is not None
    index = found[1]
    sessions = result.recording.sessions
    length = float(sessions["duration_min"][index])
    figure = theme.new_figure(160)
    panels = figure.subplots(5, 1, sharex=True, height_ratios=[1, 0.7, 1.2, 0.7, 1])
    hormone, squeeze, flow, drip, volume = panels
    for axes in panels:
        axes.axvspan(0, length, color=theme.NIGHT, lw=0, zorder=0)

    curve = find(data, OXYTOCIN, "oxytocin")
    hormone.plot(curve.x, curve.y, color=theme.PURPLE, lw=theme.LINE_PT)
    hormone.set_ylim(0, None)
    day = float(sessions["start_h"][index]) // 24
    kind = KINDS.get(str(sessions["kind"][index]), str(sessions["kind"][index]))
    title = f"Day {day:.0f}, {kind} for {length:.0f} min (shaded); ejections numbered"
    theme.dress(hormone, title=title, y="oxytocin, pg/mL")

    curve = find(data, CONTRACTION, "contraction")
    squeeze.fill_between(curve.x, curve.y, color=theme.GREEN, alpha=0.25, lw=0)
    squeeze.plot(curve.x, curve.y, color=theme.GREEN, lw=theme.LINE_PT - 0.3)
    starts = find(data, CONTRACTION, "ejections").x
    for number, minute in enumerate(starts, start=1):
        squeeze.annotate(
            str(number), (minute, 1.04), fontsize=theme.SMALL_PT, color=theme.GREEN,
            ha="center", va="bottom", annotation_clip=False,
        )  # fmt: skip
    squeeze.set_ylim(0, 1.3)
    squeeze.set_yticks([0, 0.5, 1])
    theme.dress(squeeze, y="contraction")

    _draw_sides(flow, FLOW, data)
    theme.dress(flow, y="flow, mL/min")
    _draw_sides(drip, DRIP, data)
    theme.dress(drip, y="dripping,\nmL/min")
    _draw_sides(volume, VOLUME, data)
    theme.dress(volume, x="minutes from the start of the session", y="milk\nremoved, mL")
    figure.align_ylabels(panels)
    volume.set_xlim(-BEFORE_MIN, length + AFTER_MIN)
    figure.draw_without_rendering()
    ends = [
        (_total(find(data, VOLUME, s)), float(find(data, VOLUME, s).y[-1]), COLOURS[s])
        for s in SIDES
    ]
    theme.label_ends(volume, ends, x=length + AFTER_MIN, gap=0.13)
    theme.stamp(figure, result.stamp)
    return figure


def _total(curve: Series) -> str:
    return f"{curve.name} {curve.y[-1]:.0f} mL"


def _draw_sides(axes: Axes, panel: str, data: list[Series]) -> None:
    """Left and right in their colours."""
    for side in SIDES:
        curve = find(data, panel, side)
        axes.plot(curve.x, curve.y, color=COLOURS[side], lw=theme.LINE_PT - 0.2)
    top = max(float(find(data, panel, side).y.max(initial=0.0)) for side in SIDES)
    axes.set_ylim(0, 1.05 * top if top > 0 else 1.0)


PICTURE = Picture(
    "session",
    "One session, magnified",
    "From the start of suckling or pumping (shaded): bursts of oxytocin, the contraction of the muscle cells "
    "around the alveoli with milk ejections numbered, the flow from each breast, drops from a side that "
    "nobody draws from (on a scale of its own), and the milk removed so far.",
    lambda result: magnified(result) is not None,
    series,
    draw,
)
