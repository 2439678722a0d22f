"""``lactea log backup`` and ``lactea log restore``: everything in a store as one file, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lactea.cli import failures
from lactea.cli.commands.log.common import PassphraseFile, StorePlace, opened, passphrase, stamp
from lactea.cli.output import must_be_writable, print_json, remark
from lactea.cli.settings import settings_of


def backup(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--out", "-o", help="Write to this .json or .enc file.")],
    encrypt: Annotated[bool, typer.Option("--encrypt", help="Under a passphrase.")] = False,
    passphrase_file: PassphraseFile = None,
    store: StorePlace = None,
) -> None:
    """Write the records of everybody to one file that only its owner may read."""
    must_be_writable(out, (".enc",) if encrypt else (".json",))
    with opened(context, store) as kept:
        from lactea.record.backup import as_backup
        from lactea.record.encryption import encrypt as encrypted
        from lactea.record.files import write_private
        from lactea.record.store import whole

        records = whole(kept)
    content = as_backup(records)
    if encrypt:
        content = encrypted(content, passphrase(passphrase_file, twice=True))
    else:
        remark("warning: anybody who can open this file can read the records.")
    write_private(out, content)
    entries = sum(1 for record in records for _ in record.entries())
    remark(f"backup: {out} ({len(records)} people, {entries} entries)")


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A file of 'lactea log backup' or 'export'.")],
    passphrase_file: PassphraseFile = None,
    store: StorePlace = None,
) -> None:
    """Put a backup or an export into a store; what is there already stays as it is."""
    content = file.read_bytes()
    with opened(context, store) as kept:
        from lactea.record.backup import read_backup
        from lactea.record.backup import restore as put_back
        from lactea.record.encryption import decrypt, is_encrypted

        if is_encrypted(content):
            content = decrypt(content, passphrase(passphrase_file, twice=False))
        restored = put_back(kept, read_backup(content, str(file)))
    if settings_of(context).json:
        print_json(
            {
                "schema": "lactea.log.restored/1",
                **stamp(),
                "people": restored.people,
                "new": restored.new,
                "there_already": restored.there,
                "differing": restored.differing,
            }
        )
    remark(
        f"restored: {restored.new} entries of {restored.people} people; {restored.there} were there "
        f"already, {restored.differing} differ from the backup and stay as they are."
    )
    if restored.differing:
        raise typer.Exit(failures.NEGATIVE)
