"""An empty installation is set up once, by whoever holds the printed code."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from cases.domain.accounts import Role
from cases.models import Commission, Invitation, Job, Membership, User
from cases.services import accounts, first_run
from cases.services.journal import Actor

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
ADDRESS = "/pemasangan/"
TYPED = {
    "name": "Ayu",
    "email": "Ayu@Contoh.test",
    "password1": "sandi-yang-panjang",
    "password2": "sandi-yang-panjang",
    "commission": "Komisi Informasi Provinsi Maluku",
    "short": "KI Maluku",
    "slug": "ki-maluku",
    "level": "provinsi",
    "region": "Maluku",
    "time_zone": "Asia/Jayapura",
    "address": "",
    "pattern": "{seq:03}/KI-MAL-PSI/{roman}/{year}",
    "clerk_email": "panitera@contoh.test",
}


@pytest.fixture
def code():
    return first_run.draw_code(now=NOW)


def test_the_first_visitor_with_the_code_begins(client, code):
    answer = client.post(ADDRESS, TYPED | {"code": code.lower().replace("-", " ")})

    assert answer.status_code == 302, answer.content.decode()
    commission = Commission.objects.get()
    user = User.objects.get()
    assert (commission.code, commission.time_zone) == ("ki-maluku", "Asia/Jayapura")
    assert (user.email, user.is_superuser) == ("ayu@contoh.test", True)
    assert Membership.objects.get().role == Role.ADMINISTRATOR
    assert commission.register_series.get().pattern == TYPED["pattern"]
    assert client.session["_auth_user_id"] == str(user.pk)
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role) == ("panitera@contoh.test", Role.REGISTRAR)
    assert Job.objects.get(kind="send_invitation").args == {"invitation": invitation.pk}


def test_afterwards_there_is_nothing_by_that_address(client, code):
    client.post(ADDRESS, TYPED | {"code": code})

    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, TYPED | {"code": code}).status_code == 404
    with pytest.raises(first_run.AlreadySetUp):
        first_run.draw_code(now=NOW)


def test_the_door_stays_closed_even_if_everything_were_gone_again(client, code, monkeypatch):
    client.post(ADDRESS, TYPED | {"code": code})
    monkeypatch.setattr("cases.services.first_run.queries.is_new", lambda: True)

    assert client.get(ADDRESS).status_code == 404
    assert not first_run.can_draw()


def test_without_a_code_drawn_there_is_nothing_by_that_address(client):
    assert client.get(ADDRESS).status_code == 404


def test_another_code_begins_nothing(client, code):
    answer = client.post(ADDRESS, TYPED | {"code": "AAAAA-AAAAA-AAAAA-AAAAA"})

    assert "bukan yang dicetak terakhir" in answer.content.decode()
    assert not User.objects.exists()
    assert not Commission.objects.exists()


def test_a_fresh_code_takes_the_worth_of_the_one_before(client, code):
    fresh = first_run.draw_code(now=NOW)

    client.post(ADDRESS, TYPED | {"code": code})
    assert not User.objects.exists()
    client.post(ADDRESS, TYPED | {"code": fresh})
    assert User.objects.exists()


def test_of_two_who_come_at_once_the_second_is_refused(client, code, monkeypatch):
    """Both saw the form while the door was open; the row is asked again under its lock."""
    client.post(ADDRESS, TYPED | {"code": code})
    monkeypatch.setattr("cases.web.first_run.services.is_open", lambda: True)

    again = TYPED | {
        "code": code,
        "email": "b@contoh.test",
        "slug": "lain",
        "commission": "Lain",
    }
    answer = client.post(ADDRESS, again)

    assert "sudah dimulai" in answer.content.decode()
    assert User.objects.count() == 1


def test_a_base_with_an_account_draws_no_code(code, client):
    accounts.open_account(
        "a@contoh.test", name="A", password=None, actor=Actor.system("t"), now=NOW
    )

    assert client.get(ADDRESS).status_code == 404
    with pytest.raises(CommandError, match="sudah dimulai"):
        call_command("first_run")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("pattern", "tanpa nomor", "Pola nomor harus"),
        ("pattern", "{seq}/{0.__class__}/{year}", "Pola nomor hanya memakai"),
        ("password2", "lain-sama-sekali", "tidak sama"),
        ("clerk_email", "ayu@contoh.test", "surelnya sendiri"),
        ("time_zone", "Mars/Olympus", "pilih"),
        ("slug", "ki maluku", "valid"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_begun(client, code, field, value, says):
    answer = client.post(ADDRESS, TYPED | {"code": code, field: value})

    assert answer.status_code == 200
    assert says.lower() in answer.content.decode().lower()
    assert not Commission.objects.exists()


def test_the_next_number_is_shown_before_anything_is_begun(client, code):
    typed = {name: value for name, value in TYPED.items() if "password" not in name}

    page = client.post(ADDRESS, typed | {"lihat": "1"}).content.decode()

    assert "001/KI-MAL-PSI/" in page
    assert "Ayu@Contoh.test" in page
    assert not Commission.objects.exists()


def test_a_password_is_never_shown_again(client, code):
    page = client.post(ADDRESS, TYPED | {"lihat": "1"}).content.decode()

    assert TYPED["password1"] not in page


def test_the_command_prints_a_code_that_works(client, capsys):
    call_command("first_run")

    printed = capsys.readouterr().out.split()[-1]
    assert client.post(ADDRESS, TYPED | {"code": printed}).status_code == 302
