"""Backup and restore: the record of one instant, whole, with every file it names.

The rows are those of one instant; files are added after it, each under its fingerprint. A file
that an act took away in between makes the backup begin anew, so that no row in it names a file
that it lacks. What is restored is compared with what was written down before anybody uses it.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from cases.adapters import backups, files
from cases.adapters.backups import places
from cases.domain.errors import CaseError
from cases.models import Job, JournalEntry
from cases.queries import backups as queries
from cases.services import jobs, journal, publication, self_checks
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor

logger = logging.getLogger(__name__)

FORMAT = 1
TRIES = 3  # so often a backup begins anew because a file went away
JAKARTA = ZoneInfo("Asia/Jakarta")
MADE_AT = time(0, 30)  # before the open data, when nobody waits for the machine
Say = Callable[[str], None]


class NotEmpty(CaseError):
    """There is a record here already."""

    code = "not_empty"


class OtherEngine(CaseError):
    """The backup was made of another kind of base."""

    code = "other_engine"


class NewerProgram(CaseError):
    """The backup was made by a program that has steps which this one does not know."""

    code = "newer_program"


class BackupDamaged(CaseError):
    """A part of the backup is not what was written."""

    code = "backup_damaged"


class _FileWentAway(Exception):
    """An act took a file away after the instant of the snapshot."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that stands: where, of which instant (UTC), and what it holds.

    ``damaged`` are files that are missing or that are not what their rows say.
    """

    path: Path
    at: datetime
    rows: int
    files: int
    new_bytes: int
    damaged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back, and all that does not add up; nothing in ``wrong``: it is whole."""

    at: str
    rows: int
    files: int
    entries: int
    wrong: tuple[str, ...] = ()


@dataclass(slots=True)
class _Files:
    """What was put away so far."""

    listed: list[dict[str, Any]] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    new_bytes: int = 0


def take(target: Path, *, now: datetime) -> Taken:
    """Write a backup to a folder of backups or to one file, while everybody goes on.

    What was there before stays until the new one is whole.

    Raises:
        BackupRunning: another is being written to that folder.
    """
    for attempt in range(1, TRIES + 1):
        try:
            return _take(target, at=now, is_last=attempt == TRIES)
        except _FileWentAway as gone:
            logger.info("backup begins anew: %s went away", gone)
            now = timezone.now()
    raise AssertionError("the last attempt ends or fails")


def restore(path: Path, *, replace: bool = False, say: Say = logger.info) -> Restored:
    """Bring a backup back into this installation, and check all of it.

    Raises:
        NotEmpty: there is a record here, and nobody said that it goes.
        BackupUnreadable, BackupDamaged, OtherEngine, NewerProgram: as their names say; nothing
            was touched.
    """
    with backups.open_source(path) as source:
        manifest = source.manifest
        _check_fits(manifest)
        if not replace and not _is_bare():
            raise NotEmpty(
                "Pemasangan ini sudah berisi. Pulihkan ke pemasangan kosong, atau pakai "
                "--ganti bila isinya memang boleh hilang."
            )
        say("memeriksa sidik jari cadangan")
        _check_prints(source)
        say("mengembalikan berkas")
        _bring_files(source)
        say("mengembalikan basis data")
        counts = _bring_rows(manifest, source.open_part)
    wrong = [*_differences(manifest, counts)]
    _go_on_to_this_version()
    say("memeriksa jurnal, berkas, rak publik, dan aturan")
    wrong += self_checks.faults_of_the_record()
    journal.record(
        "backup_restored",
        actor=Actor.system("restore"),
        at=timezone.now(),
        payload={"taken_at": manifest["at"], "wrong": len(wrong)},
    )
    return Restored(
        manifest["at"],
        sum(counts.values()),
        len(manifest["files"]),
        JournalEntry.objects.count(),
        tuple(wrong),
    )


