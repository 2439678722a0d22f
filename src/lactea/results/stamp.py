"""Where a result comes from: version, commit, and short hashes of what went in."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
RELEASE = "release"


def version() -> str:
    """Version of lactea that is running."""
    from lactea import __version__

    return __version__


@cache
def commit(package: Path = PACKAGE) -> str:
    """Commit of the checkout that `package` lies in, with "+" when files differ; else "release".

    A package installed into an environment that happens to lie inside some other repository
    must not borrow that repository's commit, so the place is asked for exactly.
    """
    root = package.parents[1]
    if package != root / "src" / "lactea" or not (root / ".git").exists():
        return RELEASE
    head = _git(root, "rev-parse", "--short=12", "HEAD")
    if head is None:
        return RELEASE
    changed = _git(root, "status", "--porcelain", "--", "src")
    return f"{head}+" if changed else head


def _git(root: Path, *arguments: str) -> str | None:
    """What git prints, or None where git or a commit is missing."""
    try:
        outcome = subprocess.run(
            ["git", "-C", str(root), *arguments],
            capture_output=True,
            encoding="utf-8",
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return outcome.stdout.strip()


def short_hash(text: str) -> str:
    """First 16 hexadecimal digits of the SHA-256 of `text`."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def parameter_set(values: Mapping[str, float]) -> str:
    """Hash of parameter ids with their exact values; the order they are given in plays no part."""
    return short_hash("\n".join(f"{name}={float(values[name])!r}" for name in sorted(values)))
