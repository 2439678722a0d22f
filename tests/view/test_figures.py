"""Every figure shows its numbers, keeps its labels inside, and carries the stamp."""

import csv
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from lactea.results import Result
from lactea.view.figures import PICTURES, side_by_side
from lactea.view.pictures import Picture
from lactea.view.published import packaged
from lactea.view.saving import save_figures

NAMES = [picture.name for picture in PICTURES]


@pytest.fixture(scope="module", params=PICTURES, ids=NAMES)
def picture(request: pytest.FixtureRequest) -> Picture:
    assert isinstance(request.param, Picture)
    return request.param


@pytest.fixture(scope="module")
def figure(picture: Picture, natural: Result) -> Figure:
    drawn = picture.draw(natural, packaged())
    drawn.canvas.draw()
    return drawn


def visible_texts(figure: Figure) -> list[Text]:
    found: list[Text] = figure.findobj(
        lambda artist: isinstance(artist, Text) and artist.get_visible()
    )
    return [text for text in found if text.get_text().strip()]


def is_title(artist: object, axes: Axes) -> bool:
    return isinstance(artist, Text) and artist.get_text() == axes.get_title(loc="left") != ""


def drawn_lines(figure: Figure) -> list[np.ndarray]:
    return [line.get_xydata() for axes in figure.axes for line in axes.lines]


def test_nothing_is_cut_off_at_the_edge(figure: Figure) -> None:
    width, height = figure.bbox.width, figure.bbox.height
    for text in visible_texts(figure):
        if not text.axes or text.axes.axison:
            continue
        box = text.get_window_extent()
        assert box.x0 >= -1, text.get_text()
        assert box.x1 <= width + 1, text.get_text()
        assert box.y0 >= -1, text.get_text()
        assert box.y1 <= height + 1, text.get_text()
    tight = figure.get_tightbbox()
    assert tight.x0 >= -0.02
    assert tight.y0 >= -0.02
    assert tight.x1 <= width / figure.dpi + 0.02
    assert tight.y1 <= height / figure.dpi + 0.02


def test_blocks_of_text_do_not_overlap(figure: Figure) -> None:
    """Titles, axis labels, curve labels, keys and the stamp keep clear of each other."""
    blocks = [text for axes in figure.axes for text in axes.texts if len(text.get_text()) > 2]
    blocks += figure.texts
    for axes in figure.axes:
        blocks += [axes.xaxis.label, axes.yaxis.label, axes.title, axes._left_title]
    blocks = [text for text in blocks if text.get_visible() and text.get_text().strip()]
    assert len(blocks) >= 3
    for one, other in combinations(blocks, 2):
        first, second = one.get_window_extent(), other.get_window_extent()
        assert not first.overlaps(second), (one.get_text(), other.get_text())


def test_letters_stay_readable_in_print(figure: Figure) -> None:
    assert min(text.get_fontsize() for text in visible_texts(figure)) >= 5.5
    assert figure.get_figwidth() * 25.4 <= 181


def test_axes_name_their_units(figure: Figure) -> None:
    for axes in figure.axes:
        if axes.axison and axes.get_ylabel():
            label = axes.get_ylabel()
            assert "," in label or label == "contraction", label


def test_curves_are_the_numbers_saved(figure: Figure, picture: Picture, natural: Result) -> None:
    """Each saved curve is drawn as it is; some axes count weeks or months instead of days."""
    heights = [line[:, 1] for line in drawn_lines(figure)]
    compared = 0
    for series in picture.series(natural, packaged()):
        if series.notes or len(series.x) < 30:
            continue
        compared += 1
        assert any(
            len(drawn) == len(series.y) and np.allclose(drawn, series.y, equal_nan=True)
            for drawn in heights
        ), (series.panel, series.name)
    assert compared


def test_the_stamp_is_on_the_picture(figure: Figure, natural: Result) -> None:
    assert natural.stamp in [text.get_text() for text in figure.texts]


def test_files_carry_the_stamp_and_no_global_state_is_touched(
    natural: Result, tmp_path: Path
) -> None:
    before = dict(mpl.rcParams)
    written = save_figures(natural, tmp_path / "new" / "folder")
    assert dict(mpl.rcParams) == before
    assert [path.name for path in written] == [
        f"{name}.{ending}" for name in NAMES for ending in ("png", "svg", "csv")
    ]
    for path in written:
        if path.suffix == ".png":
            with Image.open(path) as image:
                assert image.info["Description"] == natural.stamp
                assert image.width > 900
        elif path.suffix == ".svg":
            assert natural.stamp in path.read_text("utf-8")
        else:
            first, header, *rows = path.read_text("utf-8").splitlines()
            assert first == f"# {natural.stamp}"
            assert header.startswith("panel,series,x,x_unit,y,y_unit")
            assert all(len(row) == 9 for row in csv.reader(rows))
            assert rows


