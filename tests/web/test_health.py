"""What a machine that watches the installation is told, part by part."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from celery import current_app
from celery.exceptions import OperationalError
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from cases.models import Job
from cases.models.jobs import JobState
from cases.services import jobs
from cases.web import health

pytestmark = pytest.mark.django_db

NAMES = ("database", "migrations", "broker", "worker", "storage", "disk")
WELL = dict.fromkeys(NAMES, "ok")


@pytest.fixture(autouse=True)
def workers_elsewhere():
    """Work is done by another process, as in an installation."""
    cache.clear()
    current_app.conf.task_always_eager = False
    yield
    current_app.conf.task_always_eager = True


def seen(*, ago):
    jobs.sign_of_life(now=timezone.now() - ago)


def ordered(*, ago, **how):
    return Job.objects.create(
        kind="render_deed", key="x", created_at=timezone.now() - ago, **how
    )


def test_everything_is_well_when_a_worker_was_here_lately(client):
    seen(ago=timedelta(seconds=5))

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, WELL)
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("last_seen", [None, timedelta(minutes=3)])
def test_a_worker_that_was_not_here_lately_is_missed(client, last_seen):
    if last_seen:
        seen(ago=last_seen)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, WELL | {"worker": "gagal"})


def test_a_worker_deep_in_a_long_job_is_not_missed(client):
    lease = timezone.now() + timedelta(seconds=20)
    ordered(ago=timedelta(minutes=9), state=JobState.RUNNING, lease_until=lease)

    assert client.get("/readyz").json() == WELL


def test_work_that_waits_for_long_says_that_nobody_does_it(client):
    seen(ago=timedelta(seconds=5))
    ordered(ago=timedelta(minutes=3))

    assert client.get("/readyz").json() == WELL | {"worker": "gagal"}


def test_an_unreachable_queue_is_named(client, monkeypatch):
    seen(ago=timedelta(seconds=5))
    monkeypatch.setattr(current_app, "connection_for_write", _refuse(OperationalError))

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, WELL | {"broker": "gagal"})


def test_an_unreachable_database_is_named_and_so_is_the_worker_nobody_can_ask_about(
    client, monkeypatch
):
    seen(ago=timedelta(seconds=5))
    monkeypatch.setattr(Job.objects, "exists", _refuse(DatabaseError))
    monkeypatch.setattr(Job.objects, "filter", _refuse(DatabaseError))

    assert client.get("/readyz").json() == WELL | {"database": "gagal", "worker": "gagal"}


def test_a_base_behind_the_program_is_named(client):
    seen(ago=timedelta(seconds=5))
    MigrationRecorder(connection).record_unapplied(
        *MigrationLoader(connection).graph.leaf_nodes("cases")[0]
    )

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, WELL | {"migrations": "gagal"})


def test_a_disk_that_is_nearly_full_is_named_before_it_is(client, settings):
    seen(ago=timedelta(seconds=5))
    settings.DISK_LEAST_MB = 10**9

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (503, WELL | {"disk": "gagal"})


def test_a_queue_that_takes_the_call_and_never_answers_holds_no_watcher_up(client, monkeypatch):
    seen(ago=timedelta(seconds=5))
    monkeypatch.setattr(health, "PATIENCE_OF_WATCHERS", 0.2)
    answered = threading.Event()
    asked = []

    def wait(*_given, **_named):
        asked.append(1)
        answered.wait()
        raise OperationalError

    monkeypatch.setattr(current_app, "connection_for_write", wait)

    told = [client.get("/readyz").json() for _time in range(2)]
    answered.set()

    assert told == [WELL | {"broker": "gagal"}] * 2
    assert asked == [1]


def test_nothing_but_names_is_told(client, monkeypatch):
    said = "10.0.0.7:5432 sandi=rahasia"
    monkeypatch.setattr(Job.objects, "exists", _refuse(DatabaseError, said))

    assert said not in client.get("/readyz").content.decode()


def test_a_folder_that_cannot_be_written_is_named(client, settings, tmp_path):
    seen(ago=timedelta(seconds=5))
    settings.MEDIA_ROOT = tmp_path / "gone" / "media"

    assert client.get("/readyz").json() == WELL | {"storage": "gagal"}


def test_that_the_process_lives_is_told_without_asking_anybody(
    client, django_assert_num_queries
):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


def _refuse(fault, said="unreachable"):
    def refuse(*_given, **_named):
        raise fault(said)

    return refuse
