"""A backup holds one instant whole, and what is restored is what was there."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from cases.adapters import files
from cases.adapters.backups import places
from cases.models import Document, Job, JournalEntry, User
from cases.queries import backups as queries
from cases.services import accounts, backups, journal
from cases.services.journal import Actor

pytestmark = pytest.mark.django_db(transaction=True)

CLERK = Actor.system("test")
NIGHT = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)  # 01.00 in Jakarta


def act(name="before"):
    return journal.record("commission_added", actor=CLERK, at=NIGHT, payload={"name": name})


def paper(content=b"surat"):
    """A paper with its file, as a job leaves it."""
    told = files.write_once(f"papers/{len(content)}.pdf", content)
    return Document.objects.create(
        code=f"K{len(content):07}",
        kind="permintaan_informasi",
        title="Surat",
        file=f"papers/{len(content)}.pdf",
        sha256=told,
        size=len(content),
        rendered_at=NIGHT,
        requested_at=NIGHT,
    )


@pytest.fixture
def house(db):
    """An account, a paper with its file, an entry of the journal, somebody signed in."""
    accounts.open_account("a@contoh.test", name="A", password=None, actor=CLERK, now=NIGHT)
    Session.objects.create(session_key="x", session_data="", expire_date=NIGHT)
    act()
    return paper()


@pytest.mark.parametrize("form", ["one.tar", "folder"])
def test_what_comes_back_is_what_was_there(house, tmp_path, form):
    target = tmp_path / form
    if form == "folder":
        target.mkdir()
    heads = queries.heads_of("default")
    taken = backups.take(target, now=NIGHT)
    act("after")
    paper(b"another one")
    User.objects.update(name="B")
    files.remove(house.file)

    restored = backups.restore(target, replace=True)

    assert restored.wrong == ()
    assert (restored.rows, restored.files) == (taken.rows, 1)
    assert User.objects.get().name == "A"
    assert files.read(house.file) == b"surat"
    assert Document.objects.get() == house
    entries = JournalEntry.objects.order_by("pk")
    assert not entries.filter(payload__name="after").exists()
    assert entries.last().act == "backup_restored"
    assert queries.heads_of("default")["umum"][0] == heads["umum"][0] + 1


def test_nobody_is_signed_in_after_a_restore(house, tmp_path):
    backups.take(tmp_path / "one.tar", now=NIGHT)

    backups.restore(tmp_path / "one.tar", replace=True)

    assert not Session.objects.exists()


def test_what_is_written_after_a_restore_goes_on_where_the_numbers_ended(house, tmp_path):
    last = act("last").pk
    backups.take(tmp_path / "one.tar", now=NIGHT)
    backups.restore(tmp_path / "one.tar", replace=True)

    assert act("next").pk > last
    assert journal.verify() == ()


def test_the_guards_stand_again_after_a_restore(house, tmp_path):
    backups.take(tmp_path / "one.tar", now=NIGHT)
    backups.restore(tmp_path / "one.tar", replace=True)

    with pytest.raises(Exception, match=r"(?i)jurnal|journal"), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_journalentry SET actor = 'x'")


def test_an_installation_with_a_record_is_not_replaced_unasked(house, tmp_path):
    backups.take(tmp_path / "one.tar", now=NIGHT)
    act("after")

    with pytest.raises(backups.NotEmpty):
        backups.restore(tmp_path / "one.tar")

    assert JournalEntry.objects.filter(payload__name="after").exists()


def test_how_much_of_the_journal_a_restore_would_lose_is_told_before(house, tmp_path):
    backups.take(tmp_path / "one.tar", now=NIGHT)
    act("after")
    act("and another")

    assert backups.lost_by(tmp_path / "one.tar") == {"umum": 2}


def test_a_backup_with_a_changed_byte_touches_nothing(house, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    backups.take(folder, now=NIGHT)
    (folder / places.name_of(house.sha256)).write_bytes(b"surah")
    act("after")

    with pytest.raises(backups.BackupDamaged):
        backups.restore(folder, replace=True)

    assert JournalEntry.objects.filter(payload__name="after").exists()


@pytest.mark.parametrize(
    ("what", "other", "refusal"),
    [
        ("engine", "oracle", backups.OtherEngine),
        ("format", 99, backups.NewerProgram),
        ("migrations", ["cases.9999_later"], backups.NewerProgram),
    ],
)
def test_a_backup_that_does_not_fit_is_refused(house, tmp_path, what, other, refusal):
    folder = tmp_path / "backups"
    folder.mkdir()
    manifest = backups.take(folder, now=NIGHT).path / places.MANIFEST
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {what: other}))

    with pytest.raises(refusal):
        backups.restore(folder, replace=True)


@pytest.mark.parametrize("content", [b"", b"not a backup", b"{}"])
def test_what_is_no_backup_is_refused(house, tmp_path, content):
    (tmp_path / "one.tar").write_bytes(content)

    with pytest.raises(places.BackupUnreadable):
        backups.restore(tmp_path / "one.tar", replace=True)


@pytest.mark.parametrize("form", ["one.tar", "folder"])
def test_a_backup_that_is_cut_off_leaves_the_last_good_one(house, tmp_path, form, monkeypatch):
    target = tmp_path / form
    if form == "folder":
        target.mkdir()
    backups.take(target, now=NIGHT)
    paper(b"a second paper")
    monkeypatch.setattr(files, "print_of_path", _cut_off)

    with pytest.raises(OSError, match="no space"):
        backups.take(target, now=NIGHT + timedelta(days=1))

    monkeypatch.undo()
    assert backups.restore(target, replace=True).files == 1
    assert list(tmp_path.rglob(f"{places.BEGUN}*")) == []


def test_what_a_killed_backup_left_is_cleared_by_the_next(house, tmp_path):
    (tmp_path / f"{places.BEGUN}one.tar-xyz").mkdir()

    backups.take(tmp_path / "one.tar", now=NIGHT)

    assert sorted(one.name for one in tmp_path.iterdir() if "tar" in one.name) == ["one.tar"]


def test_a_file_that_is_taken_away_meanwhile_makes_it_begin_anew(house, tmp_path, monkeypatch):
    opened, calls = files.open_file, []

    def gone_at_first(name):
        calls.append(name)
        if len(calls) == 1:
            raise files.FileMissing(name)
        return opened(name)

    monkeypatch.setattr(files, "open_file", gone_at_first)

    taken = backups.take(tmp_path / "one.tar", now=NIGHT)

    assert (taken.files, taken.damaged) == (1, ())
    assert taken.at > NIGHT


def test_a_file_that_was_missing_before_is_named_and_the_rest_is_kept(house, tmp_path):
    paper(b"a second paper")
    files.remove(house.file)

    taken = backups.take(tmp_path / "one.tar", now=NIGHT)
    restored = backups.restore(tmp_path / "one.tar", replace=True)

    assert (taken.files, taken.damaged) == (1, (house.file,))
    assert any(house.file in one for one in restored.wrong)


def test_a_folder_keeps_each_file_once(house, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    first = backups.take(folder, now=NIGHT)
    second = backups.take(folder, now=NIGHT + timedelta(days=1))

    assert (first.files, second.files) == (1, 1)
    assert len(list((folder / places.FILES).glob("*/*"))) == 1


def test_old_backups_go_with_the_files_that_only_they_name(house, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    backups.take(folder, now=NIGHT)
    Document.objects.all().delete()
    kept = paper(b"a second paper")
    newer = backups.take(folder, now=NIGHT + timedelta(days=1))

    assert places.prune(folder, keep=1) == 1
    assert places.newest(folder) == newer.path
    assert [one.name for one in (folder / places.FILES).glob("*/*")] == [kept.sha256]


def test_two_backups_do_not_write_to_one_folder_at_once(house, tmp_path):
    with (
        places.open_place(tmp_path, stamp="a"),
        pytest.raises(places.BackupRunning),
    ):
        backups.take(tmp_path, now=NIGHT)


def test_every_night_one_backup_is_taken_where_a_folder_is_named(house, settings, tmp_path):
    settings.BACKUP_DIR, settings.BACKUP_KEEP = str(tmp_path / "nights"), 30

    backups.order_nightly(now=NIGHT)
    backups.order_nightly(now=NIGHT + timedelta(hours=1))

    assert Job.objects.get(kind="back_up").state == "done"
    last = backups.last_taken(tmp_path / "nights")
    assert timezone.now() - last < timedelta(minutes=5)
    assert JournalEntry.objects.filter(act="backup_taken").count() == 1


@pytest.mark.parametrize(
    ("folder", "hour"), [("", NIGHT), ("named", NIGHT - timedelta(hours=1))]
)
def test_no_backup_is_ordered_without_a_folder_or_before_its_hour(
    house, settings, tmp_path, folder, hour
):
    settings.BACKUP_DIR = folder and str(tmp_path / folder)

    assert backups.order_nightly(now=hour) is None


def test_the_commands_say_what_they_did(house, tmp_path, capsys):
    call_command("backup", str(tmp_path / "one.tar"))
    call_command("restore", str(tmp_path / "one.tar"), ganti=True)

    told = capsys.readouterr().out
    assert "1 berkas" in told.splitlines()[0]
    assert told.splitlines()[1].startswith("Dipulihkan, keadaan ")
    with pytest.raises(CommandError, match="sudah berisi"):
        call_command("restore", str(tmp_path / "one.tar"))


def _cut_off(_path):
    raise OSError("no space left on device")
