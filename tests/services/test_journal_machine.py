"""The journal under acts, days and attacks: whole after acts, broken by any change (P10)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from cases.models import JournalCheckpoint, JournalEntry, JournalHead
from cases.queries import checkpoints as held
from cases.services import checkpoints, journal
from tests.machines import Machine, walk
from tests.services.test_checkpoints import LESTARI, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unguarded")]
CHANGES = {
    "act": "'lain'",
    "actor": "'orang lain'",
    "at": "'2020-01-01 00:00:00+00:00'",
    "dispute_code": "'BCDFGHJK'",
    "payload": "'{\"no\": -1}'",
    "prev": f"'{'0' * 64}'",
    "digest": f"'{'0' * 64}'",
    "seq": "seq + 1000",
}


class Journal(Machine):
    """Acts of the general chain, and the days that close over them."""

    def __init__(self):
        super().__init__()
        self.entries, self.day, self.signed = 0, 0, 0

    def attacked(self, *statements):
        """What is found after somebody with the keys of the database was there; then undone."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
            found = checkpoints.verify()
            transaction.set_rollback(True)
        return found

    @rule(payload=st.dictionaries(st.text("ab\u00e9\U0001f600", max_size=3),
                                  st.integers(-9, 9) | st.text('x\u2028"', max_size=3),
                                  max_size=2))  # fmt: skip
    def act(self, payload):
        """Somebody does something."""
        journal.record("act", actor=LESTARI, at=NOON, payload=payload)
        self.entries += 1

    @rule(count=st.integers(200, 300))
    def many_acts(self, count):
        """So many that groups of the tree are complete."""
        for _no in range(count if self.entries < 400 else 1):
            self.act({})

    @rule()
    def night(self):
        """A day closes over what there is; the same night again adds nothing."""
        self.day += 1
        now = NOON + timedelta(days=self.day)
        made = [len(checkpoints.close_days(now=now).made) for _time in range(2)]
        assert made == [int(self.entries > 0), 0]
        self.signed = self.entries

    @precondition(lambda self: self.entries)
    @rule(data=st.data(), column=st.sampled_from(sorted(CHANGES)))
    def somebody_changes_an_entry(self, data, column):
        """Any column of any entry is noticed."""
        seq = data.draw(st.integers(1, self.entries))
        if column == "prev" and seq == 1:
            column = "act"
        assert self.attacked(
            f"UPDATE cases_journalentry SET {column} = {CHANGES[column]} WHERE seq = {seq}"  # noqa: S608
        )

    @precondition(lambda self: self.entries)
    @rule(data=st.data())
    def somebody_takes_an_entry_away(self, data):
        """Any entry is missed."""
        seq = data.draw(st.integers(1, self.entries))
        assert self.attacked(f"DELETE FROM cases_journalentry WHERE seq = {seq}")  # noqa: S608

    @precondition(lambda self: self.signed)
    @rule(data=st.data())
    def somebody_turns_the_journal_back(self, data):
        """A tail that is gone with its head is missed as far as a day has closed over it."""
        left = data.draw(st.integers(1, self.entries))
        digest = JournalEntry.objects.get(seq=left).digest
        found = self.attacked(
            f"DELETE FROM cases_journalentry WHERE seq > {left}",  # noqa: S608
            f"UPDATE cases_journalhead SET seq = {left}, digest = '{digest}'",  # noqa: S608
        )
        assert bool(found) == (left < self.signed)

    @precondition(lambda self: self.signed)
    @rule(data=st.data())
    def somebody_asks_for_a_proof(self, data):
        """Every entry that a day has closed over is proved."""
        seq = data.draw(st.integers(1, self.signed))
        leaf = held.leaf_of(JournalEntry.objects.get(seq=seq).digest)
        found = held.inclusion("umum", seq, leaf.hex())
        steps = [bytes.fromhex(one) for one in found.proof]
        root = bytes.fromhex(found.checkpoint.root)
        assert checkpoints.rules.is_included(leaf, seq - 1, found.checkpoint.size, steps, root)

    @invariant()
    def the_head_counts_what_was_done(self):
        head = JournalHead.objects.filter(chain="umum").first()
        assert (head.seq if head else 0) == self.entries

    def teardown(self):
        assert checkpoints.verify() == ()
        assert JournalCheckpoint.objects.count() <= self.day
        super().teardown()


def test_a_journal_is_whole_after_any_acts_and_broken_after_any_change():
    walk(Journal)
