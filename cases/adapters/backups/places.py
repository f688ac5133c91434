"""Where backups stand: one tar file, or a folder of many that share their files.

    DIR/files/ab/abcd…      each file once, under its SHA-256; never overwritten
    DIR/<instant>/          manifest.json and database/…
    FILE.tar                files/ab/abcd…, database/…, manifest.json

What is being written has a name of its own beside its place and takes it when all of it is on
the disk, so that one that was cut off never stands where the last good one stood.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Protocol

from cases.domain.errors import CaseError

BLOCK = 1024 * 1024
BEGUN = ".part-"
MANIFEST = "manifest.json"
DATABASE = "database"
FILES = "files"


class BackupUnreadable(CaseError):
    """What stands there is no backup, or not all of one."""

    code = "backup_unreadable"


class BackupRunning(CaseError):
    """Another backup is being written to the same folder."""

    code = "backup_running"


class Place(Protocol):
    """Where a backup is written."""

    work: Path

    def has(self, sha256: str) -> bool: ...

    def put_file(self, sha256: str, path: Path) -> None: ...

    def finish(self, manifest: dict[str, Any], database: list[Path]) -> Path: ...


class Source(Protocol):
    """Where a backup is read from."""

    manifest: dict[str, Any]

    def open_part(self, name: str) -> IO[bytes]: ...


def name_of(sha256: str) -> str:
    """Where a file lies inside a backup."""
    return f"{FILES}/{sha256[:2]}/{sha256}"


@contextlib.contextmanager
def open_place(target: Path, *, stamp: str) -> Iterator[Place]:
    """A place for one backup; ``stamp`` is its name in a folder.

    A folder that is there, or a path that ends with a slash, is a folder of backups; anything
    else is the name of one file.

    Raises:
        BackupRunning: somebody else writes to that folder now.
    """
    if target.is_dir():
        with _alone(target), _work(target) as work:
            yield _Folder(target, work, stamp)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with _work(target.parent, of=target.name) as work:
        yield _Tar(target, work)


@contextlib.contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """A backup: a file, one instant of a folder, or the newest instant of a folder.

    Raises:
        BackupUnreadable: there is none.
    """
    if path.is_dir():
        found = path if (path / MANIFEST).is_file() else newest(path)
        if found is None:
            raise BackupUnreadable(f"Di {path} tidak ada cadangan yang utuh.")
        yield _OfFolder(found)
        return
    try:
        with tarfile.open(path) as tar:
            yield _OfTar(tar)
    except (OSError, tarfile.TarError) as broken:
        raise BackupUnreadable(f"{path} bukan cadangan yang utuh: {broken}") from broken


def newest(folder: Path) -> Path | None:
    """The last whole backup in a folder."""
    return next(iter(_standing(folder)), None)


def prune(folder: Path, *, keep: int) -> int:
    """Let only the newest ``keep`` backups stand, and the files they name; how many went.

    The newest always stays.
    """
    standing = _standing(folder)
    kept, gone = standing[: max(keep, 1)], standing[max(keep, 1) :]
    for old in gone:
        shutil.rmtree(old)
    if gone:
        named = {one["sha256"] for place in kept for one in _manifest(place)["files"]}
        for file in (folder / FILES).glob("*/*"):
            if file.name not in named:
                file.unlink()
    return len(gone)


class _Folder:
    def __init__(self, folder: Path, work: Path, stamp: str) -> None:
        self.folder, self.work, self.stamp = folder, work, stamp

    def has(self, sha256: str) -> bool:
        return (self.folder / name_of(sha256)).is_file()

    def put_file(self, sha256: str, path: Path) -> None:
        target = self.folder / name_of(sha256)
        target.parent.mkdir(parents=True, exist_ok=True)
        _sync(path)
        path.replace(target)
        _sync(target.parent)

    def finish(self, manifest: dict[str, Any], database: list[Path]) -> Path:
        whole = self.work / "whole"
        (whole / DATABASE).mkdir(parents=True)
        for part in database:
            part.replace(whole / DATABASE / part.name)
            _sync(whole / DATABASE / part.name)
        (whole / MANIFEST).write_text(_written(manifest), encoding="utf-8")
        for place in (whole / MANIFEST, whole / DATABASE, whole):
            _sync(place)
        whole.rename(self.folder / self.stamp)
        _sync(self.folder)
        return self.folder / self.stamp


class _Tar:
    def __init__(self, target: Path, work: Path) -> None:
        self.target, self.work = target, work
        self.begun = work / "whole.tar"
        self.tar = tarfile.open(self.begun, "w")  # noqa: SIM115 -- closed by ``finish``
        self.known: set[str] = set()

    def has(self, sha256: str) -> bool:
        return sha256 in self.known

    def put_file(self, sha256: str, path: Path) -> None:
        self.tar.add(path, name_of(sha256))
        self.known.add(sha256)
        path.unlink()

    def finish(self, manifest: dict[str, Any], database: list[Path]) -> Path:
        for part in database:
            self.tar.add(part, f"{DATABASE}/{part.name}")
        told = self.work / MANIFEST
        told.write_text(_written(manifest), encoding="utf-8")
        self.tar.add(told, MANIFEST)
        self.tar.close()
        _sync(self.begun)
        self.begun.replace(self.target)
        _sync(self.target.parent)
        return self.target


class _OfFolder:
    def __init__(self, place: Path) -> None:
        self.place = place
        self.manifest = _manifest(place)

    def open_part(self, name: str) -> IO[bytes]:
        root = self.place.parent if name.startswith(f"{FILES}/") else self.place
        try:
            return (root / name).open("rb")
        except OSError as gone:
            raise BackupUnreadable(f"Bagian {name} hilang dari cadangan.") from gone


class _OfTar:
    def __init__(self, tar: tarfile.TarFile) -> None:
        self.tar = tar
        self.manifest = _read(self.open_part(MANIFEST).read())

    def open_part(self, name: str) -> IO[bytes]:
        try:
            found = self.tar.extractfile(name)
        except KeyError:
            found = None
        if found is None:
            raise BackupUnreadable(f"Bagian {name} hilang dari cadangan.")
        return found


def print_of(file: IO[bytes]) -> str:
    """The SHA-256 of what is left of a file."""
    digest = hashlib.sha256()
    while block := file.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _standing(folder: Path) -> list[Path]:
    found = [one.parent for one in folder.glob(f"*/{MANIFEST}")]
    return sorted((one for one in found if not one.name.startswith(".")), reverse=True)


def _manifest(place: Path) -> dict[str, Any]:
    try:
        return _read((place / MANIFEST).read_bytes())
    except OSError as gone:
        raise BackupUnreadable(f"Di {place} tidak ada cadangan yang utuh.") from gone


def _read(content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content)
    except ValueError as broken:
        raise BackupUnreadable("Daftar isi cadangan tidak terbaca.") from broken
    if not isinstance(told, dict) or "format" not in told:
        raise BackupUnreadable("Daftar isi cadangan bukan dari program ini.")
    return told


def _written(manifest: dict[str, Any]) -> str:
    return json.dumps(manifest, ensure_ascii=False, indent=1)


@contextlib.contextmanager
def _work(folder: Path, *, of: str = "") -> Iterator[Path]:
    """A bench beside the place; what a killed run left on one like it is cleared first."""
    prefix = f"{BEGUN}{of}-" if of else BEGUN
    for left in folder.glob(f"{prefix}*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=prefix) as work:
        yield Path(work)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """The folder for oneself; the lock goes with the process that holds it."""
    with (folder / ".lock").open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            raise BackupRunning(f"Cadangan lain sedang ditulis ke {folder}.") from taken
        yield


def _sync(place: Path) -> None:
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
