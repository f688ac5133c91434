"""Setting up is one act: whole, once, and never beside a record that is there."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cases.domain.numbering import WrongPattern
from cases.models import Commission, FirstRun, JournalEntry, User
from cases.services import first_run, journal
from cases.services.first_run import Beginning
from cases.services.parties import CommissionDetails

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 15, 30, tzinfo=UTC)  # the third of March in Jayapura
COMMISSION = CommissionDetails(
    "ki-papua", "Komisi Informasi Papua", "KI Papua", "provinsi", "Papua", "Asia/Jayapura"
)


def beginning(pattern="{seq:03}/KI-PAP/{roman}/{year}"):
    return Beginning(
        "Ayu", "a@contoh.test", "sandi-panjang", COMMISSION, pattern, "b@contoh.test"
    )


def test_what_is_made_stands_in_the_journal_and_numbers_begin_on_the_local_day():
    user = first_run.begin(beginning(), first_run.draw_code(now=NOW), now=NOW)

    series = Commission.objects.get().register_series.get()
    assert series.starts_on.isoformat() == "2026-03-03"
    acts = set(JournalEntry.objects.values_list("act", flat=True))
    assert {"commission_added", "account_opened", "register_series_opened"} <= acts
    assert user.check_password("sandi-panjang")
    assert journal.verify() == ()


def test_a_refused_beginning_leaves_nothing_and_the_code_still_works():
    code = first_run.draw_code(now=NOW)
    with pytest.raises(WrongPattern):
        first_run.begin(beginning(pattern="tanpa nomor"), code, now=NOW)

    assert not (User.objects.exists())
    assert not (Commission.objects.exists())
    first_run.begin(beginning(), code, now=NOW)
    assert FirstRun.objects.get().used_at == NOW


def test_the_code_is_kept_nowhere():
    code = first_run.draw_code(now=NOW)

    assert code not in str(FirstRun.objects.values().get())
    assert code.replace("-", "") not in str(FirstRun.objects.values().get())
