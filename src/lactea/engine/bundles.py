"""Elementary functions of one person, computed side by side.

A vector of eight costs hardly more than one number, and nearly all powers and exponentials of the
body rest on states alone and not on each other. So for one person the same function of up to eight
different arguments is one call: what lanes are to people, a bundle is to equations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from lactea.engine.graph import Node, reachable

BUNDLED = ("exp", "power")
WIDTH = 8


def find_bundles(roots: Iterable[Node]) -> dict[int, tuple[Node, ...]]:
    """For each node that is computed together with others, all nodes of its bundle, by index.

    Nodes of a bundle are of the same depth, the number of elementary functions below them, so none
    needs another.
    """
    depth: dict[int, int] = {}
    alike: dict[tuple[int, str], list[Node]] = defaultdict(list)
    for node in reachable(roots):
        if not node.moving:
            continue
        below = max((depth.get(argument.index, 0) for argument in node.arguments), default=0)
        if node.operation in BUNDLED:
            alike[below, node.operation].append(node)
            below += 1
        depth[node.index] = below
    bundles = (
        tuple(nodes[first : first + WIDTH])
        for nodes in alike.values()
        for first in range(0, len(nodes), WIDTH)
    )
    return {node.index: bundle for bundle in bundles if len(bundle) > 1 for node in bundle}
