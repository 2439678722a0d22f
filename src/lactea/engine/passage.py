"""One person on the way along frozen steps, with the tangents of all directions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lactea.body.registry import Body
from lactea.engine.directions import Directions
from lactea.engine.frozen import FrozenSteps, accumulating
from lactea.engine.person import Setting
from lactea.engine.readouts import Readout, curve_weights
from lactea.engine.solver import start_values
from lactea.engine.stepper import NOTHING
from lactea.engine.tangents import STAGES, WIDTH, compile_tangents

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Day:
    """A block of frozen steps that lies behind.

    Attributes
    ----------
    places, columns : dict
        Where a state stands in `states` and `tangents`, and a watched one in the curves.
    states, tangents : (n,) and (n, directions), at the end
    hours : (m,)
    curves, curve_tangents : (m, watched, 2) and (m, watched, 2, directions)
        Value and slope of what is watched.
    """

    places: dict[str, int]
    columns: dict[str, int]
    states: Array
    tangents: Array
    hours: Array
    curves: Array
    curve_tangents: Array

    def read(self, readout: Readout) -> tuple[Array, Array]:
        """A figure of the day and its tangents: () and (directions,), or (2,) and (2, directions)."""
        read = self._at_end if readout.of_day == "last" else self._of_curve
        found = [read(readout, states) for states in readout.states]
        values, tangents = (np.array(part) for part in zip(*found, strict=True))
        return (values, tangents) if len(found) > 1 else (values[0], tangents[0])

    def _at_end(self, readout: Readout, states: Sequence[str]) -> tuple[float, Array]:
        places = [self.places[name] for name in states]
        return float(self.states[places].sum()), self.tangents[places].sum(axis=0)

    def _of_curve(self, readout: Readout, states: Sequence[str]) -> tuple[float, Array]:
        columns = [self.columns[name] for name in states]
        pairs = self.curves[:, columns].sum(axis=1)
        weights = curve_weights(readout.of_day, self.hours, pairs[:, 0], pairs[:, 1])
        tangents = self.curve_tangents[:, columns].sum(axis=1)
        return float((weights * pairs).sum()), np.einsum("mk,mkd->d", weights, tangents)


class Passage:
    """A person who begins to settle, and goes along frozen steps block by block.

    Parameters
    ----------
    frozen : FrozenSteps
    setting : Setting
    directions : Directions
    watched : sequence of str
        States whose curves are kept.
    """

    def __init__(
        self,
        frozen: FrozenSteps,
        setting: Setting,
        directions: Directions,
        watched: Sequence[str],
    ) -> None:
        body = frozen.body
        self.frozen = frozen
        self.kernel = compile_tangents(body)
        self._places = {name: place for place, name in enumerate(body.state_ids)}
        self._columns = {name: column for column, name in enumerate(watched)}
        self._watched = np.array([self._places[name] for name in watched], dtype=np.int64)
        self._fresh = accumulating(body)
        self._parameters = np.array([setting.parameters[name] for name in body.parameter_ids])
        self._inputs = np.array([setting.inputs[name] for name in body.input_ids])
        self._parameters_dot, self._inputs_dot = directions.parameters, directions.inputs.copy()
        self._states = start_values(body, setting.parameters)
        self._tangents = _start_tangents(body, directions)

        blocks, size, _ = self._tangents.shape
        self._constants = np.zeros(self.kernel.constants)
        self._constants_dot = np.zeros((blocks, self.kernel.moved, WIDTH))
        self._work = np.zeros((STAGES, size + self.kernel.partials))
        self._trial = np.zeros(size)
        self._slopes_dot = np.zeros((STAGES, *self._tangents.shape))
        self._trial_dot = np.zeros_like(self._tangents)
        self._prepare()

    def days(self) -> Iterator[Day]:
        """Every day of the frozen steps, as it lies behind."""
        for block in range(len(self.frozen.count)):
            day = self._block(block)
            if block >= self.frozen.settling:
                yield day

    def _block(self, block: int) -> Day:
        frozen, count = self.frozen, int(self.frozen.count[block])
        self._states[self._fresh] = 0.0
        self._tangents[:, self._fresh] = 0.0
        borders = np.flatnonzero(frozen.change[block, :count]).tolist()
        instants = np.append(0.0, np.cumsum(frozen.hours[block, :count]))
        curves, curve_tangents, hours = [], [], []
        for first, last in pairwise(sorted({0, *borders, count})):
            self._change(int(frozen.change[block, first]))
            curve, tangents = self._follow(block, first, last)
            curves.append(curve)
            curve_tangents.append(tangents)
            hours.append(instants[first : last + 1])
        return Day(
            self._places,
            self._columns,
            self._states.copy(),
            self._tangents.transpose(1, 0, 2).reshape(len(self._states), -1),
            np.concatenate(hours),
            np.concatenate(curves),
            np.concatenate(curve_tangents),
        )

    def _prepare(self) -> None:
        """What stays the same inside a segment, and how it moves."""
        kernel = self.kernel
        kernel.prologue(*map(_address, (self._parameters, self._inputs, self._constants)))
        for block in range(len(self._tangents)):
            kernel.push_constants(
                _address(self._constants), None, _address(self._parameters_dot[block]),
                _address(self._inputs_dot[block]), _address(self._constants_dot[block]),
            )  # fmt: skip

    def _change(self, row: int) -> None:
        """A border: what is set there moves along no direction any more."""
        if not row:
            return
        changes = self.frozen.changes
        kept, inputs_kept = changes.state_kept[row], changes.input_kept[row]
        self._states[:] = self._states * kept + changes.state_set[row]
        self._tangents *= kept[:, None]
        self._inputs[:] = self._inputs * inputs_kept + changes.input_set[row]
        self._inputs_dot *= inputs_kept[:, None]
        self._prepare()

    def _follow(self, block: int, first: int, last: int) -> tuple[Array, Array]:
        """The steps of one segment: curves of what is watched, and their tangents."""
        frozen, watched = self.frozen, len(self._watched)
        record = np.zeros((last - first + 1, watched, 2))
        record_dot = np.zeros((*record.shape, len(self._tangents), WIDTH))
        self.kernel.follow(
            *map(_address, (self._states, self._tangents, self._constants, self._constants_dot,
                            self._work, self._trial, self._slopes_dot, self._trial_dot,
                            frozen.clock[block, first:], frozen.hours[block, first:])),
            last - first, len(self._tangents), _address(self._watched), watched,
            _address(record), _address(record_dot),
        )  # fmt: skip
        # As in the stepping loop: processors are slow on numbers that have all but decayed.
        for array in (self._states, self._tangents):
            array[np.abs(array) < NOTHING] = 0.0
        return record, record_dot.reshape(*record.shape, len(self._tangents) * WIDTH)


def _start_tangents(body: Body, directions: Directions) -> Array:
    """States that begin at the value of a parameter move with it."""
    blocks = len(directions.parameters)
    tangents = np.zeros((blocks, len(body.state_ids), WIDTH))
    for place, state in enumerate(body.states.values()):
        if isinstance(state.start, str):
            tangents[:, place] = directions.parameters[:, body.parameter_ids.index(state.start)]
    return tangents


def _address(array: NDArray[Any]) -> int:
    return int(array.ctypes.data)
