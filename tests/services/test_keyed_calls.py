"""One act for each key, whoever calls at once; a fault leaves no key behind."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from cases.domain.tokens import KeyUsedOtherwise
from cases.models import JournalEntry, KeyedCall, User
from cases.services import journal, keyed_calls
from cases.services.keyed_calls import Answer
from tests.hearing_room import NOW, RECORDER


@pytest.fixture
def user(db):
    return User.objects.create_user("a@uji.test", "x")


def act(said="sekali"):
    journal.record("uji", actor=RECORDER, at=NOW, payload={})
    return Answer(201, said, {"Location": "/x/"})


def acts():
    return JournalEntry.objects.filter(act="uji").count()


def test_a_fault_leaves_nothing_and_the_call_can_be_made_again(user):
    def fault():
        act()
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        keyed_calls.once(user, "k", "a" * 64, fault, now=NOW)
    assert (acts(), KeyedCall.objects.count()) == (0, 0)

    assert not keyed_calls.once(user, "k", "a" * 64, act, now=NOW).is_repeated
    again = keyed_calls.once(user, "k", "a" * 64, act, now=NOW)
    assert (again.is_repeated, again.status, again.headers) == (True, 201, {"Location": "/x/"})
    assert acts() == 1


def test_a_key_is_ones_own(user):
    other = User.objects.create_user("b@uji.test", "x")
    for one in (user, other):
        keyed_calls.once(one, "k", "a" * 64, act, now=NOW)

    assert acts() == 2
    with pytest.raises(KeyUsedOtherwise):
        keyed_calls.once(user, "k", "b" * 64, act, now=NOW)


def test_what_is_old_is_forgotten(user):
    keyed_calls.once(user, "k", "a" * 64, act, now=NOW)

    assert keyed_calls.forget(now=NOW + timedelta(hours=47)) == 0
    assert keyed_calls.forget(now=NOW + timedelta(hours=48)) == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_acts_and_all_get_its_answer():
    caller = User.objects.create_user("c@uji.test", "x")
    told, begun = [], threading.Barrier(5)

    def call():
        begun.wait()
        try:
            told.append(keyed_calls.once(caller, "k", "a" * 64, act, now=NOW))
        finally:
            connection.close()

    callers = [threading.Thread(target=call) for _time in range(5)]
    for one in callers:
        one.start()
    for one in callers:
        one.join()

    assert [(one.status, one.body) for one in told] == [(201, "sekali")] * 5
    assert sorted(one.is_repeated for one in told) == [False, True, True, True, True]
    assert acts() == 1
