"""What is aimed at: floor and goal of each comparison."""

from __future__ import annotations

Bounds = tuple[float, float]
"""Floor and goal."""

ROADRUNNER: Bounds = (8.0, 40.0)
SCIPY: Bounds = (80.0, 400.0)
PEOPLE_ROADRUNNER: Bounds = (25.0, 200.0)
PEOPLE_DIFFRAX: Bounds = (25.0, 100.0)
TWO_CORES: Bounds = (1.7, 1.8)
FIRST_USE_SECONDS: Bounds = (10.0, 5.0)
LATER_USE_SECONDS: Bounds = (2.0, 1.0)
FIT_SECONDS: Bounds = (120.0, 60.0)
WHAT_IF_SECONDS: Bounds = (1.0, 0.3)
"""The goals are given; the floors are what a person still waits for."""
EXPONENT: Bounds = (1.1, 1.05)
"""The goal is given; the floor says "linear", which is read as within noise of one."""
GPU: Bounds = (5.0, 20.0)
"""People a second on a GPU against two cores."""
GRADIENT_RUNS: Bounds = (60.0, 20.0)
"""Cost of derivatives by thirty parameters, at most."""
WITHIN: Bounds = (1.0, 1.0)
"""Share of people within the contract's agreement."""
PLAN_SECONDS: Bounds = (120.0, 120.0)
"""Two minutes are asked for a plan of six months with twelve decisions; no floor is named beside."""
CHART_SECONDS: Bounds = (1.5, 1.5)
SLIDER_SECONDS: Bounds = (0.1, 0.1)
TABS_THERE: Bounds = (1.0, 1.0)
"""What the app is asked for; no floors are named beside."""
