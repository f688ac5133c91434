"""Every night the house looks whether it adds up, keeps what it found, and writes of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from cases.domain.accounts import Role
from cases.models import Commission, Job, JournalEntry, SelfCheck
from cases.models.jobs import JobState
from cases.services import accounts, jobs, parties, self_checks
from cases.services.jobs import JobKind
from cases.tasks.jobs import perform
from tests.hearing_room import RECORDER
from tests.public_record import WHO
from tests.standing import standing
from tests.web.pages import PASSWORD

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)  # 03.00 of 2 March in Jakarta


def _people():
    """One who keeps the installation, and one who does not."""
    told = {"password": PASSWORD, "actor": RECORDER, "now": NIGHT}
    accounts.open_account("orang@demo.test", name="Orang", **told)
    return accounts.open_account(
        "admin@demo.test", name="Pengelola", is_administrator=True, **told
    )


built, people = standing(_people)


def work(now):
    """What is on order is done, until nothing is."""
    while job := Job.objects.filter(state=JobState.WAITING).order_by("pk").first():
        perform(jobs.claim(job.pk, now=now))


def damage():
    """Somebody with the keys of the base changes an entry."""
    entry = JournalEntry.objects.order_by("pk").first()
    JournalEntry.objects.filter(pk=entry.pk).update(act="lain")
    return entry


def test_a_whole_house_is_looked_at_once_a_night_and_nobody_is_written_to(people):
    assert self_checks.order_nightly(now=NIGHT - timedelta(hours=2)) is None
    self_checks.order_nightly(now=NIGHT)
    self_checks.order_nightly(now=NIGHT + timedelta(hours=5))
    work(NIGHT)

    row = SelfCheck.objects.get()
    assert (row.day.isoformat(), row.count, row.findings) == ("2026-03-02", 0, [])
    assert mail.outbox == []


def test_what_does_not_add_up_is_named_kept_and_written_to_those_who_keep_the_house(
    people, unguarded, django_capture_on_commit_callbacks
):
    entry = damage()
    self_checks.order_nightly(now=NIGHT)
    work(NIGHT)

    row = SelfCheck.objects.get()
    assert row.count >= 1
    assert any(f"jurnal {entry.chain} entri {entry.seq}" in told for told in row.findings)
    (letter,) = mail.outbox
    assert letter.to == ["admin@demo.test"]
    assert row.findings[0] in letter.body
    assert "/pemeriksaan/" in letter.body


def test_work_that_was_given_up_or_waits_for_hours_is_told(people):
    jobs.order(JobKind.DAILY_NOTICES, "2026-03-01", args={}, now=NIGHT)
    failed = jobs.order(JobKind.EXPORT_OPEN_DATA, "2026-03-01", args={}, now=NIGHT)
    Job.objects.filter(pk=failed.pk).update(state=JobState.FAILED)

    soon = list(self_checks.findings(now=NIGHT + timedelta(hours=5)))
    late = list(self_checks.findings(now=NIGHT + timedelta(hours=7)))

    assert soon == ["pekerjaan export_open_data: 1 gagal"]
    assert "pekerjaan daily_notices: 1 belum selesai, tertua 7 jam" in late


def test_by_hand_it_says_so_and_ends_with_one_where_something_is_wrong(capsys, unguarded):
    parties.add_person("Seseorang", **WHO)
    call_command("self_check")
    assert capsys.readouterr().out.strip() == "Semuanya cocok."
    damage()

    with pytest.raises(CommandError, match="Temuan: "):
        call_command("self_check")


def test_what_a_night_found_stands():
    row = SelfCheck.objects.create(day="2026-03-02", begun_at=NIGHT, ended_at=NIGHT, count=1)

    with pytest.raises(DatabaseError), transaction.atomic():
        SelfCheck.objects.filter(pk=row.pk).update(count=0)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()


def test_only_who_keeps_the_installation_sees_the_nights(client, people, record):
    SelfCheck.objects.create(
        day="2026-03-02", begun_at=NIGHT, ended_at=NIGHT, count=1, findings=["jurnal umum"]
    )
    clerk = accounts.open_account(
        "clerk@demo.test", name="P", password=PASSWORD, actor=RECORDER, now=NIGHT
    )
    commission = Commission.objects.get(pk=record.room.commission.pk)
    accounts.join(clerk, commission, role=Role.REGISTRAR, actor=RECORDER, now=NIGHT)

    assert client.get("/pemeriksaan/").status_code == 302
    client.force_login(clerk)
    assert client.get("/pemeriksaan/").status_code == 404
    client.force_login(people)
    told = client.get("/pemeriksaan/").content.decode()
    assert "2 Maret 2026" in told
    assert "jurnal umum" in told
