"""Whether a fault says that there is no room left: of the disk, or of the base on it."""

from __future__ import annotations

import errno
import shutil
import sqlite3

from django.conf import settings
from psycopg.errors import DiskFull

PRIMARY = 0xFF  # the rest of a code of SQLite says where it happened
LEAST = 1024 * 1024
NUMBERS = frozenset({errno.ENOSPC, errno.EDQUOT})


def is_full(fault: BaseException | None) -> bool:
    """Look through the fault and what it came of; nothing was written where this is so."""
    while fault is not None:
        if isinstance(fault, DiskFull):
            return True
        if isinstance(fault, sqlite3.Error):
            return _is_told_by_sqlite(fault)
        if isinstance(fault, OSError) and fault.errno in NUMBERS:
            return True
        fault = fault.__cause__
    return False


def _is_told_by_sqlite(fault: sqlite3.Error) -> bool:
    """In its own word; or it cannot make the files beside its base, and says no more."""
    code = getattr(fault, "sqlite_errorcode", 0) & PRIMARY
    if code == sqlite3.SQLITE_IOERR:
        return shutil.disk_usage(settings.DATA_DIR).free < LEAST
    return code == sqlite3.SQLITE_FULL
