"""Who watches the machine is told numbers, and nothing about anybody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from celery import current_app
from django.utils import timezone

from cases.adapters import replica
from cases.adapters.replica import ReplicaRouter
from cases.domain.queues import Queue
from cases.models import Job, PublicDispute, User
from cases.services import backups, jobs, journal
from cases.services.jobs import QUEUES, JobKind
from cases.services.journal import Actor
from config.celery import app

pytestmark = pytest.mark.django_db

TOKEN = {"HTTP_AUTHORIZATION": "Bearer rahasia"}


@pytest.fixture
def watched(settings):
    settings.METRICS_TOKEN = "rahasia"


def test_who_brings_the_token_is_told(client, watched):
    answer = client.get("/metrics", **TOKEN)

    assert answer.status_code == 200
    assert 'sidang_part_up{part="database"} 1.0' in answer.content.decode()


def test_an_address_that_is_named_is_told(client, settings):
    settings.METRICS_FROM = ["127.0.0.1"]

    assert client.get("/metrics").status_code == 200


@pytest.mark.parametrize(
    "brought", [{}, {"HTTP_AUTHORIZATION": "Bearer lain"}, {"HTTP_AUTHORIZATION": "rahasia"}]
)
def test_for_anybody_else_there_is_nothing(client, watched, brought):
    assert client.get("/metrics", **brought).status_code == 404


def test_without_a_setting_there_is_nothing_even_with_an_empty_token(client):
    assert client.get("/metrics", HTTP_AUTHORIZATION="Bearer ").status_code == 404


def test_answers_are_counted_by_route_and_never_by_address(client, watched):
    client.get("/perkara/kip/rahasia-KIP-2024/")
    client.get("/kabar/tokenrahasia/")
    client.get("/entah-di-mana/")

    told = client.get("/metrics", **TOKEN).content.decode()

    assert 'sidang_answers_total{code="404",method="GET",route="none"}' in told
    assert 'sidang_answer_seconds_bucket{le="0.1"' in told
    assert "rahasia" not in told


def test_work_that_waits_is_told_by_kind_and_age(client, watched):
    long_ago = timezone.now() - timedelta(minutes=10)
    Job.objects.create(kind="send_alert", key="orang@contoh.test", created_at=long_ago)

    told = client.get("/metrics", **TOKEN).content.decode()

    named = '{kind="send_alert",queue="mail",state="waiting"}'
    assert f"sidang_jobs{named} 1.0" in told
    age = next(
        line
        for line in told.splitlines()
        if line.startswith(f"sidang_oldest_job_seconds{named}")
    )
    assert float(age.split()[-1]) >= 600
    assert "contoh.test" not in told


def test_the_length_of_the_journal_and_the_age_of_the_backup_are_told(
    client, watched, settings, tmp_path, monkeypatch
):
    settings.BACKUP_DIR = str(tmp_path)
    monkeypatch.setattr(backups, "last_taken", lambda _: timezone.now() - timedelta(days=2))
    journal.record("x", actor=Actor.system("t"), at=datetime(2026, 1, 1, tzinfo=UTC))

    told = client.get("/metrics", **TOKEN).content.decode()

    assert "sidang_journal_entries 1.0" in told
    assert "sidang_backup_age_seconds 17" in told


def test_every_kind_of_work_stands_in_a_queue_that_workers_take_from():
    declared = set(app.amqp.queues)

    assert declared == {str(queue) for queue in Queue}
    assert {str(QUEUES.get(kind, Queue.QUICK)) for kind in JobKind} == declared


def test_work_is_rung_in_its_own_queue(monkeypatch, django_capture_on_commit_callbacks):
    rung = []
    task = current_app.tasks[jobs.RUN]
    monkeypatch.setattr(task, "apply_async", lambda **told: rung.append(told["queue"]))

    with django_capture_on_commit_callbacks(execute=True):
        for kind in (JobKind.RENDER_DEED, JobKind.SEND_ACCESS, JobKind.CHECK_UPLOAD):
            jobs.order(kind, "x", args={}, now=timezone.now())

    assert rung == ["papers", "mail", "quick"]


def test_only_the_shelf_is_read_from_the_copy_and_only_by_who_asks_for_it(monkeypatch):
    router = ReplicaRouter()
    connection = type("Connection", (), {"in_atomic_block": False})
    monkeypatch.setattr(replica.transaction, "get_connection", lambda: connection)
    monkeypatch.setattr(replica, "_answers", lambda: True)

    assert router.db_for_read(PublicDispute) == "default"
    with replica.reading():
        assert router.db_for_read(PublicDispute) == "replica"
        assert router.db_for_read(User) == "default"
        assert router.db_for_write(PublicDispute) == "default"
        connection.in_atomic_block = True
        assert router.db_for_read(PublicDispute) == "default"
    assert not router.allow_migrate("replica", "cases")


def test_a_copy_that_does_not_answer_is_left_alone_for_a_while(monkeypatch):
    asked = []

    class Silent:
        def cursor(self):
            asked.append(1)
            raise replica.DatabaseError

        def close(self):
            pass

    monkeypatch.setitem(replica._rests_until, replica.ALIAS, 0.0)
    monkeypatch.setattr(replica, "connections", {replica.ALIAS: Silent()})
    router = ReplicaRouter()

    for _ in range(3):
        with replica.reading():
            assert router.db_for_read(PublicDispute) == "default"

    assert len(asked) == 1
