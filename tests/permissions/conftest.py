"""One world for the whole folder: planted once, and each test stands in its own savepoint."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import override_settings

from tests.permissions.world import open_stage


@pytest.fixture(scope="package")
def kept(tmp_path_factory):
    """Where the files of the world lie, whatever folder each test has."""
    folder = tmp_path_factory.mktemp("permissions")
    return {
        "MEDIA_ROOT": folder / "media",
        "CHECKPOINT_DIR": folder / "checkpoints",
        "JOURNAL_KEY_KEPT": folder / "journal-key.pem",
    }


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker, kept):
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(**kept):
            planted = open_stage()
        yield planted
        transaction.set_rollback(True)


@pytest.fixture
def stage(world, kept, media, db, settings):
    """The world for one test, with its files."""
    for name, place in kept.items():
        setattr(settings, name, place)
    return world
