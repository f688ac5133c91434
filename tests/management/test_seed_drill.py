"""The world of the drills: a word in every field, made by the services, on an empty base."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from cases.management.small_world.canaries import Reader
from cases.models import Dispute, Document, Edition, Hearing, Job, User
from cases.queries import invariants
from cases.services import journal, publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def drilling(settings):
    settings.DRILL = True


def seed():
    told = io.StringIO()
    call_command("seed_drill", "--json", stdout=told)
    return json.loads(told.getvalue())


def test_without_drill_nothing_is_made(settings):
    settings.DRILL = False

    with pytest.raises(CommandError, match="DRILL=1"):
        call_command("seed_drill")
    assert not User.objects.exists()


def test_it_says_what_was_placed_where_and_is_made_once(drilling):
    told = seed()

    words = [one["word"] for one in told["canaries"] + told["public_canaries"]]
    assert len(words) == len(set(words)) > 50
    assert all(set(one["forbidden_for"]) <= set(Reader) for one in told["canaries"])
    assert all(one["forbidden_for"] for one in told["canaries"])
    assert set(told["ids"]["drafts"]) == {"ngo", "ngo2"}
    for model, key in ((Hearing, "hearings"), (Document, "documents")):
        assert sorted(model.objects.values_list("code", flat=True)) == sorted(told["ids"][key])
    assert len(told["ids"]["editions"]) == Edition.objects.count() == 2
    assert len(told["ids"]["jobs"]) == Job.objects.count() > 5
    emails = {one["email"] for one in told["accounts"].values()}
    assert emails == set(User.objects.values_list("email", flat=True))
    with pytest.raises(CommandError, match="sengketa"):
        call_command("seed_drill")
    assert Dispute.objects.count() == 4


def test_what_it_made_keeps_every_rule(drilling):
    seed()

    assert [one.rule for one in invariants.check() if one.broken] == []
    assert list(publication.verify()) == []
    assert journal.verify() == ()
