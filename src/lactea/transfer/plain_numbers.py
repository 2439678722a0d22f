"""Numbers for readers: so many digits that count, and no powers of ten where they can be done without."""

from __future__ import annotations

WITHOUT_POWERS = (10.0, 1e7)


def plain(value: float, digits: int = 3) -> str:
    """So many digits that count, without a power of ten below ten million."""
    rounded = float(f"{value:.{digits}g}")
    return (
        f"{rounded:.0f}"
        if WITHOUT_POWERS[0] ** digits <= rounded < WITHOUT_POWERS[1]
        else f"{rounded:g}"
    )
