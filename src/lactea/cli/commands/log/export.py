"""``lactea log export``: a record as a file, for other programs or another lactea."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lactea.cli.commands.log.common import (
    PassphraseFile,
    StorePlace,
    Whose,
    existing_person,
    opened,
    passphrase,
)
from lactea.cli.output import must_be_writable, remark


def export(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", "-o", help="Write to this .json or .csv file.")],
    encrypt: Annotated[
        bool, typer.Option("--encrypt", help="Under a passphrase; then the file ends in .enc.")
    ] = False,
    passphrase_file: PassphraseFile = None,
    person: Whose = None,
    store: StorePlace = None,
) -> None:
    """Write everything that one person has recorded to a file that only its owner may read."""
    must_be_writable(out, (".enc",) if encrypt else (".json", ".csv"))
    with opened(context, store) as kept:
        from lactea.record import as_json, write_record
        from lactea.record.encryption import encrypt as encrypted
        from lactea.record.files import write_private
        from lactea.record.store import read

        record = read(kept, existing_person(kept, person).person_id)
    if encrypt:
        secret = passphrase(passphrase_file, twice=True)
        write_private(out, encrypted(as_json(record).encode(), secret))
    else:
        write_record(record, out)
        remark("warning: anybody who can open this file can read the record.")
    remark(f"record: {out} ({sum(1 for _ in record.entries())} entries)")
