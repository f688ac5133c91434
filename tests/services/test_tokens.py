"""Keys of programs: so many and no more, for nobody who came by a link, and until their end."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.domain.tokens import MOST, WRITTEN, NoTokenForGuests, Scope, TooManyTokens
from cases.models import ApiToken, JournalEntry, User
from cases.queries import tokens as held
from cases.services import tokens
from tests.hearing_room import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return User.objects.create_user("a@uji.test", "rahasia-sekali")


def make(user, *, now=NOW, days=7):
    return tokens.make(user, label=" skrip  saya ", scopes=[Scope.READ], days=days, now=now)


def test_what_is_kept_is_a_hash(user):
    token, written = make(user)

    assert WRITTEN.match(written)["prefix"] == token.prefix
    assert written.split("_", 2)[2] not in str(ApiToken.objects.values().get())
    assert written not in str(list(JournalEntry.objects.values()))
    assert (token.label, held.by_written(written, now=NOW)) == ("skrip saya", token)


def test_a_token_ends_with_its_day(user):
    _token, written = make(user, days=7)

    assert held.by_written(written, now=NOW + timedelta(days=7, seconds=-1))
    assert held.by_written(written, now=NOW + timedelta(days=7)) is None


def test_a_wrong_secret_opens_nothing(user):
    _token, written = make(user)

    for wrong in (written[:-1] + "~", written[:-4] + "aaaa", written.upper(), "", "sidang_"):
        assert held.by_written(wrong, now=NOW) is None


def test_there_are_so_many_and_no_more(user):
    for _time in range(MOST):
        token, _written = make(user)
    with pytest.raises(TooManyTokens):
        make(user)
    tokens.revoke(token, now=NOW)
    make(user)
    make(user, now=NOW + timedelta(days=8))  # those that ended do not count


def test_a_link_makes_no_token():
    with pytest.raises(NoTokenForGuests):
        make(User.objects.create_user("tamu@uji.test", None))


def test_its_use_is_not_noted_at_every_call(user):
    token, _written = make(user)
    for minutes, noted in ((1, 1), (5, 1), (12, 12)):
        tokens.note_use(token, now=NOW + timedelta(minutes=minutes))
        token.refresh_from_db()
        assert token.last_used_at == NOW + timedelta(minutes=noted)
