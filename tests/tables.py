"""The tables with nothing in them: made once by the migrations, then copied.

Making them takes longer than most files of tests; the copy carries the same triggers, indexes
and first rows. Where a migration, the lock or Python changes, the tables are made anew.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.core import management
from django.db import connection

MIGRATIONS = settings.BASE_DIR / "cases" / "migrations"
LOCK = settings.BASE_DIR / "config" / "requirements-dev.txt"
FILE = "sidang.sqlite3"


def made_by(sources: list[Path]) -> str:
    """The key of what the sources make; 16 hexadecimal digits."""
    digest = hashlib.sha256(sys.version.encode())
    for source in sources:
        digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()[:16]


def empty_base() -> Path:
    """The file of an embedded base with its tables and nothing in them."""
    key = made_by([*sorted(MIGRATIONS.glob("*.py")), LOCK])
    folder = settings.DATA_DIR / f"tables-{key}"
    if not (folder / "whole").exists():
        folder.mkdir(parents=True, exist_ok=True)
        _migrate(folder)
        (folder / "whole").touch()
    return folder / FILE


def _migrate(folder: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SIDANG_NO_BOOTSTRAP": "1",
        "DATA_DIR": str(folder),
    }
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "-v0"],
        cwd=settings.BASE_DIR,
        env=environment,
        check=True,
        capture_output=True,
    )


def copied_instead_of_migrated():
    """While it lasts, an embedded base that is made for tests gets the copy."""
    ask = management.call_command

    def answer(name, *arguments, **options):
        if name != "migrate":
            return ask(name, *arguments, **options)
        connection.ensure_connection()
        with sqlite3.connect(empty_base()) as source:
            source.backup(connection.connection)
        return None

    return mock.patch.object(management, "call_command", answer)
