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
from schemathesis.specs.openapi.checks import positive_data_acceptance

from config.wsgi import application

ASKED = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _schema():
    generated = SchemaGenerator().get_schema(request=None, public=True)
    return json.loads(json.dumps(generated, default=str))


@pytest.fixture
def asking(site):
    """The application as it runs, on the connection of this test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield application
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


OPERATIONS = [
    one.ok() for one in schemathesis.openapi.from_dict(_schema()).get_all_operations()
]


def test_the_schema_is_openapi_3_1_and_valid(client):
    answer = client.get("/api/schema/")

    assert answer.status_code == 200
    schema = _schema()
    assert schema["openapi"].startswith("3.1")
    validate_schema(schema)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.path)
def test_whatever_is_asked_is_answered_as_the_schema_says(asking, operation):
    @ASKED
    @given(case=operation.as_strategy())
    def ask(case):
        answer = case.call(app=asking, headers={"Accept-Encoding": "identity"})
        case.validate_response(answer, excluded_checks=[positive_data_acceptance])

    ask()


def test_every_operation_was_asked():
    assert len(OPERATIONS) == len(_schema()["paths"])
