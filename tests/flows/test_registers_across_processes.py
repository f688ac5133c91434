"""Register numbers on the defaults: processes that register at once leave neither gap nor
repeat.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.processes]

BASE = Path(__file__).resolve().parents[2]
PROCESSES, EACH = 5, 10
PREPARE = f"""
import django; django.setup()
from datetime import UTC, date, datetime
from cases.domain.stages import Stage
from cases.models import Dispute
from cases.services import parties, registration, registry
from cases.services.journal import Actor
who = {{"actor": Actor("Bu Ratna"), "now": datetime(2024, 3, 14, 3, tzinfo=UTC)}}
details = parties.CommissionDetails("kip", "Komisi Informasi Pusat", "KI Pusat", "pusat")
kip = parties.add_commission(details, **who)
registration.open_series(kip, regime="umum", pattern="{{seq:03}}/{{roman}}/KIP-PSI/{{year}}",
                         starts_on=date(2024, 1, 1), **who)
for no in range({PROCESSES * EACH}):
    told = registry.DisputeDetails(natural_key=str(no), regime="umum", subject="Kontrak")
    registry.open_file(kip, told, **who)
Dispute.objects.update(stage=Stage.COMPLETENESS_CHECK)
"""
REGISTER = f"""
import sys, django; django.setup()
from datetime import UTC, date, datetime
from cases.models import Dispute
from cases.services import registration
from cases.services.journal import Actor
who = {{"actor": Actor("Bu Ratna"), "now": datetime(2024, 3, 14, 3, tzinfo=UTC)}}
first = int(sys.argv[1]) * {EACH}
for dispute in list(Dispute.objects.order_by("pk")[first : first + {EACH}]):
    registration.register_next(dispute, registered_on=date(2024, 3, 14), **who)
"""


@pytest.fixture
def environment(tmp_path, tables):
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "SIDANG_NO_BOOTSTRAP": "1",
        "DATA_DIR": str(tmp_path),
    }


def run(environment, *command):
    told = [sys.executable, *command]
    subprocess.run(told, cwd=BASE, env=environment, check=True, capture_output=True)


def test_fifty_registrations_of_five_processes_have_the_numbers_from_one_to_fifty(
    environment, tmp_path
):
    run(environment, "-c", PREPARE)

    running = [
        subprocess.Popen(
            [sys.executable, "-c", REGISTER, str(no)],
            cwd=BASE,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        for no in range(PROCESSES)
    ]
    faults = [one.communicate(timeout=240)[1] for one in running]

    assert [one.returncode for one in running] == [0] * PROCESSES, faults
    (base,) = tmp_path.glob("*.sqlite3")
    with sqlite3.connect(base) as connection:
        rows = connection.execute("SELECT seq FROM cases_registernumber ORDER BY seq")
        assert [seq for (seq,) in rows] == list(range(1, PROCESSES * EACH + 1))
