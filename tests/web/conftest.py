"""The demonstration record for a whole file of tests; each test stands in its own savepoint."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import Client

from tests import demo_record
from tests.web import markup


@pytest.fixture(scope="session", autouse=True)
def every_page_is_well_marked():
    """Whatever page a test asks for, it is read as a program reads it as well."""
    ask = Client.request

    def request(client, **told):
        answer = ask(client, **told)
        is_page = not answer.streaming and b"<!doctype html>" in answer.content[:500].lower()
        if is_page:
            assert markup.faults(answer.content.decode()) == []
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", request)
        yield


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demonstration, loaded once for the file and taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo_record.put()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def site(loaded, db, client):
    """A visitor of the demonstration."""
    return client
