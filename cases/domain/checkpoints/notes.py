"""A checkpoint as a signed note: C2SP tlog-checkpoint inside C2SP signed-note, Ed25519.

sidang.example/jurnal/pusat        whose tree
1204                               how many leaves
s6v…=                              its root, in base64
hari 2026-11-26                    the local day that it closes

— sidang.example/jurnal Az3…=      who signed: four bytes of the key's name, then 64
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cases.domain.errors import CaseError

DAY = "hari "
SIGNED_BY = "\u2014 "
ED25519 = b"\x01"
NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")


class NotANote(CaseError):
    """What should be a note or a key is written in another form."""

    code = "not_a_note"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of one tree at the end of a local day; ``root`` is 32 bytes."""

    origin: str
    size: int
    root: bytes
    day: date

    def text(self) -> str:
        """What is signed."""
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}\n{self.size}\n{root}\n{DAY}{self.day.isoformat()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A checkpoint with the one signature below it."""

    checkpoint: Checkpoint
    signer: str
    key_id: bytes
    signature: bytes


def key_id(name: str, public: bytes) -> bytes:
    """The four bytes by which a note names its key."""
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


def written_key(name: str, public: bytes) -> str:
    """A public key (32 bytes) as one line: name, identifier, key."""
    told = base64.b64encode(ED25519 + public).decode()
    return f"{name}+{key_id(name, public).hex()}+{told}"


def read_key(line: str) -> tuple[str, bytes]:
    """The name and the 32 bytes of a key that was written as one line.

    Raises:
        NotANote: it is written in another form, or its identifier is another key's.
    """
    name, _plus, rest = line.strip().partition("+")
    identifier, _plus, told = rest.partition("+")
    content = _bytes(told)
    is_ours = content[:1] == ED25519 and len(content) == 33
    if not name or not is_ours or key_id(name, content[1:]).hex() != identifier:
        raise NotANote("Kunci ini tidak tertulis sebagai kunci catatan Ed25519.")
    return name, content[1:]


def sign(
    checkpoint: Checkpoint, *, name: str, public: bytes, signature: Callable[[bytes], bytes]
) -> str:
    """The note of a checkpoint; ``signature`` signs bytes with the key's other half."""
    text = checkpoint.text()
    told = key_id(name, public) + signature(text.encode())
    return f"{text}\n{SIGNED_BY}{name} {base64.b64encode(told).decode()}\n"


def read(note: str) -> Note:
    """A note that one signer made.

    Raises:
        NotANote: it is written in another form.
    """
    text, _blank, below = note.partition("\n\n")
    lines = text.split("\n")
    signer, _space, told = below.removeprefix(SIGNED_BY).removesuffix("\n").rpartition(" ")
    content = _bytes(told)
    is_one = below.startswith(SIGNED_BY) and below.count("\n") == 1 and len(content) == 68
    if len(lines) != 4 or not is_one or not NUMBER.fullmatch(lines[1]):
        raise NotANote("Catatan ini tidak tertulis sebagai catatan jurnal.")
    try:
        day = date.fromisoformat(lines[3].removeprefix(DAY))
    except ValueError:
        raise NotANote("Catatan ini tidak menyebut harinya.") from None
    checkpoint = Checkpoint(lines[0], int(lines[1]), _bytes(lines[2]), day)
    if checkpoint.text() != text + "\n":
        raise NotANote("Catatan ini tidak tertulis sebagai catatan jurnal.")
    return Note(checkpoint, signer, content[:4], content[4:])


def _bytes(told: str) -> bytes:
    try:
        return base64.b64decode(told, validate=True)
    except (binascii.Error, ValueError):
        raise NotANote("Catatan ini memuat base64 yang tidak terbaca.") from None
