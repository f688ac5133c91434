"""The key that signs checkpoints (Ed25519), and the folder in which they lie in public.

A folder of checkpoints is ``<chain>/<day>.txt``, each a signed note, with ``kunci.txt`` beside.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

from cases.domain import checkpoints
from cases.domain.errors import CaseError

KEYS = "kunci.txt"


class NoJournalKey(CaseError):
    """The file of the key is not there, or holds no Ed25519 key."""

    code = "no_journal_key"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs; ``public`` is 32 bytes, ``sign`` gives 64."""

    name: str
    public: bytes
    sign: Callable[[bytes], bytes]

    def line(self) -> str:
        """The public key as one line."""
        return checkpoints.written_key(self.name, self.public)


@dataclass(frozen=True, slots=True)
class Kept:
    """A checkpoint as it lies in a folder."""

    chain: str
    day: date
    note: str


def place() -> str:
    """The name of the journal of this installation: where it is published, without a scheme."""
    return f"{settings.BASE_URL.partition('://')[2]}/jurnal"


def signer() -> Signer:
    """The key of the setting, or the one that was made beside the data.

    Raises:
        NoJournalKey: the setting names a file that holds none.
    """
    named = settings.JOURNAL_KEY_FILE
    file = Path(named) if named else _kept(settings.JOURNAL_KEY_KEPT)
    try:
        key = load_pem_private_key(file.read_bytes(), None)
    except (OSError, ValueError, TypeError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise NoJournalKey(f"{file.name} bukan kunci Ed25519 (PEM) tanpa sandi.")
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return Signer(place(), public, key.sign)


def is_signed(note: checkpoints.Note, line: str) -> bool:
    """Whether the key of the line signed the note.

    Raises:
        NotANote: the line is no key.
    """
    name, public = checkpoints.read_key(line)
    if (note.signer, note.key_id) != (name, checkpoints.key_id(name, public)):
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(note.signature, note.checkpoint.text().encode())
    except InvalidSignature:
        return False
    return True


def publish(chain: str, day: date, note: str) -> bool:
    """Put a note into the folder; False where another one lies in its place, which stays."""
    file = settings.CHECKPOINT_DIR / chain / f"{day.isoformat()}.txt"
    return _write_once(file, note)


def publish_key(line: str) -> None:
    """Put the key beside the notes, unless it is there."""
    file = settings.CHECKPOINT_DIR / KEYS
    known = file.read_text("utf-8").splitlines() if file.exists() else []
    if line not in known:
        _replace(file, "\n".join([*known, line]) + "\n")


def kept_in(folder: Path) -> Iterator[Kept]:
    """Every note of a folder, chain by chain and day by day."""
    for file in sorted(folder.glob("*/*.txt")):
        with contextlib.suppress(ValueError):
            day = date.fromisoformat(file.stem)
            yield Kept(file.parent.name, day, file.read_text("utf-8", errors="replace"))


def _kept(file: Path) -> Path:
    """The key beside the data; of several processes that come first, one makes it."""
    if not file.exists():
        made = Ed25519PrivateKey.generate()
        pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        _write_once(file, pem.decode())
    return file


def _write_once(file: Path, text: str) -> bool:
    """Write a file that nobody has written yet; whether it holds the text now."""
    fresh = _beside(file, text)
    with contextlib.suppress(FileExistsError):
        file.hardlink_to(fresh)
    fresh.unlink()
    return file.read_text("utf-8", errors="replace") == text


def _replace(file: Path, text: str) -> None:
    _beside(file, text).replace(file)


def _beside(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f".{file.name}-{os.getpid()}")
    fresh.touch(mode=0o600)
    with fresh.open("w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    return fresh
