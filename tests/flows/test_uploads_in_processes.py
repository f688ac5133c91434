"""An upload checked by a real worker that is killed in the middle of it."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.flows.processes import House

pytestmark = pytest.mark.processes

DIED_AND_STARTED = "pekerja 1 berhenti (kode 137); dijalankan lagi"
BRING = """
import io
from django.utils import timezone
from cases.models import Organisation, User
from cases.services import uploads
from cases.services.journal import Actor
from tests import foreign_files as made
now, pdf = timezone.now(), made.pdf(pages=2)
house = Organisation.objects.create(slug="lestari", name="Yayasan Lestari")
user = User.objects.create_user("lestari@uji.test", "sandi")
upload = uploads.begin(house, uploaded_by=user, name="a.pdf", size=len(pdf), now=now)
uploads.append(upload, offset=0, source=io.BytesIO(pdf), length=len(pdf), now=now)
uploads.finish(upload, actor=Actor("uji"), now=now)
"""
HALF_A_MINUTE_LATER = """
    UPDATE cases_job SET lease_until = '2024-03-13 00:00:00' WHERE state = 'running'
"""
CHECKS = "SELECT count(*) FROM cases_journalentry WHERE act = 'upload_checked'"


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


@pytest.mark.parametrize("step", ["simpan", "commit"])
def test_a_worker_killed_in_a_check_is_replaced_and_the_check_done_once(house, step):
    assert house.run("shell", "-c", BRING).returncode == 0

    serving = house.serve("--once", FAULT_AT=f"check_upload:{step}")
    house.until(lambda: DIED_AND_STARTED in house.said())
    assert look(house, "SELECT state FROM cases_upload") == ("checking",)
    look(house, HALF_A_MINUTE_LATER)
    serving.wait()

    assert serving.returncode == 0, house.said()
    assert look(house, "SELECT state, pages FROM cases_upload") == ("clean", 2)
    assert look(house, CHECKS) == (1,)
    counts = json.loads(house.run("jobs", "--json").stdout)
    assert counts["open"] == counts["failed"] == 0
    assert counts["effects"] == counts["distinct"] == counts["done"]
    assert house.run("files", "verify").returncode == 0
    assert house.run("journal", "verify").returncode == 0
