"""An address that names two rows opens them only together: a child of its own parent."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import transaction

from cases.models import JournalEntry, RedactionBox
from tests.permissions.blank import without_words
from tests.permissions.table import HOLE, rows
from tests.permissions.world import foreign

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SHUT = {"404", "401", "403", "405", "masuk"}
# Where taking away what is not there is no fault: it is answered as if it had been.
NO_FAULT = {"redaction_box_remove": 302}
PAIRS = [row for row in rows() if len(HOLE.findall(row.address)) > 1]


def who_tries(row):
    """Who gets an answer at the true address, one for all where all do; and an organisation of
    whose own are the rows that stand in the place of others.
    """
    found = [who for who, cell in row.cells.items() if cell not in SHUT]
    return found[:1] if len(found) == len(row.cells) else {*found, "ngo2"}


def exchanged(stage, row):
    """The address with one of its rows replaced by one that belongs elsewhere, each in turn."""
    others = foreign(stage.world)
    for word in HOLE.findall(row.address):
        for told in others.get(word, ()):
            yield row.address.format(**stage.words | {word: told})


def standing():
    """What every act leaves behind, and boxes, which come and go without a trace."""
    return JournalEntry.objects.count(), RedactionBox.objects.count()


def test_every_pair_can_be_torn_apart(stage):
    alone = {row.address for row in PAIRS if not list(exchanged(stage, row))}

    assert len(PAIRS) > 60
    assert alone == set()


def test_a_child_is_not_there_under_another_parent_and_nothing_is_done_to_it(stage):
    opened, asked = {}, 0
    with without_words():
        for row in PAIRS:
            for address in exchanged(stage, row):
                cache.clear()
                for who in who_tries(row):
                    asked += 1
                    with transaction.atomic():
                        before = standing()
                        status = stage.ask(who, row.method, address).status_code
                        is_changed = standing() != before
                        transaction.set_rollback(True)
                    if status not in {404, NO_FAULT.get(row.name)} or is_changed:
                        opened[row.method, address, row.address, who] = status

    assert asked > 150
    assert opened == {}
