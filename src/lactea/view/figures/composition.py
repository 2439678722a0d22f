"""What the milk contains: over a feed, a day, the first weeks, and the whole run with its end."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from lactea.results import Result
from lactea.results.recording import SIDES, Floats, column, day_numbers
from lactea.results.variables import CONTENTS
from lactea.view import theme
from lactea.view.days import magnified, shown_day
from lactea.view.pictures import Picture
from lactea.view.published import Evidence
from lactea.view.series import Series, find

FEED, DAY, CONTENT, SODIUM = "fat over a feed", "fat over a day", "contents", "sodium"
SOLIDS = {"fat": theme.VERMILION, "lactose": theme.BLUE, "protein": theme.GREEN}
COLOURS = dict(zip(SIDES, (theme.LEFT, theme.RIGHT), strict=True))
FIRST_DAYS = 35


def series(result: Result, evidence: Evidence) -> list[Series]:
    """Fat along a magnified feed and in each breastfeed of a day; contents of the milk of each day."""
    return [*_feed(result), *_day(result), *_days(result)]


def _feed(result: Result) -> list[Series]:
    found = magnified(result)
    if found is None or "fat_content_left" not in found[0].names:
        return []
    zoom, index = found
    sessions = result.recording.sessions
    minutes = (np.asarray(zoom.time_h) - float(sessions["start_h"][index])) * 60
    length = float(sessions["duration_min"][index])
    inside = (minutes >= 0) & (minutes <= length)
    return [
        Series(
            FEED, side, minutes[inside], "min", column(zoom, f"fat_content_{side}")[inside], "g/L"
        )
        for side in SIDES
    ]


def _day(result: Result) -> list[Series]:
    """First and last milk of each breastfeed of the day shown, in hours of that day."""
    sessions = result.recording.sessions
    start = np.asarray(sessions["start_h"], dtype=float) - 24 * shown_day(result)
    inside = (start >= 0) & (start < 24)
    entries = []
    for place, side in enumerate(SIDES):
        for name in ("foremilk", "hindmilk"):
            fat = np.asarray(sessions[f"{name}_fat"], dtype=float)[inside, place]
            used = np.isfinite(fat)
            entries.append(
                Series(DAY, f"{name} {side}", start[inside][used], "h", fat[used], "g/L")
            )
    return entries


def _days(result: Result) -> list[Series]:
    days = day_numbers(result.recording)
    after = days >= 0
    middle = np.asarray(days[after] + 0.5, dtype=np.float64)
    panels = {**dict.fromkeys(SOLIDS, CONTENT), "sodium": SODIUM}
    return [
        Series(panel, name, middle, "d", _mixed(result, name)[after], CONTENTS[name])
        for name, panel in panels.items()
    ]


def _mixed(result: Result, name: str) -> Floats:
    """Content of the milk of both breasts together, by day; NaN where none was removed."""
    removed = np.asarray(result.recording.days["removed"], dtype=float)
    content = np.asarray(result.recording.days[f"milk_{name}"], dtype=float)
    amount = np.where(np.isfinite(content), removed, 0.0)
    total = amount.sum(axis=1)
    mixed: Floats = np.divide(
        (amount * np.nan_to_num(content)).sum(axis=1),
        total,
        out=np.full(len(total), np.nan),
        where=total > 0,
    )
    return mixed


def draw(result: Result, evidence: Evidence) -> Figure:
    """Three rows: a feed and a day, fat with lactose and protein, sodium."""
    data = series(result, evidence)
    figure = theme.new_figure(170)
    (feed, day), (early, whole), (early_salt, whole_salt) = figure.subplots(3, 2)
    _draw_feed(feed, data)
    _draw_day(day, result, data)
    last = max(float(find(data, SODIUM, "sodium").x[-1]) + 0.5, 1.0)
    for axes, end in ((early, min(float(FIRST_DAYS), last)), (whole, last)):
        for name, colour in SOLIDS.items():
            curve = find(data, CONTENT, name)
            axes.plot(curve.x, curve.y, color=colour, lw=theme.LINE_PT - 0.3)
        axes.set_xlim(0, end)
        axes.set_ylim(0, 1.08 * _top(data, CONTENT))
    for axes, end in ((early_salt, min(float(FIRST_DAYS), last)), (whole_salt, last)):
        curve = find(data, SODIUM, "sodium")
        axes.plot(curve.x, curve.y, color=theme.PURPLE, lw=theme.LINE_PT - 0.3)
        axes.set_xlim(0, end)
        axes.set_ylim(0, 1.08 * _top(data, SODIUM))
    theme.dress(early, title="First weeks", y="content, g/L")
    theme.dress(whole, title="Whole run")
    theme.dress(early_salt, x="days after the origin", y="sodium, mmol/L")
    theme.dress(whole_salt, x="days after the origin")
    figure.draw_without_rendering()
    ends = [(name, _last(find(data, CONTENT, name)), colour) for name, colour in SOLIDS.items()]
    theme.label_ends(whole, ends, x=last, gap=0.1)
    theme.stamp(figure, result.stamp)
    return figure


def _draw_feed(axes: Axes, data: list[Series]) -> None:
    curves = [curve for curve in data if curve.panel == FEED]
    for curve in curves:
        axes.plot(curve.x, curve.y, color=COLOURS[curve.name], lw=theme.LINE_PT)
    title = "One feed" if curves else "One feed: none was magnified"
    theme.dress(axes, title=title, x="minutes from its start", y="fat, g/L")
    axes.set_ylim(0, 1.1 * max((float(curve.y.max()) for curve in curves), default=1.0))


def _draw_day(axes: Axes, result: Result, data: list[Series]) -> None:
    curves = [curve for curve in data if curve.panel == DAY]
    for curve in curves:
        name, _, side = curve.name.partition(" ")
        face = "white" if name == "foremilk" else COLOURS[side]
        axes.plot(curve.x, curve.y, "o", ms=4, color=COLOURS[side], markerfacecolor=face)
    title = f"Day {shown_day(result)}: first milk hollow, last milk filled"
    theme.dress(axes, title=title, x="hours of the day of the run")
    axes.set_xlim(0, 24)
    axes.set_xticks(np.arange(0, 25, 6))
    axes.set_ylim(0, 1.1 * max((float(c.y.max(initial=0.0)) for c in curves), default=1.0) or 1.0)


def _top(data: list[Series], panel: str) -> float:
    """Highest value of a panel; 1 where there is none."""
    values = np.concatenate([curve.y for curve in data if curve.panel == panel])
    known = values[np.isfinite(values)]
    return float(known.max()) if len(known) else 1.0


def _last(curve: Series) -> float:
    """Last known value of a curve; 0 where there is none."""
    known = curve.y[np.isfinite(curve.y)]
    return float(known[-1]) if len(known) else 0.0


PICTURE = Picture(
    "composition",
    "What the milk contains",
    "Fat along one feed (left and right breast) and in the first and last milk of every breastfeed of a day; "
    "fat, lactose and protein, and sodium, of the milk removed in each day: the first weeks, and the whole "
    "run. Sodium is high before milk comes in and again at the end.",
    lambda result: bool(
        np.isfinite(_mixed(result, "sodium")[day_numbers(result.recording) >= 0]).any()
    ),
    series,
    draw,
)
