"""The demonstration record for a whole file of tests; each test stands in its own savepoint."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests import demo_record


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
