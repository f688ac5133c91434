"""Files that are still arriving: bytes on disk as they come, never in memory.

The row says how many of them count; whatever stands behind that in the file is written over.
Parts lie on the disk below ``MEDIA_ROOT``, also where finished files go to a bucket: several
web machines need to share that folder.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO, Protocol

from cases.adapters import files, full
from cases.domain.uploads import NoRoom, PartBusy

FOLDER = "uploads/incoming"
BLOCK = 256 * 1024
FULL = "Penyimpanan sedang penuh. Coba lagi nanti, atau beri tahu kepaniteraan."


class Source(Protocol):
    """Whatever bytes can be read from: a request, a file of a form."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Part:
    """A part that this connection alone may write to."""

    file: BinaryIO

    def write(self, source: Source, *, at: int, most: int) -> int:
        """Write what arrives from ``at`` on, up to ``most`` bytes; how many came.

        A line that breaks is no fault here: what had arrived by then is kept.

        Raises:
            NoRoom: the disk is full.
        """
        self.file.seek(at)
        self.file.truncate()
        came = 0
        try:
            while came < most and (block := _arriving(source, min(BLOCK, most - came))):
                came += self.file.write(block)
            self.file.flush()
            os.fsync(self.file.fileno())
        except OSError as fault:
            if not full.is_full(fault):
                raise
            _let_pass(source, most - came)  # who still sends does not hear the answer
            raise NoRoom(FULL) from fault
        return came

    @property
    def length(self) -> int:
        """How many bytes stand on the disk."""
        return os.fstat(self.file.fileno()).st_size


@contextlib.contextmanager
def opened(code: str, *, is_new: bool = True) -> Iterator[Part]:
    """The part of an upload, for one writer at a time.

    Raises:
        PartBusy: another connection is writing to it.
        FileNotFoundError: there is none, and none is to be made.
    """
    path = path_of(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    how = os.O_RDWR | (os.O_CREAT if is_new else 0)
    with os.fdopen(os.open(path, how, 0o600), "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as taken:
            raise PartBusy("Unggahan ini sedang diterima lewat sambungan lain.") from taken
        yield Part(file)


def holds(file: IO[bytes], source: Source, *, at: int, length: int) -> bool:
    """Whether what arrives stands in ``file`` already, byte by byte."""
    file.seek(at)
    seen = 0
    while seen < length and (block := _arriving(source, min(BLOCK, length - seen))):
        if file.read(len(block)) != block:
            return False
        seen += len(block)
    return seen == length


def path_of(code: str) -> Path:
    """Where the part of an upload lies."""
    return files.path_of(f"{FOLDER}/{code}.part")


def remove(code: str) -> None:
    """Take a part away, if there is one."""
    path_of(code).unlink(missing_ok=True)


def left_behind(*, before: datetime) -> list[str]:
    """The codes of parts to which nothing was added since an instant."""
    place = files.path_of(FOLDER)
    moment = before.timestamp()
    return sorted(
        file.stem
        for file in (place.glob("*.part") if place.is_dir() else ())
        if file.stat().st_mtime < moment
    )


def _let_pass(source: Source, most: int) -> None:
    """Read what is still under way and keep nothing of it."""
    while most > 0 and (block := _arriving(source, min(BLOCK, most))):
        most -= len(block)


def _arriving(source: Source, size: int) -> bytes:
    """The next bytes; a line that broke is one that ended."""
    try:
        return source.read(size)
    except OSError:
        return b""
