"""Backups and encryption: everything comes back, nothing altered is taken, nothing can be read."""

import hashlib
import json
from base64 import b64decode, b64encode

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from tests.record.made import records

from lactea.record import Child, Person, Record, RecordError, as_csv, as_json, record_of
from lactea.record.backup import Restored, as_backup, read_backup, restore
from lactea.record.encryption import EncryptionError, decrypt, encrypt, is_encrypted
from lactea.record.store import (
    Selection,
    Store,
    add,
    add_child,
    add_person,
    erase,
    read,
    whole,
)

PASSPHRASE = "correct horse battery"
SECRET = b"only my midwife knows"


@given(records())
def test_a_backup_is_read_again(record: Record) -> None:
    assert read_backup(as_backup([record, record]), "backup.json") == (record, record)


@given(records())
def test_an_export_is_taken_too(record: Record) -> None:
    for content in (as_json(record), as_csv(record)):
        assert read_backup(content.encode(), "export") == (record,)


def test_from_one_sort_of_store_to_the_other(store: Store, session, other: Store) -> None:
    add_person(store, Person(person_id="partner", zone="Europe/Berlin"))
    add_child(store, "me", Child(child_id="Ada"))
    add(store, [session])
    content = as_backup(whole(store))
    assert restore(other, read_backup(content, "b")) == Restored(2, new=1, there=0, differing=0)
    assert restore(other, read_backup(content, "b")) == Restored(2, new=0, there=1, differing=0)
    assert whole(other) == whole(store)
    erase(store, Selection("me"))
    restore(store, whole(other))
    assert whole(other) == whole(store)


def test_what_differs_from_a_backup_stays(store: Store, session) -> None:
    add(store, [session])
    older = session.model_copy(update={"fate": "stored"})
    restored = restore(store, [record_of(read(store, "me").person, [older])])
    assert (restored.new, restored.differing) == (0, 1)
    assert read(store, "me").sessions == (session,)


@pytest.mark.parametrize(
    ("old", "new"), [(b'"left_mL": 22.5', b'"left_mL": 22.6'), (b'"records"', b'"record"')]
)
def test_an_altered_backup_is_refused(person, session, old: bytes, new: bytes) -> None:
    content = as_backup([record_of(person, [session])])
    assert old in content
    with pytest.raises(RecordError, match="damaged"):
        read_backup(content.replace(old, new), "backup.json")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"schema": "lactea.logs/1"}', b"\xff"])
def test_what_is_no_backup_is_refused(content: bytes) -> None:
    with pytest.raises(RecordError, match="backup"):
        read_backup(content, "backup.json")


# ----------------------------------------------------------------------------- encryption


def test_what_was_encrypted_comes_back() -> None:
    sealed = encrypt(SECRET, PASSPHRASE)
    assert is_encrypted(sealed)
    assert not is_encrypted(b'{"schema": "lactea.backup/1"}')
    assert SECRET not in sealed
    assert decrypt(sealed, PASSPHRASE) == SECRET
    assert encrypt(SECRET, PASSPHRASE) != sealed


def test_another_implementation_of_scrypt_opens_it() -> None:
    head = json.loads(encrypt(SECRET, PASSPHRASE))
    data = b64decode(head.pop("data"))
    key = hashlib.scrypt(
        PASSPHRASE.encode(),
        salt=b64decode(head["salt"]),
        n=head["n"],
        r=head["r"],
        p=head["p"],
        dklen=32,
        maxmem=2**28,
    )
    signed = json.dumps(head, sort_keys=True).encode()
    assert AESGCM(key).decrypt(b64decode(head["nonce"]), data, signed) == SECRET


def test_a_wrong_passphrase_and_any_change_are_noticed() -> None:
    sealed = json.loads(encrypt(SECRET, PASSPHRASE))
    broken = bytearray(b64decode(sealed["data"]))
    broken[3] ^= 1
    changes = [
        {"data": b64encode(broken).decode()},
        {"cipher": "none"},
        {"n": 2},
        {"data": "?"},
        {},
    ]
    for change in changes:
        phrase = PASSPHRASE if change else PASSPHRASE + "!"
        with pytest.raises(EncryptionError, match="wrong, or the file is damaged"):
            decrypt(json.dumps(sealed | change).encode(), phrase)
    deep = b'{"schema": "lactea.encrypted/1", "data": ' + b"[" * 100_000
    for nothing in (b"", b"[]", b"{}", b"\xff", deep):
        with pytest.raises(EncryptionError):
            decrypt(nothing, PASSPHRASE)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(EncryptionError, match="at least 12"):
        encrypt(SECRET, "hunter2")
