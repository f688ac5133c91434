"""``cases/SECURITY.md`` says of the program what is so."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.urls import resolve

from cases.adapters import security_log
from cases.domain import accounts, privacy, uploads, webhooks
from cases.domain.access import LINK_LASTS
from cases.domain.accounts import GUARDED_SESSION, PARTY_SESSION
from cases.domain.feeds import MOST as MOST_FEEDS
from cases.domain.personal_data import DataKind
from cases.domain.publication import Visibility
from config import slow_visitors

PAGE = (settings.BASE_DIR / "cases" / "SECURITY.md").read_text("utf-8")
READ = (settings.BASE_DIR / "config" / "settings.py").read_text("utf-8")
WHOLE = " ".join(PAGE.split())


def part(title):
    """The text under a heading."""
    return PAGE.partition(f"## {title}")[2].partition("\n## ")[0]


def rows(title):
    """The rows of the table there."""
    lines = [line for line in part(title).splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines[2:]]


def test_every_counter_is_told_with_its_limit():
    told = dict(rows("Against guessing, and against locking others out"))

    assert told == {
        f"`{name}`": f"`{limit}`" for name, limit in settings.ACCOUNT_RATE_LIMITS.items()
    }
    assert f"a head of {slow_visitors.HEAD_SECONDS:.0f} seconds" in WHOLE
    assert f"{slow_visitors.GRACE_SECONDS:.0f} seconds and at least" in WHOLE
    assert f"at least {slow_visitors.LEAST_BYTES} bytes a second" in WHOLE
    most = (
        f"{accounts.MOST_SESSIONS} sessions, {webhooks.MOST} webhooks, {MOST_FEEDS} calendars"
    )
    assert most in WHOLE
    assert f"{accounts.INVITATIONS_AN_HOUR} invitations, {privacy.AN_HOUR} letters" in WHOLE


def test_sessions_last_as_told():
    def said(length):
        if length >= timedelta(days=1):
            return f"{length.days} days"
        minutes = length // timedelta(minutes=1)
        return f"{minutes // 60} hours" if minutes >= 60 else f"{minutes} minutes"

    most = str(accounts.MOST_SESSIONS)
    told = [one[1:] for one in rows("Sessions")]
    assert told == [
        [said(one.idle), said(one.absolute), most] for one in (PARTY_SESSION, GUARDED_SESSION)
    ]
    assert "end_sessions" in get_commands()
    assert resolve("/akun/sesi/")


def test_every_way_in_stands_there_with_its_strength():
    told = " ".join(one[0] for one in rows("Ways in, and how strong each is"))

    for word in (
        "password",
        "TOTP",
        "WebAuthn",
        "recovery code",
        "link into one dispute",
        "token",
    ):
        assert word in told
    assert settings.MFA_SUPPORTED_TYPES == ["totp", "webauthn", "recovery_codes"]
    assert timedelta(days=30) == LINK_LASTS
    assert f"after {['one', 'two', 'three'][accounts.ODD_FAILURES - 1]} failures" in WHOLE


def test_every_kind_of_file_and_every_limit_is_told():
    told = part("Files that people bring")
    figures = {cells[-1] for cells in rows("Files that people bring")}

    assert [kind.word for kind in uploads.KINDS.values() if kind.word not in told] == []
    assert {
        f"{uploads.MOST_EXPANDED // uploads.MEGABYTE} MB", str(uploads.DEEPEST_NESTING),
        str(uploads.MOST_PARTS), str(uploads.MOST_OBJECTS), str(uploads.MOST_PAGES),
        str(uploads.MOST_PIXELS),
    } <= figures  # fmt: skip


def test_every_key_and_every_service_that_the_settings_read_is_told():
    named = set(re.findall(r"""(?:env|_told_in)[.\w]*\(\s*"([A-Z_0-9]+)""", READ))
    keys = {one for one in named if re.search(r"(_KEY|_KEY_FILE)$", one)} - {
        "SECRET_KEY_FILE", "VAULT_KEY_FILE", "S3_ACCESS_KEY", "S3_SECRET_KEY",
    }  # fmt: skip
    services = {one for one in named if re.search(r"(_URL|_DSN|_ENDPOINT)$", one)} - {
        "BASE_URL", "DATABASE_WEB_URL",
    }  # fmt: skip

    assert {"SECRET_KEY", "VAULT_KEY", "JOURNAL_KEY_FILE", "SIGNING_KEY_FILE"} <= keys
    assert [one for one in keys if f"`{one}`" not in part("Keys, and what they seal")] == []
    assert len(services) >= 8
    assert [
        one for one in services if f"`{one}`" not in part("Whom the program speaks to")
    ] == []


def test_every_class_of_data_is_told_with_what_protects_it():
    told = part("Classes of data")

    assert [one for one in Visibility if f"`{one}`" not in told] == []
    assert [one for one in DataKind if f"`{one}`" not in told] == []
    assert all(cells[2] for cells in rows("Classes of data"))


def test_every_event_of_the_log_is_told_and_no_other():
    events = {
        value for name, value in vars(security_log).items()
        if name.isupper() and isinstance(value, str)
    }  # fmt: skip
    told = {
        cells[0].strip("`") for cells in rows("What is logged") if "cases.security" in cells[1]
    }

    assert told == events


@pytest.mark.parametrize("word", ["critical 3 days", "high 7", "medium 30", "to be confirmed"])
def test_flaws_of_others_have_their_days(word):
    assert word in " ".join(part("Parts that others wrote").split())


def test_who_lost_every_factor_has_a_written_way_back():
    told = " ".join(part("Ways in, and how strong each is").split())

    assert "lost every factor and the recovery codes" in told
    assert resolve("/admin/")
