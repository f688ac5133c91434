"""Failed attempts are counted right when several processes count at once, on the defaults."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.processes]

BASE = Path(__file__).resolve().parents[2]
PROCESSES, TRIES, LIMIT = 3, 12, 5
COUNT = f"""
import django; django.setup()
from types import SimpleNamespace
from allauth.core import ratelimit
asked = SimpleNamespace(method="POST", META={{"REMOTE_ADDR": "127.0.0.1"}}, headers={{}})
print(sum(ratelimit.consume(asked, action="login_failed", key="ngo") for _ in range({TRIES})))
"""


@pytest.fixture
def environment(tmp_path, tables):
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SIDANG_NO_BOOTSTRAP": "1",
        "DATA_DIR": str(tmp_path),
    }


def test_three_processes_together_allow_no_more_than_one_would(environment):
    running = [
        subprocess.Popen(
            [sys.executable, "-c", COUNT],
            cwd=BASE,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _no in range(PROCESSES)
    ]
    allowed = [int(one.communicate(timeout=120)[0]) for one in running]

    assert sum(allowed) == LIMIT
