"""A calendar computed by a real worker that is killed in the middle of it."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.flows.processes import House

pytestmark = pytest.mark.processes

DIED_AND_STARTED = "pekerja 1 berhenti (kode 137); dijalankan lagi"
ASK = """
from datetime import timedelta
from django.utils import timezone
from cases.domain import calendars
from cases.domain.scheduling.facts import Wish
from cases.services import proposals
from tests.bench import open_registry, appoint, hall
from cases.models import Commission, User
if not Commission.objects.filter(code="kip").exists():
    held = open_registry()
    appoint(held)
    hall(held)
today = timezone.localdate()
wish = Wish(today, calendars.shipped().add(today, 10), seconds=5)
clerk = User.objects.get(email="ratna@kip.test")
commission = Commission.objects.get(code="kip")
proposals.ask(commission, wish, by=clerk, now=timezone.now())
"""
HALF_A_MINUTE_LATER = """
    UPDATE cases_job SET lease_until = '2024-03-13 00:00:00' WHERE state = 'running'
"""
JOBS = "SELECT state, error FROM cases_job WHERE kind = 'propose_calendar' ORDER BY id DESC"
ROWS = """
    SELECT (SELECT count(*) FROM cases_proposal), (SELECT count(*) FROM cases_proposedsitting),
        (SELECT count(*) FROM cases_booking), (SELECT count(*) FROM cases_hearing)
"""


@pytest.fixture
def house(tmp_path, tables):
    house = House(tmp_path, settings={"DEMO": "0", "DRILL": "1"})
    yield house
    house.close()


def look(house, question):
    rows = sqlite3.connect(house.folder / "sidang.sqlite3", timeout=30)
    with rows:
        answer = rows.execute(question).fetchone()
    rows.close()
    return answer


@pytest.mark.parametrize("step", ["jawaban", "commit"])
def test_a_worker_killed_in_a_computation_leaves_a_stopped_job_and_nothing_else(house, step):
    asked = house.run("shell", "-c", ASK)
    assert asked.returncode == 0, asked.stderr

    serving = house.serve("--once", FAULT_AT=f"propose_calendar:{step}")
    house.until(lambda: DIED_AND_STARTED in house.said())
    look(house, HALF_A_MINUTE_LATER)
    serving.wait()
    assert look(house, JOBS) == ("failed", "Pekerja berhenti di tengah pekerjaan ini 1 kali.")
    assert look(house, ROWS) == (0, 0, 0, 0)

    asked = house.run("shell", "-c", ASK)
    assert asked.returncode == 0, asked.stderr
    house.serve("--once").wait()  # it complains of the stopped job, and works on
    assert look(house, JOBS)[0] == "done", look(house, JOBS)
    proposals, rows, bookings, hearings = look(house, ROWS)
    assert (proposals, rows, bookings, hearings) == (1, 1, 0, 0)
    counts = json.loads(house.run("jobs", "--json").stdout)
    assert counts["effects"] == counts["distinct"]
