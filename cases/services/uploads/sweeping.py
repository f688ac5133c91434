"""Sweeping: what was given up goes, what only waited for its last step gets it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from cases.adapters import files, parts
from cases.domain.errors import CaseError
from cases.models import Upload
from cases.queries import uploads
from cases.services.journal import Actor
from cases.services.uploads.checking import erase_refused
from cases.services.uploads.receiving import discard, finish

logger = logging.getLogger(__name__)

SWEEPER = Actor.system("sapu")
GIVEN_UP = timedelta(hours=48)
LEFT_BEHIND = timedelta(hours=24)
FOLDERS = ("uploads/original", "uploads/clean", "uploads/thumbnail", "uploads/redacted")


def sweep(*, now: datetime) -> int:
    """Everything that a broken line, a killed process or a lost hour left; how many uploads."""
    given_up = list(uploads.untouched(before=now - GIVEN_UP))
    for upload in given_up:
        _try(discard, upload, now)
    for upload in uploads.whole_but_unfinished():
        _try(finish, upload, now)
    for upload in uploads.refused_with_a_file():
        erase_refused(upload)
    _clear(now)
    return len(given_up)


def _try(act: Callable[..., object], upload: Upload, now: datetime) -> None:
    """What cannot be done for one upload stops nothing for the others."""
    try:
        act(upload, actor=SWEEPER, now=now)
    except CaseError as not_now:
        logger.info("upload %s left as it is: %s", upload.code, not_now)


def _clear(now: datetime) -> None:
    """Files that no row knows."""
    old_parts = parts.left_behind(before=now - GIVEN_UP)
    for code in set(old_parts) - uploads.codes_receiving(old_parts):
        parts.remove(code)
    for folder in FOLDERS:
        names = files.names_in(folder, before=now - LEFT_BEHIND)
        for name in set(names) - uploads.names_known(names):
            files.remove(name)
    files.clear_workshop(before=now - LEFT_BEHIND)
