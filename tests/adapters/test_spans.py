"""Traces: routes, kinds of work and statements; nothing that somebody typed."""

from __future__ import annotations

import logging

import pytest
from django.db import connection
from django.utils import timezone
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from cases.adapters import spans
from cases.adapters.spans import Kind
from cases.models import User
from cases.services import jobs
from cases.services.jobs import JobKind
from cases.tasks import jobs as door
from tests.listener import listening, says

CANARY = "KENARI"


@pytest.fixture
def kept():
    """The spans that were told, in a process that traces; the base of the test among it."""
    memory = InMemorySpanExporter()
    assert spans.begin("http://127.0.0.1", SimpleSpanProcessor(memory))
    connection.execute_wrappers.append(spans._asked)
    yield memory
    connection.execute_wrappers.remove(spans._asked)
    spans.end()


def told(kept):
    return {one.name: dict(one.attributes) for one in kept.get_finished_spans()}


@pytest.mark.django_db
def test_a_request_is_told_by_its_route_and_never_by_what_was_typed(kept, client):
    client.get(f"/perkara/?q={CANARY}", headers={"x-request-id": "abcdefgh"})
    client.get(f"/undangan/{CANARY}/")
    client.post("/masuk/", {"username": f"{CANARY}@x.test", "password": CANARY})

    found = told(kept)
    assert found["GET register"]["http.route"] == "register"
    assert found["GET register"]["http.status"] == 200
    assert found["GET register"]["request"] == "abcdefgh"
    assert "SELECT" in found
    assert CANARY not in str([one.to_json() for one in kept.get_finished_spans()])


@pytest.mark.django_db
def test_a_job_is_told_by_its_kind_and_a_fault_by_its_class(kept, monkeypatch):
    def fail(*_told):
        raise ValueError(CANARY)

    monkeypatch.setitem(door.HANDLERS, JobKind.SELF_CHECK, fail)
    now = timezone.now()
    job = jobs.order(JobKind.SELF_CHECK, "x", args={}, now=now)
    with pytest.raises(ValueError, match=CANARY):
        door.perform(jobs.claim(job.pk, now=now))

    one = next(one for one in kept.get_finished_spans() if one.name == "job self_check")
    assert one.attributes["error.type"] == "ValueError"
    assert not one.status.is_ok
    assert CANARY not in one.to_json()


@pytest.mark.django_db
def test_a_statement_is_told_without_its_values(kept):
    User.objects.filter(email=f"{CANARY}@x.test", pk=987654).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'KENARI', 987654, id FROM cases_user WHERE 1 = 0")

    texts = [one.attributes.get("db.statement", "") for one in kept.get_finished_spans()]
    assert any("cases_user" in text for text in texts)
    assert CANARY not in str(texts)
    assert "987654" not in str(texts)


@pytest.mark.once
@pytest.mark.parametrize(
    ("sql", "shown"),
    [
        ("SELECT a1 FROM t2 WHERE x = 'it''s' AND y = 3.5",
         "SELECT a1 FROM t2 WHERE x = ? AND y = ?"),
        ("UPDATE t SET a = %s LIMIT 21", "UPDATE t SET a = %s LIMIT ?"),
    ],
)  # fmt: skip
def test_names_stay_and_values_go(sql, shown):
    assert spans.without_values(sql) == shown


@pytest.mark.once
def test_without_an_endpoint_nothing_is_loaded():
    assert not spans.begin("")
    with spans.span("x", Kind.SERVER) as open_span:
        open_span.note(a=1)


@pytest.mark.once
def test_without_the_extra_the_log_says_what_is_missing(monkeypatch, caplog):
    def gone(_processor):
        raise ImportError("opentelemetry")

    monkeypatch.setattr(spans, "_load", gone)
    with caplog.at_level(logging.WARNING):
        assert not spans.begin("http://127.0.0.1:4318")

    assert "SIDANG_EXTRAS=otel" in caplog.text


@pytest.mark.once
def test_spans_go_over_the_wire_to_the_endpoint():
    with listening(says(200)) as (port, heard):
        sender = OTLPSpanExporter(endpoint=f"http://127.0.0.1:{port}/v1/traces")
        spans.begin("x", SimpleSpanProcessor(sender))
        with spans.span("GET home", Kind.SERVER):
            pass
        spans.end()

    path, headers, body = heard[0]
    kinds = {name.lower(): value for name, value in headers.items()}
    assert (path, kinds["content-type"]) == ("/v1/traces", "application/x-protobuf")
    assert b"GET home" in body
    assert b"sidang-terbuka" in body
