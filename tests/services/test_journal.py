"""The journal: appended, chained, and telling which entry was touched."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from cases.models import JournalEntry, JournalHead
from cases.services import journal
from cases.services.journal import Actor
from tests.hearing_room import NOW, open_room

pytestmark = pytest.mark.django_db
LESTARI = Actor("Lestari")


def write(count=5, room=None):
    for no in range(count):
        journal.record(
            f"act_{no}",
            actor=LESTARI,
            at=NOW,
            dispute=room.dispute if room else None,
            payload={"no": no},
        )


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def broken():
    return [(one.seq, one.reason) for one in journal.verify()]


def entry(seq):
    return JournalEntry.objects.get(chain="umum", seq=seq)


def test_an_untouched_journal_is_whole():
    write()

    assert journal.verify() == ()


def test_each_entry_names_the_digest_of_the_one_before():
    write(3)

    first, second, third = JournalEntry.objects.order_by("seq")
    assert (first.prev, second.prev, third.prev) == ("", first.digest, second.digest)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE cases_journalentry SET act = 'lain' WHERE seq = 2",
        "DELETE FROM cases_journalentry WHERE seq = 2",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(statement):
    write()

    with pytest.raises(DatabaseError, match="jurnal hanya bertambah"), transaction.atomic():
        sql(statement)

    assert journal.verify() == ()


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("act", "lain"),
        ("actor", "orang lain"),
        ("at", "2020-01-01 00:00:00+00:00"),
        ("dispute_code", "BCDFGHJK"),
        ("hearing_code", "BCDFGHJK"),
        ("payload", '{"no": 9}'),
        ("prev", "0" * 64),
        ("digest", "0" * 64),
        ("chain", "lain"),
        ("seq", 99),
    ],
)
def test_a_changed_column_is_found_at_its_entry(column, value):
    write()

    sql(f"UPDATE cases_journalentry SET {column} = %s WHERE seq = 3", value)  # noqa: S608

    assert 3 in {seq for seq, _reason in broken()}


@pytest.mark.usefixtures("unguarded")
@pytest.mark.embedded  # PostgreSQL keeps the types itself
@pytest.mark.parametrize(
    ("column", "value"),
    [("at", "kemarin"), ("at", 77), ("payload", "{"), ("act", b"\xff"), ("actor", b"\x00")],
)
def test_an_entry_that_cannot_be_read_any_more_is_named_as_well(column, value):
    write()

    sql("PRAGMA ignore_check_constraints = ON")  # JSON is checked by the table as well
    sql(f"UPDATE cases_journalentry SET {column} = %s WHERE seq = 3", value)  # noqa: S608
    sql("PRAGMA ignore_check_constraints = OFF")

    assert broken()[0][0] == 3


@pytest.mark.usefixtures("unguarded")
@pytest.mark.embedded  # PostgreSQL keeps the types itself
@pytest.mark.parametrize(("column", "value"), [("seq", "tiga"), ("seq", 2.5), ("chain", b"x")])
def test_an_entry_that_lost_its_place_is_missed_there(column, value):
    write()

    sql(f"UPDATE cases_journalentry SET {column} = %s WHERE seq = 3", value)  # noqa: S608

    assert 3 in {seq for seq, _reason in broken()}


@pytest.mark.usefixtures("unguarded")
@pytest.mark.embedded  # PostgreSQL refuses such text
def test_an_entry_whose_text_is_no_text_is_named_as_well():
    write()

    sql("UPDATE cases_journalentry SET act = CAST(x'ff' AS TEXT) WHERE seq = 3")

    assert broken()[0] == (3, "isi tidak terbaca lagi")


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize("seq", [1, 3, 5])
def test_a_deleted_entry_is_missed_wherever_it_stood(seq):
    """The last one too: the head of the chain still counts it."""
    write()

    sql("DELETE FROM cases_journalentry WHERE seq = %s", seq)

    assert broken()[0] == (seq, f"entri {seq} hilang")


@pytest.mark.usefixtures("unguarded")
def test_an_emptied_journal_is_not_taken_for_a_new_one():
    write()

    sql("DELETE FROM cases_journalentry")

    assert broken() == [(1, "entri 1 sampai 5 hilang")]


@pytest.mark.usefixtures("unguarded")
def test_a_journal_that_is_gone_with_its_heads_is_missed_by_whom_it_told_of():
    open_room()

    sql("DELETE FROM cases_journalentry")
    sql("DELETE FROM cases_journalhead")

    assert [one.chain for one in journal.verify()] == ["pusat", "umum"]
    assert {one.reason for one in journal.verify()} == {"kepala rantai tidak ada"}


@pytest.mark.postgresql  # SQLite has no TRUNCATE
def test_the_database_refuses_to_truncate_the_journal():
    write()

    with pytest.raises(DatabaseError, match="jurnal hanya bertambah"), transaction.atomic():
        sql("TRUNCATE cases_journalentry CASCADE")


@pytest.mark.embedded  # REPLACE is SQLite's own
@pytest.mark.parametrize("same", ["id", "digest", "chain, seq"])
def test_the_database_refuses_to_replace_an_entry(same):
    write(2)
    columns = ["chain", "seq", "at", "actor", "act", "dispute_code", "hearing_code"]
    columns += ["payload", "prev", "digest"]
    other = {"digest": "'z'", "seq": "9", "actor": "'orang lain'", "prev": "'z'"}
    kept = {"digest"} if same == "digest" else {"seq"} if same == "chain, seq" else set()
    told = ", ".join(c if c in kept else other.get(c, c) for c in columns)
    key = "id, " if same == "id" else ""

    with pytest.raises(DatabaseError, match="tidak diganti"), transaction.atomic():
        sql(
            f"INSERT OR REPLACE INTO cases_journalentry ({key}{', '.join(columns)}) "  # noqa: S608
            f"SELECT {key}{told} FROM cases_journalentry WHERE seq = 1"
        )

    assert journal.verify() == ()


@pytest.mark.usefixtures("unguarded")
def test_an_entry_slipped_in_behind_the_last_is_found():
    write(2)
    last = entry(2)

    JournalEntry(
        chain="umum", seq=3, at=NOW, actor="x", act="y", prev=last.digest, digest="f" * 64
    ).save(force_insert=True)

    assert {seq for seq, _reason in broken()} == {3}


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize("act", ["file_opened", "item_added"])
def test_a_dispute_misses_an_entry_of_its_own_that_was_deleted(act):
    room = open_room()
    gone = JournalEntry.objects.filter(act=act, dispute_code=room.dispute.code).get()

    sql("DELETE FROM cases_journalentry WHERE id = %s", gone.pk)

    found = journal.verify_dispute(room.dispute)
    assert (found[0].chain, found[0].seq) == ("pusat", gone.seq)


@pytest.mark.usefixtures("unguarded")
def test_a_dispute_misses_its_last_entry_as_well():
    room = open_room()
    write(1, room)
    last = JournalEntry.objects.filter(chain="pusat").latest("seq")

    sql("DELETE FROM cases_journalentry WHERE id = %s", last.pk)

    assert [one.seq for one in journal.verify_dispute(room.dispute)] == [last.seq]


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_never_fork_the_chain():
    def append():
        try:
            write(5)
        finally:
            connection.close()

    writers = [threading.Thread(target=append) for _no in range(4)]
    if connection.vendor == "sqlite":  # one connection holds a database in memory
        writers = writers[:1]
        append()
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    seqs = list(JournalEntry.objects.order_by("seq").values_list("seq", flat=True))
    assert seqs == list(range(1, len(seqs) + 1))
    assert JournalHead.objects.get(chain="umum").seq == len(seqs)
    assert journal.verify() == ()
