"""``manage.py serve`` with real processes on the embedded default: no server is needed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3

import pytest

from cases.management.demo import accounts
from tests.flows.processes import House

pytestmark = pytest.mark.processes

CASE = "/perkara/kip/002-KIP-PSIP-II-2024/"
DIED_AND_STARTED = "pekerja 1 berhenti (kode 137); dijalankan lagi"
WHO = {
    "web": "gunicorn",
    "pekerja 1": "celery --quiet -A config worker",
    "penjadwal": "celery --quiet -A config beat",
}
EVERYBODY = 6  # the supervisor, the web master and its two, one worker, the timetable
TRANSCRIPT_OF_13_MARCH = """
    SELECT count(*) FROM cases_document d JOIN cases_hearing h ON h.id = d.hearing_id
    WHERE h.held_on = '2024-03-13' AND d.form = 'pdf' AND d.rendered_at IS NOT NULL
"""
APPLICATION_FORMS = """
    SELECT count(*) FROM cases_document
    WHERE kind = 'permohonan_sengketa' AND rendered_at IS NOT NULL
"""
ALL_THAT_WAS_DONE = """
    SELECT (SELECT count(*) FROM cases_journalentry), (SELECT count(*) FROM cases_dispute),
           (SELECT sum(attempts) FROM cases_job WHERE kind LIKE 'render_%'),
           (SELECT max(rendered_at) FROM cases_document)
"""
HALF_A_MINUTE_LATER = """
    UPDATE cases_job SET lease_until = '2024-03-13 00:00:00' WHERE state = 'running'
"""


def look(house, question):
    rows = sqlite3.connect(house.folder / "sidang.sqlite3", timeout=30)
    with rows:
        answer = rows.execute(question).fetchone()
    rows.close()
    return answer


@pytest.fixture(scope="module")
def first_run(tmp_path_factory):
    """An empty folder served once, with the worker killed inside its first transcript: after
    every file and row was written, before the transaction is committed.
    """
    house = House(tmp_path_factory.mktemp("first-run"))
    serving = house.serve("--once", DRILL="1", FAULT_AT="render_transcript:commit")
    house.until(lambda: DIED_AND_STARTED in house.said())
    look(house, HALF_A_MINUTE_LATER)
    serving.wait()
    yield house
    house.close()


@pytest.fixture
def house(first_run, tmp_path):
    """A copy of the installation after its first run."""
    shutil.copytree(first_run.folder, tmp_path / "house")
    (tmp_path / "house" / "said").unlink()
    house = House(tmp_path / "house")
    yield house
    house.close()


def test_serving_once_ends_by_itself_when_every_paper_is_made(first_run):
    assert first_run.running[0].returncode == 0
    assert not first_run.processes()
    assert look(first_run, TRANSCRIPT_OF_13_MARCH) == (1,)
    assert look(first_run, APPLICATION_FORMS) == (3,)


def test_a_worker_killed_inside_a_transcript_is_replaced_and_the_paper_made_once(first_run):
    counts = json.loads(first_run.run("jobs", "--json").stdout)
    again = look(first_run, "SELECT count(*) FROM cases_job WHERE attempts = 2")
    entries = look(
        first_run, "SELECT count(*) FROM cases_journalentry WHERE act = 'paper_made'"
    )
    papers = look(first_run, "SELECT count(*) FROM cases_job WHERE kind LIKE 'render_%'")

    assert counts["open"] == counts["failed"] == 0
    assert counts["effects"] == counts["distinct"] == counts["done"]
    assert again == (1,)
    assert entries == papers


def test_the_journal_is_whole_after_a_killed_worker(first_run):
    assert first_run.run("journal", "verify").returncode == 0


def test_the_terminal_shows_the_address_and_the_accounts_and_nothing_else(first_run):
    lines = first_run.said().splitlines()
    people = [f"  {account.email:<22} {account.name}" for account in accounts.ACCOUNTS]

    assert lines == [
        "[sidang] memuat peragaan",
        "[sidang] menyiapkan berkas statis",
        f"Sidang Terbuka: http://127.0.0.1:{first_run.port}/",
        "Akun peragaan, kata sandi sidang-terbuka:",
        *people,
        "Hentikan dengan Ctrl-C.",
        f"[sidang] {DIED_AND_STARTED}",
    ]


def test_a_second_start_loads_and_renders_nothing_twice(first_run, house):
    before = look(first_run, ALL_THAT_WAS_DONE)

    house.serve()
    house.until_ready()

    assert look(house, ALL_THAT_WAS_DONE) == before
    assert "memuat peragaan" not in house.said()
    assert "menyiapkan berkas statis" not in house.said()


def test_the_site_stands_there_with_the_case_and_says_that_every_part_works(house):
    house.serve()
    house.until(lambda: "Sidang Terbuka:" in house.said())

    assert house.get("/healthz") == (200, "ok\n")  # who comes early waits, and is answered
    house.until_ready()
    assert json.loads(house.get("/readyz")[1]) == dict.fromkeys(
        ["database", "migrations", "broker", "worker", "storage", "disk"], "ok"
    )
    status, page = house.get(CASE)
    assert status == 200
    assert "YAKIN" in page


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_nobody_is_left_when_the_supervisor_ends(house, how):
    serving = house.serve()
    house.until_ready()
    everybody = " ".join(house.processes().values())

    serving.send_signal(how)
    serving.wait()

    assert all(command in everybody for command in WHO.values())
    house.until(lambda: not house.processes())
    assert "Traceback" not in house.said()
    if how is not signal.SIGKILL:
        assert serving.returncode == 0
        assert house.said().endswith("Hentikan dengan Ctrl-C.\n[sidang] berhenti\n")


def test_whoever_is_killed_is_started_again(house):
    house.serve()
    house.until_ready()
    killed = {name: house.child(word) for name, word in WHO.items()}

    for pid in killed.values():
        os.kill(pid, signal.SIGKILL)

    for name in WHO:
        house.until(lambda name=name: f"{name} berhenti (sinyal 9)" in house.said())
    house.until_ready()
    house.until(lambda: len(house.processes()) == EVERYBODY)
    assert not set(killed.values()) & set(house.processes())


def test_a_busy_port_is_told_with_a_way_on_before_anything_is_loaded(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        house = House(tmp_path, port=other.getsockname()[1])

        done = house.run("serve")

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"CommandError: Porta {house.port} sedang dipakai program lain. "
        f"Pilih yang lain, misalnya: PORT={house.port + 1} python3 manage.py serve\n"
    )
    assert not (tmp_path / "sidang.sqlite3").exists()


def test_an_unreachable_database_is_told_in_one_sentence(tmp_path):
    unreachable = f"postgresql://postgres@127.0.0.1:{House(tmp_path).port}/nowhere"

    done = House(tmp_path).run("serve", DATABASE_URL=unreachable)

    assert done.returncode == 1
    assert done.stderr.startswith("CommandError: Basis data tidak dapat dibuka:")
    assert len(done.stderr.splitlines()) == 1
