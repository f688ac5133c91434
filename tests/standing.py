"""A world that is built once for a file of tests and stands anew before each of them."""

from __future__ import annotations

from copy import deepcopy

import pytest
from django.db import transaction


def standing(build):
    """Two fixtures: what ``build`` makes once for the file, and what a test is handed of it.

    The rows stand in a transaction that ends with the file, a test in a savepoint of its own;
    what it is handed is a copy, so that no test sees what another has set on an object. The
    first has to be called ``built``::

        built, room = standing(open_room)

    Not for files of which a test commits: it would end the transaction of all.
    """

    @pytest.fixture(scope="module")
    def built(django_db_setup, django_db_blocker):
        with django_db_blocker.unblock(), transaction.atomic():
            yield build()
            transaction.set_rollback(True)

    @pytest.fixture
    def handed(built, db):
        return deepcopy(built)

    return built, handed
