"""Pressure and flow at an ejection: the tree as a network of tubes, solved as a sparse linear system.

Contraction raises the pressure in the alveoli, suction lowers it at the nipple, and each stretch of duct
lets milk through by the law of Hagen and Poiseuille: the fourth power of its bore over its length. What
the alveoli themselves oppose is not known; it is set so that the unharmed tree carries the flow of the
daily body (`alveolar_conductance`).

Pressures are in kPa, flows in mL/min, conductances in mL/min/kPa.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.sparse import csc_matrix
from scipy.sparse.linalg import spsolve

from lactea.ducts.anatomy import MMHG, value
from lactea.ducts.problems import DuctError
from lactea.ducts.tree import Branch, DuctTree

Array = NDArray[np.float64]
Places = NDArray[np.intp]
BALANCED = 1e-9
"""Largest flow, relative to that at the nipple, that may go missing at a branching."""
NIPPLE = -1
"""What lies below a main duct, instead of the place of a branch."""
FREE = 1e5
"""Conductance of alveoli, mL/min/kPa, beside which they oppose nothing."""
PER_MINUTE = 60_000.0
"""From mm^3 / (mPa s) to mL/min/kPa: 1e-3 mL/mm^3, 1e6 mPa/kPa, 60 s/min."""


@dataclass(frozen=True, slots=True)
class Supply:
    """What drives and opposes the flow.

    Attributes
    ----------
    alveoli : float
        Conductance of the alveoli of one lobule, mL/min/kPa.
    ejection, vacuum : float
        Pressure in the alveoli and vacuum at the nipple, kPa.
    viscosity : float
        mPa s.
    """

    alveoli: float
    ejection: float = value("ejection_pressure")
    vacuum: float = value("vacuum") * MMHG
    viscosity: float = value("viscosity")


@dataclass(frozen=True)
class Ejection:
    """Pressure and flow in a tree.

    Attributes
    ----------
    pressures : mapping of str to float
        At the far end of each branch, kPa.
    flows : mapping of str to float
        Through each branch towards the nipple, mL/min.
    imbalance : float
        Largest flow that goes missing at a branching, as a share of the flow at the nipple.
    """

    pressures: Mapping[str, float]
    flows: Mapping[str, float]
    imbalance: float

    @property
    def total(self) -> float:
        """Flow out of the nipple, mL/min."""
        return sum(flow for label, flow in self.flows.items() if "." not in label)


def conductance(branch: Branch, viscosity: float) -> float:
    """Flow per pressure through a branch, with its way through the nipple, mL/min/kPa.

    Parameters
    ----------
    branch : Branch
    viscosity : float
        mPa s.
    """
    stretches = [(branch.diameter, branch.length), (branch.nipple_diameter, branch.nipple_length)]
    resisting = [(bore, length) for bore, length in stretches if length > 0]
    if any(bore == 0 for bore, _ in resisting):
        return 0.0
    lengths = sum(length / bore**4 for bore, length in resisting)
    return PER_MINUTE * math.pi / (128 * viscosity * lengths)


def eject(tree: DuctTree, supply: Supply) -> Ejection:
    """Pressure and flow while all alveoli contract and the nipple is sucked.

    Parameters
    ----------
    tree : DuctTree
        Blocked branches carry nothing.
    supply : Supply

    Raises
    ------
    DuctError
        If milk is not conserved at each branching to `BALANCED`; a defect of the solution, not of
        the tree.
    """
    labels = list(tree.branches)
    place = {label: i for i, label in enumerate(labels)}
    branches = list(tree.branches.values())
    ducts = np.array([conductance(branch, supply.viscosity) for branch in branches])
    ends = np.array([branch.is_end for branch in branches])
    alveoli = np.where(ends, supply.alveoli, 0.0)
    below = np.array([place.get(branch.parent, NIPPLE) for branch in branches])
    driving = supply.ejection + supply.vacuum
    sources = np.concatenate([np.zeros(len(labels)), alveoli * driving])
    flows, above = np.split(spsolve(_equations(ducts, alveoli, below), sources), 2)
    imbalance = _imbalance(flows, alveoli * (driving - above), below)
    if not imbalance <= BALANCED:
        raise DuctError(f"The flow of this tree was not solved: {imbalance:.1e} of it is missing.")
    return Ejection(
        dict(zip(labels, (above - supply.vacuum).tolist(), strict=True)),
        dict(zip(labels, flows.tolist(), strict=True)),
        imbalance,
    )


def alveolar_conductance(tree: DuctTree, flow: float) -> float:
    """Conductance of the alveoli of a lobule with which the tree carries `flow` (mL/min) in all.

    Raises
    ------
    DuctError
        If the ducts alone oppose so much that no alveoli give that flow.
    """
    most = eject(tree, Supply(alveoli=FREE)).total
    if flow >= most:
        raise DuctError(
            f"These ducts let through {most:.0f} mL/min at most, and the daily body asks for "
            f"{flow:.0f}; take another seed or person."
        )
    lobule = flow / tree.lobules
    low = lobule / (value("ejection_pressure") + value("vacuum") * MMHG)

    def excess(logarithm: float) -> float:
        return eject(tree, Supply(alveoli=math.exp(logarithm))).total - flow

    return math.exp(brentq(excess, math.log(low) - 1e-9, math.log(FREE), xtol=1e-14, rtol=1e-14))


def _equations(ducts: Array, alveoli: Array, below: Places) -> csc_matrix:
    """Equations of a tree, first for the flows of all branches, then for their pressures.

    For each branch: the difference of pressure along it, over its resistance, is its flow (a blocked
    one has none); and its flow is what its daughters and alveoli bring. Pressures are counted from that
    at the nipple. Flows are unknowns of their own because as differences of pressures they would be
    lost to rounding in wide ducts.
    """
    size = len(ducts)
    flow, pressure = np.arange(size), size + np.arange(size)
    open_ = ducts > 0
    joined = below >= 0
    resistance = np.divide(1.0, ducts, out=np.ones(size), where=open_)
    entries = [
        (flow, flow, resistance),
        (flow[open_], pressure[open_], -np.ones(open_.sum())),
        (flow[open_ & joined], size + below[open_ & joined], np.ones((open_ & joined).sum())),
        (pressure, flow, np.ones(size)),
        (size + below[joined], flow[joined], -np.ones(joined.sum())),
        (pressure, pressure, alveoli),
    ]
    rows, columns, values = (np.concatenate(part) for part in zip(*entries, strict=True))
    return csc_matrix((values, (rows, columns)), shape=(2 * size, 2 * size))


def _imbalance(flows: Array, brought: Array, below: Places) -> float:
    size = len(flows)
    joined = below >= 0
    arriving = brought + np.bincount(below[joined], flows[joined], minlength=size)
    total = float(flows[~joined].sum())
    missing = float(np.abs(arriving - flows).max())
    return missing / total if total > 0 else missing
