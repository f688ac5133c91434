"""No visitor finds a word that is not public, and everybody finds the public ones."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.http import HttpResponseNotFound
from django.test import Client
from django.utils import timezone

from cases.management.small_world import crawl
from cases.management.small_world.canaries import Reader
from cases.management.small_world.world import ACCOUNTS, plant
from cases.models import Job
from cases.services import jobs
from cases.tasks.jobs import perform

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def work():
    """Let the worker do what is on order, until nothing is."""
    for job in Job.objects.filter(state="waiting").order_by("pk"):
        claimed = jobs.claim(job.pk, now=timezone.now())
        if claimed is not None:
            perform(claimed)


def enter(world, reader):
    client = Client(raise_request_exception=False)
    if reader in ACCOUNTS:
        client.force_login(world.cast.accounts[ACCOUNTS[reader]])
    return client


def test_visitors_find_nothing_that_is_not_theirs_and_all_that_is_public():
    world = plant()
    work()
    found = crawl.search(
        world.as_json(),
        lambda reader: enter(world, reader),
        base=settings.BASE_URL,
        readers=[Reader.ANONYMOUS, Reader.STRANGER],
    )

    assert found.leaks == ()
    assert found.broken == ()
    assert found.missing == ()
    assert found.visited > 500
    assert found.is_clean


class Nowhere:
    """A house in which nothing exists."""

    def get(self, _address):
        return HttpResponseNotFound()


def test_whoever_walks_without_the_anonymous_misses_no_public_word():
    ids = {"addresses": {}, "editions": [], "words": {}, "hearings": [], "documents": []}
    canaries = [{"word": "kenari", "kind": "x", "forbidden_for": [Reader.AGENCY]}]
    world = {
        "canaries": canaries,
        "public_canaries": [{"word": "nuri", "kind": "y"}],
        "ids": ids,
    }

    alone = crawl.search(world, lambda _reader: Nowhere(), readers=[Reader.AGENCY])
    both = crawl.search(world, lambda _reader: Nowhere())

    assert (alone.missing, alone.is_clean) == ((), True)
    assert both.missing == ("y",)
