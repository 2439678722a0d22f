"""Packages that only some commands need."""

import sys

import pytest

from lactea.reading.extras import MissingExtraError, optional


def test_what_is_installed_is_imported() -> None:
    assert optional("json.decoder", "lactea[x]", "Reading").__name__ == "json.decoder"


def test_what_is_missing_is_named_with_its_install_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "pyarrow.parquet", raising=False)
    with pytest.raises(MissingExtraError) as missing:
        optional("pyarrow.parquet", "lactea[cohort]", "A Parquet file")
    assert str(missing.value) == (
        "A Parquet file needs the package 'pyarrow', which is not installed. "
        'Install it with: python -m pip install "lactea[cohort]"'
    )


def test_a_package_that_lacks_another_one_says_which(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "half_installed.py").write_text("import nowhere_to_be_found\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="nowhere_to_be_found"):
        optional("half_installed", "lactea[x]", "Halves")
