"""What the commands of ``lactea log`` share: the store, whose record it is, questions, passphrases."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lactea.cli import failures
from lactea.cli.settings import settings_of

if TYPE_CHECKING:
    from lactea.record import Person
    from lactea.record.store import Store

PASSPHRASE = "LACTEA_PASSPHRASE"
INSTALL = (
    "the record needs packages that are not installed. "
    'Install them with: python -m pip install "lactea[log]"'
)

StorePlace = Annotated[
    str | None,
    typer.Option("--store", help="A file, or postgresql://user@host/name; else your own folder."),
]
Whose = Annotated[str | None, typer.Option("--person", help="Whose record; any name.")]
Zone = Annotated[str | None, typer.Option("--zone", help="Time zone, such as Europe/Berlin.")]
PassphraseFile = Annotated[
    Path | None, typer.Option("--passphrase-file", help="File that holds the passphrase.")
]


@contextmanager
def opened(context: typer.Context, place: str | None) -> Iterator[Store]:
    """The store that the flags and the environment name."""
    if not all(find_spec(package) for package in ("alembic", "cryptography", "sqlalchemy")):
        failures.stop(INSTALL)

    from lactea.record.store import default_place, open_store

    store = open_store(place or default_place(settings_of(context).data_dir))
    try:
        yield store
    finally:
        store.close()


def existing_person(store: Store, named: str | None) -> Person:
    """The person who was named, or the only one that there is."""
    from lactea.record.store import people

    known = people(store)
    if named is None and len(known) == 1:
        return known[0]
    if named is None and not known:
        failures.stop(f"{store.place}: there is no record yet; 'lactea log add' begins one.")
    names = [one.person_id for one in known]
    name = named or asked("--person", "Whose record?", names)
    found = next((one for one in known if one.person_id == name), None)
    if found is None:
        failures.stop(
            f"--person: there is no record of this person; there are: {', '.join(names)}."
        )
    return found


def any_person(store: Store, named: str | None, zone: str | None) -> Person:
    """The person who was named, known or not; `add_person` begins a record that is not there yet."""
    from lactea.record import Person
    from lactea.record.store import people

    known = {one.person_id: one for one in people(store)}
    if named is None and len(known) == 1:
        return next(iter(known.values()))
    name = named or asked("--person", "Whose record (any name)?", list(known))
    if name in known:
        return known[name]
    return Person(person_id=name, zone=checked_zone(zone or asked_zone()))


def checked_zone(name: str) -> str:
    """A time zone that exists."""
    from lactea.record.times import zone_info

    try:
        zone_info(name)
    except ValueError as error:
        failures.stop(f"--zone: {error}")
    return name


def asked_zone() -> str:
    """The time zone, asked for."""
    return asked("--zone", "In which time zone, such as Europe/Berlin?", ())


def asked(flag: str, question: str, choices: Sequence[str]) -> str:
    """An answer from the terminal; where nobody sits there, the flag that gives it is named."""
    listed = f" ({', '.join(choices)})" if choices else ""
    if not sys.stdin.isatty():
        failures.stop(f"{question}{listed} Say it with {flag}.")
    answer: str = typer.prompt(f"{question}{listed}", err=True)
    return answer.strip()


def passphrase(file: Path | None, *, twice: bool) -> str:
    """The passphrase from a file, the environment or the terminal; never from the command line."""
    if file is not None:
        return secret_in(file)
    if PASSPHRASE in os.environ:
        return secret_of(PASSPHRASE)
    if not sys.stdin.isatty():
        failures.stop(f"a passphrase is needed; give --passphrase-file, or set {PASSPHRASE}.")
    given: str = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True)
    return given


def secret_in(file: Path) -> str:
    """What a file holds but for the end of its line; its content is never part of an error."""
    try:
        return file.read_text("utf-8").rstrip("\r\n")
    except UnicodeDecodeError:
        failures.stop(f"{file}: this is not UTF-8 text; save the file as UTF-8.")


def secret_of(variable: str) -> str:
    """What a variable of the environment holds; its content is never part of an error."""
    found = os.environ[variable]
    try:
        found.encode()
    except UnicodeEncodeError:
        failures.stop(f"{variable}: this is not UTF-8 text; set it anew, or give a file.")
    return found


def confirmed(question: str, yes: bool) -> None:
    """Go on only where the person says so."""
    if yes:
        return
    if not sys.stdin.isatty():
        failures.stop(f"{question} Say so with --yes.")
    typer.confirm(question, abort=True, err=True)


def stamp() -> dict[str, str]:
    """What each document says of the lactea that wrote it."""
    from lactea.results.stamp import commit, version

    return {"version": version(), "commit": commit()}
