"""The journal as proof: each day is signed once, and what was signed cannot be taken back."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from cases.adapters import notes
from cases.domain import checkpoints as rules
from cases.models import JournalCheckpoint, JournalEntry, JournalHead, JournalLeaf, JournalNode
from cases.queries import checkpoints as held
from cases.services import checkpoints, journal, parties
from cases.services.journal import Actor

pytestmark = pytest.mark.django_db
LESTARI = Actor("Lestari")
NOON = datetime(2026, 11, 26, 5, tzinfo=UTC)
DAY = timedelta(days=1)
WEDNESDAY = date(2026, 11, 25)


def write(count=5, at=NOON):
    for no in range(count):
        journal.record("act", actor=LESTARI, at=at, payload={"no": no})


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def reasons(**options):
    return [one.reason for one in checkpoints.verify(**options)]


def three_days():
    """Three checkpoints of the general chain: 5, 8 and 8 entries."""
    write(5)
    checkpoints.close_days(now=NOON)
    write(3)
    checkpoints.close_days(now=NOON + DAY)
    checkpoints.close_days(now=NOON + 2 * DAY)
    return list(JournalCheckpoint.objects.order_by("day"))


def commission(zone):
    details = parties.CommissionDetails(
        "timur", "KI Timur", "KI Timur", "pusat", time_zone=zone
    )
    return parties.add_commission(details, actor=LESTARI, now=NOON)


def test_a_day_is_signed_once_however_often_the_clock_strikes():
    write()

    made = [len(checkpoints.close_days(now=NOON).made) for _time in range(3)]

    assert made == [1, 0, 0]
    one = JournalCheckpoint.objects.get()
    assert (one.chain, one.day, one.size) == ("umum", WEDNESDAY, 5)


def test_a_chain_without_an_entry_has_nothing_to_sign():
    assert checkpoints.close_days(now=NOON) == checkpoints.Closed([], [])


@pytest.mark.parametrize(
    ("zone", "day"), [("Asia/Jakarta", date(2026, 11, 24)), ("Asia/Jayapura", WEDNESDAY)]
)
def test_the_day_is_that_of_the_commission(zone, day):
    """16.00 UTC of the 25th is 23.00 in Jakarta, and 01.00 of the 26th in Jayapura."""
    commission(zone)

    checkpoints.close_days(now=datetime(2026, 11, 25, 16, tzinfo=UTC))

    assert JournalCheckpoint.objects.get(chain="timur").day == day


def test_the_note_is_signed_by_the_key_that_is_published_with_it(settings):
    one = three_days()[0]
    note = rules.read(one.note)

    assert notes.is_signed(note, one.key)
    assert note.checkpoint.origin == f"{notes.place()}/umum"
    folder = settings.CHECKPOINT_DIR
    assert (folder / "umum" / "2026-11-25.txt").read_text("utf-8") == one.note
    assert (folder / "kunci.txt").read_text("utf-8").splitlines() == [one.key]
    assert settings.JOURNAL_KEY_KEPT.stat().st_mode & 0o077 == 0


def test_the_root_is_that_of_the_leaves():
    first, second, third = three_days()
    leaves = [
        held.leaf_of(digest)
        for digest in JournalEntry.objects.order_by("seq").values_list("digest", flat=True)
    ]
    frontier = rules.Frontier()
    roots = []
    for leaf in leaves:
        list(frontier.append(leaf))
        roots.append(frontier.root().hex())

    assert [one.root for one in (first, second, third)] == [roots[4], roots[7], roots[7]]


def test_each_checkpoint_proves_that_it_only_adds_to_the_one_before():
    first, second, third = three_days()

    assert first.consistency == []
    assert rules.is_consistent(
        5, 8, [bytes.fromhex(one) for one in second.consistency],
        bytes.fromhex(first.root), bytes.fromhex(second.root),
    )  # fmt: skip
    assert (third.size, third.root, third.consistency) == (8, second.root, [])
    assert checkpoints.verify() == ()


def test_whoever_holds_a_leaf_is_given_its_proof_and_nobody_else():
    checkpoint = three_days()[-1]
    entry = JournalEntry.objects.get(seq=3)
    leaf = held.leaf_of(entry.digest).hex()
    found = held.inclusion("umum", 3, leaf)

    assert found.checkpoint == checkpoint
    assert rules.is_included(
        bytes.fromhex(leaf), 2, 8, [bytes.fromhex(one) for one in found.proof],
        bytes.fromhex(checkpoint.root),
    )  # fmt: skip
    assert held.inclusion("umum", 3, entry.digest) is None
    assert held.inclusion("umum", 4, leaf) is None
    assert held.inclusion("umum", 99, leaf) is None


def test_an_entry_of_today_waits_for_its_checkpoint():
    three_days()
    write(1)
    leaf = held.leaf_of(JournalEntry.objects.get(seq=9).digest).hex()

    found = held.inclusion("umum", 9, leaf)

    assert (found.checkpoint, found.proof) == (None, ())


def test_no_digest_is_ever_among_the_hashes_that_leave_the_house():
    """With a digest the next entry could be guessed; of a neighbour only the leaf is shown."""
    three_days()
    digests = set(JournalEntry.objects.values_list("digest", flat=True))
    leaf = held.leaf_of(JournalEntry.objects.get(seq=3).digest).hex()
    rows = JournalCheckpoint.objects.values_list("root", "note", "consistency")
    shown = str([*rows, held.inclusion("umum", 3, leaf).proof, held.listed("umum")])

    assert not {digest for digest in digests if digest in shown}


def test_proofs_of_a_long_chain_come_out_of_the_nodes_that_are_kept(
    django_assert_max_num_queries,
):
    write(600)
    checkpoints.close_days(now=NOON)
    assert JournalNode.objects.filter(level=1).count() == 2
    write(1000)
    checkpoints.close_days(now=NOON + DAY)
    assert JournalNode.objects.filter(level=1).count() == 6
    leaf = held.leaf_of(JournalEntry.objects.get(seq=300).digest).hex()

    with django_assert_max_num_queries(8):
        found = held.inclusion("umum", 300, leaf)

    assert rules.is_included(
        bytes.fromhex(leaf), 299, 1600, [bytes.fromhex(one) for one in found.proof],
        bytes.fromhex(found.checkpoint.root),
    )  # fmt: skip
    assert checkpoints.verify() == ()


@pytest.mark.usefixtures("unguarded")
def test_a_chain_that_lost_its_tail_and_its_head_is_found_by_its_checkpoint():
    """Chain and head agree with each other; only the state that was signed does not."""
    three_days()
    sql("DELETE FROM cases_journalentry WHERE seq > 6")
    last = JournalEntry.objects.get(seq=6)
    JournalHead.objects.update(seq=6, digest=last.digest)

    assert journal.verify() == ()
    assert [reason for reason in reasons() if "mencakup 8 entri" in reason]


@pytest.mark.usefixtures("unguarded")
def test_a_history_that_was_written_anew_is_found_by_its_checkpoint():
    three_days()
    sql("DELETE FROM cases_journalentry")
    JournalHead.objects.all().delete()
    write(8, at=NOON + DAY)

    assert journal.verify() == ()
    assert "akar titik periksa 2026-11-25 tidak cocok" in " ".join(reasons())


@pytest.mark.usefixtures("unguarded")
def test_nothing_is_signed_over_a_history_that_does_not_go_on():
    three_days()
    sql("DELETE FROM cases_journalentry")
    JournalHead.objects.all().delete()
    write(9, at=NOON + DAY)

    closed = checkpoints.close_days(now=NOON + 3 * DAY)

    assert closed.made == []
    assert "berbeda dari titik periksa" in closed.refused[0].reason


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE cases_journalentry SET actor = 'x' WHERE seq = 9", "rusak pada entri 9"),
        ("DELETE FROM cases_journalentry WHERE seq = 9", "tidak lengkap"),
    ],
)
def test_a_broken_chain_is_not_signed(statement, told):
    three_days()
    write(2)
    sql(statement)

    closed = checkpoints.close_days(now=NOON + 3 * DAY)

    assert closed.made == []
    assert told in closed.refused[0].reason


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE cases_journalcheckpoint SET root = '{0}'", "menyebut keadaan lain"),
        ("UPDATE cases_journalcheckpoint SET size = 7 WHERE size = 8", "menyebut keadaan lain"),
        ("UPDATE cases_journalcheckpoint SET note = 'x'", "tidak terbaca"),
        ("UPDATE cases_journalcheckpoint SET note = REPLACE(note, '2026', '2025')",
         "tanda tangan titik periksa"),
        ("UPDATE cases_journalcheckpoint SET consistency = '[]' WHERE day = '2026-11-26'",
         "tidak menyambung"),
    ],
)  # fmt: skip
def test_a_checkpoint_that_was_changed_is_named(statement, told):
    three_days()
    sql(statement.format("0" * 64))

    assert told in " ".join(reasons())


@pytest.mark.usefixtures("unguarded")
def test_a_node_that_was_changed_is_named():
    write(300)
    checkpoints.close_days(now=NOON)
    sql("UPDATE cases_journalnode SET hash = %s", "0" * 64)

    assert "simpul 1/0 tidak cocok" in " ".join(reasons())


@pytest.mark.usefixtures("unguarded")
def test_a_copy_of_last_week_is_found_by_a_folder_that_lies_elsewhere(settings, tmp_path):
    """Rolled back whole, the database agrees with itself, checkpoints among it."""
    three_days()
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(settings.CHECKPOINT_DIR, elsewhere)
    sql("DELETE FROM cases_journalcheckpoint WHERE day > '2026-11-25'")
    sql("DELETE FROM cases_journalentry WHERE seq > 5")
    JournalHead.objects.update(seq=5, digest=JournalEntry.objects.get(seq=5).digest)

    assert checkpoints.verify() == ()
    told = " ".join(reasons(against=elsewhere))
    assert "titik periksa di luar 2026-11-26 mencakup 8 entri, rantai berhenti pada 5" in told
    assert "titik periksa di luar 2026-11-27 tidak ada di sini" in told


def test_a_folder_that_agrees_says_nothing_and_a_forged_note_in_it_is_named(settings):
    three_days()
    folder = settings.CHECKPOINT_DIR

    assert checkpoints.verify(against=folder) == ()
    file = folder / "umum" / "2026-11-26.txt"
    file.write_text(file.read_text("utf-8").replace("\n8\n", "\n9\n"), "utf-8")
    assert "2026-11-26: tanda tangannya tidak cocok" in " ".join(reasons(against=folder))


def test_a_note_that_is_gone_from_the_folder_comes_back_and_a_foreign_one_stays(settings):
    three_days()
    gone, foreign = (
        settings.CHECKPOINT_DIR / "umum" / f"2026-11-{day}.txt" for day in (25, 26)
    )
    gone.unlink()
    foreign.write_text("lain", "utf-8")

    told = checkpoints.close_days(now=NOON + 2 * DAY).refused

    assert gone.read_text("utf-8") == JournalCheckpoint.objects.get(day=WEDNESDAY).note
    assert foreign.read_text("utf-8") == "lain"
    assert "catatan lain untuk 2026-11-26" in told[0].reason


def test_a_key_of_the_installation_is_taken_from_its_file_and_a_wrong_one_is_refused(
    settings, tmp_path
):
    line = notes.signer().line()
    named = tmp_path / "key.pem"
    named.write_bytes(settings.JOURNAL_KEY_KEPT.read_bytes())
    settings.JOURNAL_KEY_KEPT = tmp_path / "other.pem"
    settings.JOURNAL_KEY_FILE = str(named)
    assert notes.signer().line() == line

    named.write_text("no key", "utf-8")
    with pytest.raises(notes.NoJournalKey):
        notes.signer()


@pytest.mark.parametrize(
    "table",
    ["cases_journalcheckpoint", "cases_journalnode", "cases_journalleaf"],
)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id + 1", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_proves(table, statement):
    write(300)
    checkpoints.close_days(now=NOON)
    JournalLeaf.objects.create(code="x", chain="umum", seq=1, leaf="0" * 64)

    with pytest.raises(DatabaseError, match="hanya bertambah"), transaction.atomic():
        sql(statement.format(table))


def test_what_was_added_since_the_last_checkpoint_is_verified_alone():
    three_days()
    write(2)

    assert checkpoints.verify_newest("umum") == ()


@pytest.mark.usefixtures("unguarded")
@pytest.mark.parametrize(("seq", "told"), [(7, "akar titik"), (10, "isi tidak cocok")])
def test_a_change_since_the_last_checkpoint_or_in_its_last_group_is_found(seq, told):
    three_days()
    write(2)
    sql("UPDATE cases_journalentry SET digest = %s WHERE seq = %s", "0" * 64, seq)

    assert told in " ".join(one.reason for one in checkpoints.verify_newest("umum"))
