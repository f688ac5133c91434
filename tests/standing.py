"""A world that is built once for a file of tests and stands anew before each of them."""

from __future__ import annotations

import shutil
from copy import deepcopy

import pytest
from django.db import transaction
from django.test import override_settings


def standing(build):
    """Two fixtures: what ``build`` makes once for the file, and what a test is handed of it.

    The rows stand in a transaction that ends with the file, a test in a savepoint of its own;
    what it is handed is a copy, so that no test sees what another has set on an object; of the
    files as well. The first has to be called ``built``::

        built, room = standing(open_room)

    Not for files of which a test commits: it would end the transaction of all.
    """

    @pytest.fixture(scope="module")
    def built(django_db_setup, django_db_blocker, tmp_path_factory):
        files = tmp_path_factory.mktemp("files")
        with django_db_blocker.unblock(), transaction.atomic():
            with override_settings(MEDIA_ROOT=files):
                world = build()
            yield world, files
            transaction.set_rollback(True)

    @pytest.fixture
    def handed(built, db, media):
        world, files = built
        shutil.copytree(files, media, dirs_exist_ok=True)
        return deepcopy(world)

    return built, handed
