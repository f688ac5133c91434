"""The same installation on PostgreSQL and Redis, with workers that are started by hand."""

from __future__ import annotations

import os
import signal
from urllib.parse import urlsplit

import psycopg
import pytest
from redis import Redis

from tests.flows.processes import House

pytestmark = [pytest.mark.processes, pytest.mark.services]

WORKER = ("-m", "celery", "-A", "config", "worker", "--concurrency", "1")
QUEUE_KEYS = ("celery", "unacked", "unacked_index", "unacked_mutex")
CASE = "/perkara/kip/002-KIP-PSIP-II-2024/"
A_TRANSCRIPT_IS_HALF_DONE = """
    SELECT count(*) FROM cases_job
    WHERE kind = 'render_transcript' AND state = 'running' AND done > 0
"""
HALF_A_MINUTE_LATER = """
    UPDATE cases_job SET lease_until = now() - interval '1 second' WHERE state = 'running'
"""
ATTEMPTS = "SELECT sum(attempts), max(attempts) FROM cases_job"


@pytest.fixture(scope="module")
def database():
    """A database of our own on the server of the tests, gone afterwards."""
    server = os.environ["DATABASE_URL"]
    name = f"sidang_serve_{os.getpid()}"
    with psycopg.connect(server.rpartition("/")[0] + "/postgres", autocommit=True) as rows:
        rows.execute(f'CREATE DATABASE "{name}"')
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        rows.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(scope="module")
def broker():
    """The Redis of the tests, with an empty queue before and after."""
    address = os.environ["CELERY_BROKER_URL"]
    with Redis.from_url(address) as queue:
        queue.delete(*QUEUE_KEYS)
        yield address
        queue.delete(*QUEUE_KEYS)


@pytest.fixture(scope="module")
def house(tmp_path_factory, database, broker):
    settings = {"DATABASE_URL": database, "CELERY_BROKER_URL": broker}
    house = House(tmp_path_factory.mktemp("services"), settings)
    yield house
    house.close()


@pytest.fixture(scope="module")
def worked(house, database):
    """The demonstration loaded; one worker killed in the middle of a transcript, with whatever
    children it has; half a minute later a second one that does the rest.
    """
    for command in ("migrate", "demo"):
        assert house.run(command, "--verbosity", "0").returncode == 0
    first = house.start(*WORKER, "--loglevel", "WARNING")
    house.until(lambda: look(database, A_TRANSCRIPT_IS_HALF_DONE) == (1,))
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    with psycopg.connect(database) as rows:
        rows.execute(HALF_A_MINUTE_LATER)
    second = house.start(*WORKER, "--loglevel", "WARNING")
    house.until(lambda: house.jobs()["open"] == 0)
    second.terminate()
    second.wait()
    return house


def look(database, question):
    with psycopg.connect(database) as rows:
        return rows.execute(question).fetchone()


def test_workers_started_by_hand_make_every_paper_once_although_one_is_killed(worked, database):
    counts = worked.jobs()

    assert counts["failed"] == counts["open"] == 0
    assert counts["effects"] == counts["distinct"] == counts["done"] > 0
    assert look(database, ATTEMPTS) == (counts["done"] + 1, 2)
    assert worked.run("journal", "verify").returncode == 0


def test_serve_runs_on_both_services_and_does_nothing_twice(worked, database):
    before = look(database, ATTEMPTS)

    serving = worked.serve()
    worked.until_ready()
    status, page = worked.get(CASE)
    serving.terminate()
    serving.wait()

    assert status == 200
    assert "YAKIN" in page
    assert look(database, ATTEMPTS) == before
    worked.until(lambda: not worked.processes())
    assert not (worked.folder / "sidang.sqlite3").exists()
    assert not (worked.folder / "queue").exists()
