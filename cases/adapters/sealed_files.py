"""Files that are sealed on the disk: read only here, known by the ending of their name."""

from __future__ import annotations

import hashlib
import io
from typing import IO, BinaryIO

from cryptography.fernet import InvalidToken

from cases.adapters import files, vault
from cases.adapters.files import Print

ENDING = ".segel"


class SealBroken(files.FileMissing):
    """What lies there does not open under any key of this installation."""

    code = "seal_broken"


def is_sealed(name: str) -> bool:
    """Whether a file of that name is sealed."""
    return name.endswith(ENDING)


def seal(name: str) -> str:
    """Put a sealed copy beside a file, and give its name; the open one still lies there.

    Again is harmless: what is sealed already is left as it is.

    Raises:
        FileMissing: there is no such file.
    """
    if not name or is_sealed(name):
        return name
    files.write_once(name + ENDING, vault.close_bytes(files.read(name)))
    return name + ENDING


def open_file(name: str) -> BinaryIO | IO[bytes]:
    """A file to be read, sealed or not; what was sealed stands in memory alone.

    Raises:
        FileMissing: there is none.
        SealBroken: it does not open.
    """
    if not is_sealed(name):
        return files.open_file(name)
    try:
        return io.BytesIO(vault.reveal_bytes(files.read(name)))
    except InvalidToken as broken:
        raise SealBroken(f"Segel berkas {name} tidak terbuka.") from broken


def print_of(name: str) -> Print:
    """Fingerprint and size of what a file says, sealed or not.

    Raises:
        FileMissing: there is none, or its seal does not open.
    """
    if not is_sealed(name):
        return files.print_of(name)
    with open_file(name) as file:
        content = file.read()
    return Print(hashlib.sha256(content).hexdigest(), len(content))