def lost_by(path: Path) -> dict[str, int]:
    """How many entries of each chain of this journal stand after the instant of a backup."""
    with backups.open_source(path) as source:
        told: Mapping[str, list[Any]] = source.manifest["journal"]
    here = queries.heads_of("default")
    behind = {
        chain: int(head[0]) - int(told.get(chain, [0])[0]) for chain, head in here.items()
    }
    return {chain: count for chain, count in behind.items() if count > 0}


def order_nightly(*, now: datetime) -> Job | None:
    """Order the backup of this night, once, where a folder for it is named."""
    here = timezone.localtime(now, JAKARTA)
    if not settings.BACKUP_DIR or here.time() < MADE_AT:
        return None
    return jobs.order(JobKind.BACK_UP, here.date().isoformat(), args={}, now=now)


def perform(_job: Job, progress: Progress, now: datetime) -> None:
    """Take the backup of the night; the oldest beyond ``BACKUP_KEEP`` go."""
    folder = Path(settings.BACKUP_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    progress.step("salin", 0, 1)
    taken = take(folder, now=now)
    places.prune(folder, keep=settings.BACKUP_KEEP)
    for name in taken.damaged:
        logger.error("backup: %s is missing or is not what its row says", name)
    with progress.effect(now=now):
        journal.record(
            "backup_taken",
            actor=Actor.system("cadangan"),
            at=now,
            payload={
                "rows": taken.rows,
                "files": taken.files,
                "damaged": len(taken.damaged),
            },
        )


def last_taken(folder: Path) -> datetime | None:
    """When the newest backup of a folder was taken; None where there is none."""
    found = places.newest(folder)
    if found is None:
        return None
    with backups.open_source(found) as source:
        return datetime.fromisoformat(source.manifest["at"])


def _take(target: Path, *, at: datetime, is_last: bool) -> Taken:
    stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    with (
        backups.open_place(target, stamp=stamp) as place,
        backups.snapshot(place.work) as taken,
    ):
        heads = queries.heads_of(backups.ALIAS)
        kept = _put_files(place, is_last=is_last)
        parts = [_told_of(part) for part in taken.parts]
        manifest = {
            "format": FORMAT,
            "program": version(),
            "engine": taken.engine,
            "at": at.astimezone(UTC).isoformat(),
            "migrations": _applied(),
            "journal": heads,
            "counts": dict(taken.counts),
            "sequences": dict(taken.sequences),
            "columns": dict(taken.columns),
            "database": parts,
            "files": kept.listed,
            "damaged": kept.damaged,
        }
        size = kept.new_bytes + sum(int(part["size"]) for part in parts)
        path = place.finish(manifest, taken.parts)
    rows = sum(taken.counts.values())
    return Taken(path, at, rows, len(kept.listed), size, tuple(kept.damaged))


def _put_files(place: backups.Place, *, is_last: bool) -> _Files:
    kept, seen = _Files(), set()
    for name, sha256 in queries.files_of(backups.ALIAS):
        if name in seen:
            continue
        seen.add(name)
        if sha256 and place.has(sha256):
            kept.listed.append({"name": name, "sha256": sha256})
            continue
        _put_file(place, kept, name, sha256, is_last=is_last)
    return kept


def _put_file(
    place: backups.Place, kept: _Files, name: str, sha256: str, *, is_last: bool
) -> None:
    copy = place.work / "file"
    try:
        with files.open_file(name) as source, copy.open("wb") as target:
            shutil.copyfileobj(source, target, places.BLOCK)
    except (files.FileMissing, FileNotFoundError):
        if not is_last:
            raise _FileWentAway(name) from None
        kept.damaged.append(name)
        return
    told = files.print_of_path(copy)
    if sha256 and told.sha256 != sha256:
        kept.damaged.append(name)
    kept.listed.append({"name": name, "sha256": told.sha256})
    if place.has(told.sha256):
        copy.unlink()
    else:
        kept.new_bytes += told.size
        place.put_file(told.sha256, copy)


def _told_of(part: Path) -> dict[str, Any]:
    told = files.print_of_path(part)
    return {"name": part.name, "sha256": told.sha256, "size": told.size}


def version() -> str:
    """The version of this program."""
    told = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    return str(told["project"]["version"])


def _applied() -> list[str]:
    steps = MigrationRecorder(connections[backups.ALIAS]).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in steps)


