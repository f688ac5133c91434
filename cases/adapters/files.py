"""Where files go: whole or not at all, under a name that says whose they are.

The one room that knows whether they lie on disk below ``MEDIA_ROOT`` or in a bucket (``S3_*``).
Nothing here is public: files leave through a door of ``web`` that has asked who may have them.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any, BinaryIO

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, default_storage

from cases.domain.errors import CaseError

BLOCK = 1024 * 1024
WORKSHOP = "uploads/work"
ADDRESS_SECONDS = 60


class FileMissing(CaseError):
    """The row names a file that is not there."""

    code = "file_missing"


@dataclass(frozen=True, slots=True)
class Print:
    """What a file is known by."""

    sha256: str
    size: int


def write_once(name: str, content: bytes) -> str:
    """Put ``content`` at ``name`` and give its SHA-256.

    On disk it is written beside, synced, then renamed, so that nobody ever sees half a file;
    the same name again is replaced by the same content, which a repeated job may do.
    """
    if (bucket := _bucket()) is not None:
        bucket.save(name, ContentFile(content))
        return hashlib.sha256(content).hexdigest()
    with _beside(path_of(name)) as file:
        file.write(content)
    return hashlib.sha256(content).hexdigest()


def take_in(name: str, source: Path) -> Print:
    """Move a local file to ``name``; it never stands in memory. Again is harmless."""
    told = print_of_path(source)
    if (bucket := _bucket()) is not None:
        with source.open("rb") as file:
            bucket.save(name, File(file))
    else:
        target = path_of(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.stat().st_dev == target.parent.stat().st_dev:
            _sync(source)
            source.replace(target)
            _sync(target.parent)
            return told
        with _beside(target) as beside, source.open("rb") as file:
            shutil.copyfileobj(file, beside, BLOCK)
    source.unlink(missing_ok=True)
    return told


def read(name: str) -> bytes:
    """The content of a file.

    Raises:
        FileMissing: there is none.
    """
    with open_file(name) as file:
        return file.read()


def open_file(name: str) -> BinaryIO | IO[bytes]:
    """A file to be read from its beginning, piece by piece.

    Raises:
        FileMissing: there is none.
    """
    if not exists(name):
        raise FileMissing(f"Berkas {name} tidak ditemukan.")
    if (bucket := _bucket()) is not None:
        return bucket.open(name, "rb")
    return path_of(name).open("rb")


def address_of(name: str, *, mime: str, disposition: str) -> str:
    """A signed address of a file in the bucket, good for a minute, as that type and no other.

    Empty where no reader is led out of the house: on disk, or without ``S3_PRESIGNED``. Whoever
    has the address has the file, so a door asks first who they are.
    """
    bucket: Any = _bucket()
    if bucket is None or not settings.S3_PRESIGNED:
        return ""
    told = {
        "ResponseContentType": mime,
        "ResponseContentDisposition": disposition,
        "ResponseCacheControl": "private, no-store",
    }
    signed: str = bucket.url(name, parameters=told, expire=ADDRESS_SECONDS)
    return signed


def exists(name: str) -> bool:
    """Whether there is a file of that name."""
    if (bucket := _bucket()) is not None:
        return bool(name) and bucket.exists(name)
    return bool(name) and path_of(name).is_file()


def remove(name: str) -> None:
    """Take a file away; one that is gone already is no fault."""
    if (bucket := _bucket()) is not None:
        bucket.delete(name)
    else:
        path_of(name).unlink(missing_ok=True)


def print_of(name: str) -> Print:
    """Fingerprint and size of a file as it lies there.

    Raises:
        FileMissing: there is none.
    """
    with open_file(name) as file:
        return _print(file)


def print_of_path(path: Path) -> Print:
    """Fingerprint and size of a local file."""
    with path.open("rb") as file:
        return _print(file)


@contextlib.contextmanager
def local(name: str) -> Iterator[Path]:
    """A path under which programs can read the file; from a bucket it is fetched first.

    Raises:
        FileMissing: there is none.
    """
    if _bucket() is None:
        if not exists(name):
            raise FileMissing(f"Berkas {name} tidak ditemukan.")
        yield path_of(name)
        return
    with workshop() as folder, open_file(name) as file:
        fetched = folder / "fetched"
        with fetched.open("wb") as target:
            shutil.copyfileobj(file, target, BLOCK)
        yield fetched


@contextlib.contextmanager
def workshop() -> Iterator[Path]:
    """A folder for work in hand, on the disk of the files, gone afterwards."""
    place = path_of(WORKSHOP)
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place) as folder:
        yield Path(folder)


def names_in(folder: str, *, before: datetime) -> list[str]:
    """The files right in ``folder`` that were last written before an instant."""
    if (bucket := _bucket()) is not None:
        _folders, found = bucket.listdir(folder)
        names = [f"{folder}/{name}" for name in found]
        return [name for name in names if bucket.get_modified_time(name) < before]
    place = path_of(folder)
    files = place.iterdir() if place.is_dir() else ()
    moment = before.timestamp()
    return sorted(
        f"{folder}/{file.name}"
        for file in files
        if file.is_file() and file.stat().st_mtime < moment
    )


def clear_workshop(*, before: datetime) -> None:
    """Take away what killed workers left on the bench."""
    place = path_of(WORKSHOP)
    for folder in place.iterdir() if place.is_dir() else ():
        if folder.stat().st_mtime < before.timestamp():
            shutil.rmtree(folder, ignore_errors=True)


def can_be_written() -> bool:
    """Whether files can be put away now: on the disk, and in the bucket if there is one."""
    media = Path(settings.MEDIA_ROOT)
    places = [settings.DATA_DIR, media if media.exists() else media.parent]
    if not all(os.access(place, os.W_OK) for place in places):
        return False
    bucket = _bucket()
    if bucket is None:
        return True
    try:
        bucket.listdir("")
    except Exception:  # noqa: BLE001 -- every client of a bucket has faults of its own
        return False
    return True


def free_space(under: Path | None = None) -> int:
    """How many bytes the disk under a folder, or under ``MEDIA_ROOT``, still takes."""
    place = Path(under or settings.MEDIA_ROOT)
    while not place.exists():
        place = place.parent
    return shutil.disk_usage(place).free


def path_of(name: str) -> Path:
    """Where ``name`` lies on disk; never outside ``MEDIA_ROOT``.

    Raises:
        ValueError: the name leads out of the folder.
    """
    root = Path(settings.MEDIA_ROOT).resolve()
    file = (root / name).resolve()
    if not file.is_relative_to(root):
        raise ValueError(f"outside the media folder: {name}")
    return file


def _bucket() -> Storage | None:
    return default_storage if settings.S3_BUCKET else None


def _print(file: BinaryIO | IO[bytes]) -> Print:
    digest, size = hashlib.sha256(), 0
    while block := file.read(BLOCK):
        digest.update(block)
        size += len(block)
    return Print(digest.hexdigest(), size)


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[BinaryIO]:
    """A file to write to that takes its place when all of it is on the disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(target)
    finally:
        Path(beside).unlink(missing_ok=True)
    _sync(target.parent)


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
