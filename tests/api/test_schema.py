"""The schema is true: what it promises is what is answered, whatever is asked."""

from __future__ import annotations

import json

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance

from cases.models import User
from config.wsgi import application
from tests.programs import Program

ASKED = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _schema():
    generated = SchemaGenerator().get_schema(request=None, public=True)
    return json.loads(json.dumps(generated, default=str))


def test_it_is_made_once_however_often_it_is_asked_for(client, monkeypatch):
    first = [client.get(address) for address in ("/api/schema/", "/api/docs/")]

    monkeypatch.setattr(SchemaGenerator, "get_schema", None)
    again = [client.get(address) for address in ("/api/schema/", "/api/docs/")]

    assert [answer.status_code for answer in again] == [200, 200]
    assert [answer.content for answer in again] == [answer.content for answer in first]


@pytest.fixture
def asking(site):
    """The application as it runs, on the connection of this test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield application
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")
OPERATIONS = [
    one.ok() for one in schemathesis.openapi.from_dict(_schema()).get_all_operations()
]
OF_PEOPLE = [one for one in OPERATIONS if {"token": []} in one.definition.raw["security"]]
OF_EVERYBODY = [one for one in OPERATIONS if one not in OF_PEOPLE]
# What the schema cannot say: which organisation is one's own, or which number comes next; and
# that a door without its token is asked by a test of its own.
EXCLUDED = [positive_data_acceptance, ignored_auth]


def _name(operation):
    return f"{operation.method} {operation.path}"


@pytest.fixture
def ngo(site):
    return Program(site, User.objects.get(email="ngo@demo.test"))


def test_the_schema_is_openapi_3_1_and_valid(client):
    answer = client.get("/api/schema/")

    assert answer.status_code == 200
    schema = _schema()
    assert schema["openapi"].startswith("3.1")
    validate_schema(schema)


@pytest.mark.parametrize("operation", OF_EVERYBODY, ids=_name)
def test_whatever_is_asked_is_answered_as_the_schema_says(asking, operation):
    _ask(asking, operation, {})


@pytest.mark.parametrize("operation", OF_PEOPLE, ids=_name)
def test_whatever_a_program_sends_for_somebody_is_answered_as_well(asking, operation, ngo):
    """As somebody who may file, with what is there; and for a stranger the door is a 401."""
    _ask(asking, operation, ngo.headers, fewer=True)


def test_every_operation_was_asked():
    methods = [method for path in _schema()["paths"].values() for method in path]

    assert len(OPERATIONS) == len(OF_EVERYBODY) + len(OF_PEOPLE) == len(methods)
    assert len(OF_PEOPLE) > 30


def test_every_writing_operation_has_a_key_an_example_and_its_refusals():
    for operation in OF_PEOPLE:
        told = operation.definition.raw
        if operation.method == "get":
            continue
        assert {"401", "403", "404", "409", "413", "422"} <= {*told["responses"]}
        names = {one["name"] for one in told["parameters"]}
        assert "Idempotency-Key" in names or operation.method == "patch"
        body = told.get("requestBody", {}).get("content", {}).get("application/json")
        assert body is None or body.get("examples") or operation.method == "delete", _name(
            operation
        )


def _ask(asking, operation, headers, *, fewer=False):
    @settings(ASKED, max_examples=4 if fewer else 10)
    @given(case=operation.as_strategy())
    def ask(case):
        answer = case.call(app=asking, headers={"Accept-Encoding": "identity", **headers})
        case.validate_response(answer, excluded_checks=EXCLUDED)

    ask()
