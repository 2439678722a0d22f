"""The documentation site: ``make site``. Everything that a page needs is on the page's own host."""

from __future__ import annotations

import sys
from pathlib import Path

import lactea

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))

project = "lactea"
author = "lactea developers"
copyright = "lactea developers, BSD 3-Clause"
version = release = lactea.__version__

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "sphinx_copybutton",
    "sphinx_design",
    "mathml",
]
exclude_patterns = ["_build", "examples/README.md"]
myst_enable_extensions = ["colon_fence", "dollarmath", "deflist"]
myst_heading_anchors = 3
# Examples on the pages are run when the site is built; one that fails fails the build.
nb_execution_mode = "cache"
nb_execution_raise_on_error = True
nb_execution_timeout = 900

autosummary_generate = True
autodoc_default_options = {"members": True, "imported-members": True, "show-inheritance": False}
autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
napoleon_google_docstring = False
napoleon_use_rtype = False

html_theme = "pydata_sphinx_theme"
html_title = f"lactea {release}"
html_show_sourcelink = False
html_copy_source = False
html_theme_options = {
    "navbar_start": ["navbar-logo"],
    "navbar_align": "left",
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
    "show_nav_level": 1,
    "navigation_with_keys": True,
}
# Links into the checkout (source files, tests) are for readers of the repository.
suppress_warnings = ["myst.xref_missing"]
