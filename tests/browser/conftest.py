"""A running site with the demonstration record, and a browser that may go nowhere else."""

from __future__ import annotations

import logging
import threading
from unittest.mock import patch

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, transaction
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests import demo_record
from tests.emptying import empty

# On PostgreSQL a press may wait for the papers that it orders, on a machine with other work.
expect.set_options(timeout=60_000)


@pytest.fixture(scope="session", autouse=True)
def one_request_at_a_time():
    """In memory, all threads of SQLite share one connection; it does one thing at a time."""
    if connection.vendor != "sqlite":
        yield
        return
    turn, handle = threading.Lock(), WSGIHandler.__call__

    def in_turn(self, environ, start_response):
        with turn:
            return handle(self, environ, start_response)

    with patch.object(WSGIHandler, "__call__", in_turn):
        yield


@pytest.fixture(autouse=True)
def refusals():
    """What browsers reported that the policy refused: nothing, or the test has taken it out."""
    told = _Told()
    log = logging.getLogger("cases.web.policy_reports")
    log.addHandler(told)
    yield told.lines
    log.removeHandler(told)
    assert told.lines == []


class _Told(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


@pytest.fixture(scope="module")
def site_address(django_db_setup, django_db_blocker):
    """Where the site answers; one for the whole file, its rows taken away afterwards."""
    with django_db_blocker.unblock():
        demo_record.learn()  # no worker has to make papers here
        with transaction.atomic():
            demo_record.put()
        server = LiveServer("localhost")
        try:
            yield server.url
        finally:
            server.stop()
            empty()


@pytest.fixture(scope="module")
def browser_context_args(site_address):
    return {
        "base_url": site_address,
        "reduced_motion": "reduce",
        "color_scheme": "light",
        "locale": "id-ID",
    }
