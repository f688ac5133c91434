"""``manage.py journal verify``: whole, or the entry that is not, by its name."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cases.models import JournalEntry
from cases.services import journal
from tests import demo_record
from tests.hearing_room import NOW, RECORDER, open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db


def verify(**options):
    out = StringIO()
    call_command("journal", "verify", stdout=out, **options)
    return out.getvalue()


def refused(**options):
    """What was told, with the exit code, of a journal that is not whole."""
    out = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("journal", "verify", stdout=out, **options)
    return out.getvalue(), refusal.value.returncode


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _room():
    room = open_room()
    journal.record("tried", actor=RECORDER, at=NOW, dispute=room.dispute)
    return room


built, room = standing(_room)


def last(chain="pusat"):
    return JournalEntry.objects.filter(chain=chain).latest("seq")


def test_the_journal_of_the_demonstration_is_whole():
    demo_record.put()

    assert f"Jurnal utuh: {JournalEntry.objects.count()} entri." in verify()


@pytest.mark.usefixtures("unguarded")
def test_a_changed_entry_is_named_with_its_chain_its_place_and_its_act(room):
    sql("UPDATE cases_journalentry SET actor = 'orang lain' WHERE act = 'tried'")

    told, code = refused()

    assert code == 1
    assert f"RUSAK pusat entri {last().seq} (tried): isi tidak cocok" in told


@pytest.mark.usefixtures("unguarded")
def test_a_deleted_entry_is_named_by_its_place(room):
    seq = last().seq
    sql("DELETE FROM cases_journalentry WHERE act = 'tried'")

    told, code = refused()

    assert (code, told) == (1, f"RUSAK pusat entri {seq}: entri {seq} hilang\n")


@pytest.mark.parametrize(
    "named",
    ["001/KIP-PSIP/II/2024", "1/kip-psip/ii/2024", "001-KIP-PSIP-II-2024", "code", "pk"],
)
def test_one_dispute_is_named_by_its_number_its_address_or_its_code(room, named):
    known = {"code": room.dispute.code, "pk": str(room.dispute.pk)}

    told = verify(dispute=known.get(named, named))

    count = JournalEntry.objects.filter(dispute_code=room.dispute.code).count()
    assert f"Jurnal utuh: {count} entri." in told


@pytest.mark.usefixtures("unguarded")
def test_one_dispute_fails_when_its_entry_is_gone(room):
    sql("DELETE FROM cases_journalentry WHERE act = 'tried'")

    _told, code = refused(dispute=room.dispute.code)

    assert code == 1


def test_a_dispute_that_is_not_there_is_refused_in_words(room):
    with pytest.raises(CommandError, match="Tidak ada sengketa 999"):
        verify(dispute="999/KIP-PSIP/II/2024")
