"""One simulated run, ready to be looked at, stored and cited."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lactea.results import citations, document, facts, frame, netcdf, review, summary, tree
from lactea.results.citations import Citation
from lactea.results.facts import Facts
from lactea.results.readouts import Readout, read_readout
from lactea.results.recording import Recording
from lactea.results.review import Review

if TYPE_CHECKING:
    import pandas as pd
    import xarray


class Result:
    """A recording together with its provenance.

    Parameters
    ----------
    recording : Recording
        What the engine recorded.
    known : Facts, optional
        Provenance, where it was read from a file; gathered from the running lactea otherwise.
    """

    def __init__(self, recording: Recording, known: Facts | None = None) -> None:
        self.recording = recording
        self.facts = facts.gather(recording) if known is None else known

    def tree(self) -> xarray.DataTree:
        """The whole run as labelled arrays, dims person, time (day), side, session, moment."""
        return tree.build(self.recording, self.facts)

    def to_netcdf(self, path: str | Path) -> None:
        """Write the whole run to one NetCDF file."""
        netcdf.write(self.tree(), Path(path))

    @classmethod
    def from_netcdf(cls, path: str | Path) -> Result:
        """A run as `to_netcdf` wrote it; its version and commit are those that made it."""
        return cls(*netcdf.read(Path(path)))

    def to_frame(self) -> pd.DataFrame:
        """Daily numbers as a long table: scenario, person, day, side, variable, value, unit."""
        return frame.build(self.recording, self.facts)

    def read(self, asked: str) -> float:
        """One number, asked for as ``OBSERVABLE[:STATISTIC[:AT]]``, such as ``prolactin.basal:mean:P30D/P31D``.

        In the unit that `lactea.results.readouts.Readout` tells; NaN where the run has none. An
        `ObservableError` says which word is none.
        """
        return read_readout(asked).read(self.recording)

    def to_json(self, readouts: Sequence[Readout] = ()) -> str:
        """The document of ``lactea simulate --json``, with what was asked of the run besides."""
        return document.to_json(self.recording, self.facts, readouts)

    def citations(self) -> list[Citation]:
        """Studies that this very run relied on, with the parameters that use them."""
        return citations.of(self.facts)

    def summary(self, readouts: Sequence[Readout] = ()) -> str:
        """A few lines of plain text, with what was asked of the run besides."""
        return summary.write(self.recording, self.facts, readouts)

    def review(self) -> Review:
        """The review block: inputs, version, grades, error."""
        run = self.recording
        return review.of(
            self.facts, engine=run.engine, error_estimate=run.error_estimate, seed=run.seed
        )

    @property
    def stamp(self) -> str:
        """One line of provenance, as printed in the margin of figures."""
        return review.short_stamp(self.facts)