def test_small_studies_are_hollow_and_bars_are_as_printed(natural: Result) -> None:
    drawn = next(p for p in PICTURES if p.name == "daily-milk").draw(natural, packaged())
    early = drawn.axes[0]
    marks = {
        (round(float(line.get_ydata()[0]), 1)): line.get_markerfacecolor()
        for line in early.lines
        if line.get_marker() == "o"
    }
    assert marks[round(408 / 1.03, 1)] == "white"  # Saint 1984, n 9
    assert marks[556.0] != "white"  # Arthur 1989, n 12
    assert "Saint 1984" in "".join(text.get_text() for text in drawn.axes[2].texts)


def test_marks_step_aside(natural: Result) -> None:
    """No two numbered marks of a panel cover each other."""
    for name in ("daily-milk", "prolactin"):
        drawn = next(p for p in PICTURES if p.name == name).draw(natural, packaged())
        for axes in drawn.axes[:2]:
            marks = [line for line in axes.lines if line.get_marker() in {"o", "^"}]
            places = [axes.transData.transform(line.get_xydata()[0]) for line in marks]
            size = 8.0 * drawn.dpi / 72
            for one, other in combinations(places, 2):
                assert np.hypot(*(one - other)) >= 0.9 * size


def test_a_scenario_without_published_points_says_so(induced: Result) -> None:
    drawn = next(p for p in PICTURES if p.name == "daily-milk").draw(induced, packaged())
    texts = [text.get_text() for axes in drawn.axes for text in axes.texts]
    assert "No published points are mapped to this scenario." in texts


def test_two_weeks_without_milk_have_no_panel_of_their_own(
    make_result: Callable[..., Result], natural: Result
) -> None:
    picture = next(p for p in PICTURES if p.name == "daily-milk")
    slow = make_result(name="induced", supply=300.0, pregnancy_days=0, days=120)
    slow.recording.days["removed"][:20] = 0.0
    for result, titles in ((natural, ["First two weeks", "Whole run"]), (slow, ["Whole run"])):
        drawn = picture.draw(result, packaged())
        assert [
            axes.get_title(loc="left").split(":")[0] for axes in drawn.axes if axes.axison
        ] == titles
        assert drawn.axes[0].get_ylabel() == "milk removed, mL/day"


def test_pictures_appear_only_where_there_is_something_to_see(induced: Result) -> None:
    shown = {picture.name for picture in PICTURES if picture.applies(induced)}
    assert shown == {"daily-milk", "prolactin", "session", "fullness", "composition"}
    unzoomed = Result(replace(induced.recording, zooms=[]), induced.facts)
    assert "session" not in {picture.name for picture in PICTURES if picture.applies(unzoomed)}


@pytest.mark.parametrize(
    "wishes",
    [
        {"days": 1, "pregnancy_days": 0},
        {"days": 3, "pregnancy_days": 0, "supply": 0.0},
        {"days": 730, "pregnancy_days": 0},
    ],
    ids=["one day", "dry", "two years"],
)
def test_extreme_runs_are_drawn(
    make_result: Callable[..., Result], wishes: dict[str, object], tmp_path: Path
) -> None:
    assert save_figures(make_result(**wishes), tmp_path)


def test_a_run_without_sessions_is_drawn(
    make_result: Callable[..., Result], tmp_path: Path
) -> None:
    full = make_result(days=10)
    run = full.recording
    none = {name: values[:0] for name, values in run.sessions.items()}
    quiet = Result(replace(run, sessions=none, zooms=[]), full.facts)
    names = {path.stem for path in save_figures(quiet, tmp_path)}
    assert {"daily-milk", "prolactin", "fullness", "steroids"} <= names


def test_runs_of_one_scenario_have_names_of_their_own(natural: Result, induced: Result) -> None:
    names = side_by_side.names_of([natural, natural, induced])
    assert len(set(names)) == 3
    assert len({entry.name for entry in side_by_side.series([natural, natural])}) == 2
    assert side_by_side.names_of([natural, induced]) == [
        natural.facts.card.name,
        induced.facts.card.name,
    ]


def test_runs_stand_side_by_side(natural: Result, induced: Result) -> None:
    drawn = side_by_side.draw([natural, induced])
    milk = drawn.axes[0]
    assert [len(line.get_xdata()) for line in milk.lines] == [180, 120]
    assert {text.get_text() for text in milk.texts} == {"natural", "induced"}
    assert natural.stamp in drawn.texts[0].get_text()
    assert induced.stamp in drawn.texts[0].get_text()


def test_neither_pyplot_nor_early_imports() -> None:
    program = (
        "import sys, lactea.view, lactea.results, lactea.results.observables\n"
        "heavy = {'matplotlib', 'xarray', 'pandas', 'pint', 'scipy', 'jinja2'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "import lactea.view.saving\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
