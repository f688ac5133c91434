"""What ``serve`` makes ready before anybody comes."""

from __future__ import annotations

import pytest

from cases.management.commands import serve
from cases.models import PublicDispute
from tests.public_record import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def upgraded(settings, monkeypatch):
    """A base with a record, which has steps to go."""
    settings.DEMO = False
    monkeypatch.setattr(serve, "_static_is_stale", lambda: False)
    monkeypatch.setattr(serve, "_is_behind", lambda: True)
    return publish()


def test_after_an_upgrade_the_public_shelf_has_the_shape_of_this_version(upgraded):
    PublicDispute.objects.update(body={})  # as a version before may have written it

    serve.Command()._make_ready()

    assert all(row.body["parties"] for row in PublicDispute.objects.all())
    assert PublicDispute.objects.count() == len(upgraded.room.disputes)


def test_without_an_upgrade_the_shelf_is_left_alone(upgraded, monkeypatch):
    monkeypatch.setattr(serve, "_is_behind", lambda: False)
    PublicDispute.objects.update(body={})

    serve.Command()._make_ready()

    assert {str(row.body) for row in PublicDispute.objects.all()} == {"{}"}


def test_a_base_of_this_version_has_no_steps_to_go():
    assert not serve._is_behind()