def _check_fits(manifest: Mapping[str, Any]) -> None:
    if manifest["format"] != FORMAT:
        raise NewerProgram(f"Bentuk cadangan {manifest['format']} tidak dikenal program ini.")
    if manifest["engine"] != connection.vendor:
        raise OtherEngine(
            f"Cadangan ini dari {manifest['engine']}; pemasangan ini memakai "
            f"{connection.vendor}. Pulihkan ke basis data yang sejenis."
        )
    known = MigrationExecutor(connection).loader.disk_migrations
    foreign = [
        step for step in manifest["migrations"] if tuple(step.split(".", 1)) not in known
    ]
    if foreign:
        raise NewerProgram(
            f"Cadangan ini dari program versi {manifest['program']}, yang lebih baru: "
            f"langkah {foreign[0]} tidak dikenal. Perbarui program ini dahulu."
        )


def _is_bare() -> bool:
    tables = set(connection.introspection.table_names())
    return "cases_user" not in tables or "cases_commission" not in tables or queries.is_new()


def _check_prints(source: backups.Source) -> None:
    expected = {f"{places.DATABASE}/{one['name']}": one for one in source.manifest["database"]}
    expected |= {places.name_of(one["sha256"]): one for one in source.manifest["files"]}
    for name, one in expected.items():
        with source.open_part(name) as part:
            if places.print_of(part) != one["sha256"]:
                raise BackupDamaged(f"Bagian {name} bukan yang ditulis; cadangan ini rusak.")


def _bring_files(source: backups.Source) -> None:
    with files.workshop() as work:
        for one in source.manifest["files"]:
            copy = work / "file"
            with source.open_part(places.name_of(one["sha256"])) as part, copy.open("wb") as to:
                shutil.copyfileobj(part, to, places.BLOCK)
            files.take_in(one["name"], copy)


def _bring_rows(
    manifest: Mapping[str, Any], open_part: Callable[[str], IO[bytes]]
) -> dict[str, int]:
    if connection.vendor == "postgresql":
        _shape_tables(manifest)
    with _bench() as work:
        return backups.load(manifest, open_part, work)


@contextmanager
def _bench() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="restore-") as work:
        yield Path(work)


def _shape_tables(manifest: Mapping[str, Any]) -> None:
    """Give the base the tables that the backup had; those of another shape go first."""
    wanted = {tuple(step.split(".", 1)) for step in manifest["migrations"]}
    present = set(MigrationRecorder(connection).applied_migrations())
    if present == wanted:
        return
    if present:
        with connection.cursor() as cursor:
            cursor.execute("SELECT quote_ident(current_schema())")
            (schema,) = cursor.fetchone()
            cursor.execute(f"DROP SCHEMA {schema} CASCADE")
            cursor.execute(f"CREATE SCHEMA {schema}")
    executor = MigrationExecutor(connection)
    nodes = executor.loader.graph.nodes
    reached = {key for key in nodes if key in wanted}
    inner = {
        parent.key
        for key in reached
        for parent in executor.loader.graph.node_map[key].parents
        if parent.key[0] == key[0]
    }
    executor.migrate(sorted(reached - inner))


def _go_on_to_this_version() -> None:
    """The steps that this program has beyond those of the backup."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
        publication.rebuild(now=timezone.now())


def _differences(manifest: Mapping[str, Any], counts: Mapping[str, int]) -> Iterator[str]:
    for table, count in manifest["counts"].items():
        if counts.get(table) != count:
            yield f"tabel {table}: {counts.get(table)} baris, seharusnya {count}"
    if queries.heads_of("default") != manifest["journal"]:
        yield "kepala jurnal bukan yang tertulis dalam cadangan"
    for name in manifest["damaged"]:
        yield f"berkas {name} sudah hilang atau rusak ketika dicadangkan"
