"""What processes of their own begin with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

FILE = "sidang.sqlite3"


@pytest.fixture(scope="session")
def made_tables(tmp_path_factory):
    """The file of an embedded base with its tables and nothing in them, made once."""
    folder = tmp_path_factory.mktemp("tabel")
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SIDANG_NO_BOOTSTRAP": "1",
        "DATA_DIR": str(folder),
    }
    migrate = [sys.executable, "manage.py", "migrate", "-v0"]
    subprocess.run(
        migrate, cwd=settings.BASE_DIR, env=environment, check=True, capture_output=True
    )
    return folder / FILE


@pytest.fixture
def tables(made_tables, tmp_path):
    """A copy of it in the folder of the test."""
    shutil.copy(made_tables, tmp_path / FILE)
