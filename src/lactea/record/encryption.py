"""Bytes under a passphrase: scrypt makes the key, AES-256-GCM encrypts and notices any change.

What is protected: the contents of the file, and that nobody alters it. What is not: its size and its
name, the store itself, and a passphrase that is easy to guess.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from typing import Any

SCHEMA = "lactea.encrypted/1"
SALT_BYTES = 16
NONCE_BYTES = 12
COST = {"n": 2**17, "r": 8, "p": 1}
"""The least that the OWASP Password Storage Cheat Sheet asks of scrypt; 128 MB of memory for a moment."""
SHORTEST = 12


class EncryptionError(ValueError):
    """A file cannot be encrypted or decrypted; the text says why."""


def encrypt(content: bytes, passphrase: str) -> bytes:
    """Content under a passphrase, as a JSON text that says how it was encrypted.

    Raises
    ------
    EncryptionError
        The passphrase is shorter than twelve characters.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if len(passphrase) < SHORTEST:
        raise EncryptionError(f"a passphrase has at least {SHORTEST} characters.")
    head: dict[str, Any] = {
        "schema": SCHEMA,
        "cipher": "AES-256-GCM",
        "key": "scrypt",
        **COST,
        "salt": _text(os.urandom(SALT_BYTES)),
        "nonce": _text(os.urandom(NONCE_BYTES)),
    }
    cipher = AESGCM(_key(passphrase, head))
    data = cipher.encrypt(b64decode(head["nonce"]), content, _signed(head))
    return json.dumps({**head, "data": _text(data)}, indent=1).encode()


def is_encrypted(content: bytes) -> bool:
    """Whether a file was written by :func:`encrypt`."""
    return SCHEMA.encode() in content[:200]


def decrypt(content: bytes, passphrase: str) -> bytes:
    """What was encrypted.

    Raises
    ------
    EncryptionError
        The passphrase is wrong, or the file is damaged.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    damaged = EncryptionError("the passphrase is wrong, or the file is damaged.")
    try:
        head = json.loads(content)
        data = b64decode(head.pop("data"), validate=True)
        if {name: head[name] for name in COST} != COST:
            raise damaged
        return AESGCM(_key(passphrase, head)).decrypt(b64decode(head["nonce"]), data, _signed(head))
    except (InvalidTag, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise damaged from None


def _key(passphrase: str, head: dict[str, Any]) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    salt = b64decode(head["salt"])
    made: bytes = Scrypt(salt=salt, length=32, **COST).derive(passphrase.encode())
    return made


def _signed(head: dict[str, Any]) -> bytes:
    """How it was encrypted, in one order; any change of it is noticed too."""
    return json.dumps(head, sort_keys=True).encode()


def _text(data: bytes) -> str:
    return b64encode(data).decode()
