"""Where files go: whole or not at all, under a name that says whose they are."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from django.conf import settings

from cases.domain.errors import CaseError


class FileMissing(CaseError):
    """The row names a file that is not there."""

    code = "file_missing"


def write_once(name: str, content: bytes) -> str:
    """Put ``content`` at ``name`` below ``MEDIA_ROOT`` and give its SHA-256.

    Written beside, synced, then renamed, so that nobody ever sees half a file; the same name
    again is replaced by the same content, which a repeated job may do.
    """
    target = path_of(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(target)
    finally:
        Path(beside).unlink(missing_ok=True)
    _sync_folder(target.parent)
    return hashlib.sha256(content).hexdigest()


def read(name: str) -> bytes:
    """The content of a file below ``MEDIA_ROOT``.

    Raises:
        FileMissing: there is none.
    """
    file = path_of(name)
    if not file.is_file():
        raise FileMissing(f"Berkas {name} tidak ditemukan.")
    return file.read_bytes()


def path_of(name: str) -> Path:
    """Where ``name`` lies; never outside ``MEDIA_ROOT``.

    Raises:
        ValueError: the name leads out of the folder.
    """
    root = Path(settings.MEDIA_ROOT).resolve()
    file = (root / name).resolve()
    if not file.is_relative_to(root):
        raise ValueError(f"outside the media folder: {name}")
    return file


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
