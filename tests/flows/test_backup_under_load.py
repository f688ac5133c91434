"""Acts go on while a backup is taken; elsewhere it holds all that was answered before it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

from tests.tables import empty_base

pytestmark = pytest.mark.processes

# Appends entries without end; a line is printed when an act has been answered.
WRITER = """
import django
django.setup()
from django.utils import timezone
from cases.services import journal
from cases.services.journal import Actor
while True:
    entry = journal.record("x", actor=Actor.system("t"), at=timezone.now())
    print(entry.seq, flush=True)
"""
LONGEST = 240  # seconds that a command may take on a busy machine


def environment(folder):
    kept = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "config.settings"}
    return kept | {"SIDANG_NO_BOOTSTRAP": "1", "DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1"}


def manage(folder, *command):
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env=environment(folder),
        capture_output=True,
        text=True,
        check=False,
        timeout=LONGEST,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def house(tmp_path):
    folder = tmp_path / "house"
    folder.mkdir()
    shutil.copy(empty_base(), folder / "sidang.sqlite3")
    return folder


def test_what_was_answered_before_a_backup_is_in_it_and_nothing_is_torn(house, tmp_path):
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER],
        cwd=settings.BASE_DIR,
        env=environment(house),
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        answered = int(writer.stdout.readline())
        manage(house, "backup", str(tmp_path / "one.tar"), "--json")
        went_on = [int(line) for line, _ in zip(writer.stdout, range(20), strict=False)]
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()

    told = manage(tmp_path / "elsewhere", "restore", str(tmp_path / "one.tar"), "--json")

    assert told["wrong"] == []
    assert told["entries"] > answered  # the restore's own entry comes on top
    assert went_on[-1] == answered + 20
