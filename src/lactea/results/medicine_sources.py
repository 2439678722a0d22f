"""The sources of the medicine library, under the ids by which parameters of medicines cite them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from lactea.medicines import known_names, load
from lactea.medicines.parameters import citation
from lactea.results.bibliography import Reference

DOI = "https://doi.org/"


@cache
def load_sources() -> Mapping[str, Reference]:
    """References by id, of every source that a shipped medicine names."""
    found = {}
    for medicine in map(load, known_names()):
        grades = {fact.source: fact.grade for _, fact in medicine.facts()}
        for key, source in medicine.sources.items():
            name = citation(medicine, key)
            doi = source.url.removeprefix(DOI) if source.url.startswith(DOI) else ""
            found[name] = Reference(
                name, source.text, f"doi:{doi}" if doi else "", source.url,
                grades.get(key, ""), source.verified,
            )  # fmt: skip
    return found
