"""The open data: written into a folder by hand, kept every night, withdrawn when words leave.

The night's export stands under its own folder of the storage; its row makes it an export. What
may not be read any more withdraws it in the same transaction, and another is made at once.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cases.adapters import dumps, files
from cases.domain import open_data as rules
from cases.domain.errors import CaseError
from cases.domain.open_data import Export
from cases.domain.publication.folding import plain, restore
from cases.models import Job, PublicExport
from cases.queries import codes as free_codes
from cases.queries import public
from cases.services import jobs, journal
from cases.services.jobs import JobKind, Progress

JAKARTA = ZoneInfo("Asia/Jakarta")
MADE_AT = time(1, 30)  # when nobody waits for the machine
FOLDER = "open-data"
KEPT = timedelta(days=90)  # for which rows of exports that are over tell their counts


class ExportWithdrawn(CaseError):
    """Something left the shelf while its export was being made."""

    code = "export_withdrawn"


def export(target: Path, *, now: datetime) -> Export:
    """Write everything public into a folder, which is whole or not there at all.

    An export that stands there already is compared with, and replaced.

    Raises:
        NotAnExport: something else stands there.
        UnknownLicence: the setting names none that is known.
    """
    target = target.absolute()
    previous = _standing(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as beside:
        fresh = Path(beside) / "fresh"
        fresh.mkdir()
        made = _written(fresh, previous, now)
        if target.exists():
            target.replace(Path(beside) / "old")
        fresh.replace(target)
    return made


def order_nightly(*, now: datetime) -> Job | None:
    """Order the export of this night of the capital, once; None before its hour has come."""
    here = timezone.localtime(now, JAKARTA)
    if here.time() < MADE_AT:
        return None
    day = here.date().isoformat()
    return jobs.order(JobKind.EXPORT_OPEN_DATA, day, args={}, now=now)


def perform(_job: Job, progress: Progress, now: datetime) -> None:
    """Make the export that everybody can download; the one before it goes.

    Raises:
        ExportWithdrawn: something left the shelf meanwhile; another is on order.
    """
    row = _begun(now)
    folder = f"{FOLDER}/{row.code}"
    progress.step("tulis", 0, 2)
    with files.workshop() as place, _before() as previous:
        made = _written(place, previous, now)
        for one in made.files:
            files.take_in(f"{folder}/{one.name}", place / one.name)
    progress.step("simpan", 1, 2)
    with progress.effect(now=now):
        _finish(row, folder, made)


@transaction.atomic
def withdraw(*, now: datetime) -> None:
    """Take every export back, made or in the making, because something may not be read now."""
    journal.hold()  # one that is just beginning waits, and then reads without it
    standing = PublicExport.objects.filter(withdrawn_at=None)
    code = standing.order_by("-pk").values_list("code", flat=True).first()
    if code and standing.update(withdrawn_at=now):
        jobs.order(JobKind.EXPORT_OPEN_DATA, f"sesudah:{code}", args={}, now=now)


@transaction.atomic
def _begun(now: datetime) -> PublicExport:
    journal.hold()
    return PublicExport.objects.create(code=free_codes.drawn(PublicExport), begun_at=now)


def _finish(row: PublicExport, folder: str, made: Export) -> None:
    """Let it stand, unless it was withdrawn while it was being made."""
    told = {"folder": folder, "told": plain(made), "finished_at": made.made_at}
    if not PublicExport.objects.filter(pk=row.pk, withdrawn_at=None).update(**told):
        _remove(folder, [one.name for one in made.files])
        raise ExportWithdrawn("Data publik berubah selama ekspor; ekspor lain sudah dipesan.")
    older = PublicExport.objects.filter(pk__lt=row.pk)
    broken_off = older.filter(finished_at=None).values_list("code", flat=True)
    gone = [(one.folder, _names(one)) for one in older.exclude(folder="")]
    gone += [(f"{FOLDER}/{code}", []) for code in broken_off]
    older.exclude(folder="").update(folder="")
    older.filter(begun_at__lt=row.begun_at - KEPT).delete()

    def take_away() -> None:
        for place, names in gone:
            _remove(place, names)

    transaction.on_commit(take_away, robust=True)


def _written(place: Path, previous: tuple[Path, datetime] | None, now: datetime) -> Export:
    return dumps.write(
        place,
        public.whole(),
        licence=rules.licence(settings.OPEN_DATA_LICENCE),
        address=settings.BASE_URL,
        previous=previous,
        now=now,
    )


@contextmanager
def _before() -> Iterator[tuple[Path, datetime] | None]:
    """The export whose files are still there, withdrawn or not, for comparing."""
    row = PublicExport.objects.exclude(folder="").order_by("-pk").first()
    name = f"{row.folder}/{dumps.SQLITE}" if row else ""
    if row is None or not files.exists(name):
        yield None
        return
    with files.local(name) as path:
        yield path, restore(Export, row.told).made_at


def _standing(target: Path) -> tuple[Path, datetime] | None:
    """The export in a folder; None where the folder is empty or not there."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return None
    try:
        made_at = dumps.made_at(target)
    except (OSError, ValueError, KeyError, TypeError):
        raise rules.NotAnExport(
            f"Di {target} ada sesuatu yang bukan ekspor data terbuka; folder itu dibiarkan."
        ) from None
    return target / dumps.SQLITE, made_at


def _names(row: PublicExport) -> list[str]:
    return [one.name for one in restore(Export, row.told).files]


def _remove(folder: str, names: list[str]) -> None:
    for name in names:
        files.remove(f"{folder}/{name}")
    shutil.rmtree(files.path_of(folder), ignore_errors=True)
