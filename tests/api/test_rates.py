"""Calls are counted together, though the processes of a server tell each other in lots."""

from __future__ import annotations

from itertools import count

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.test import RequestFactory, override_settings
from hypothesis import given, settings
from hypothesis import strategies as st
from rest_framework.throttling import SimpleRateThrottle

from cases.api import rates

ALLOWED, LOT = 120, 2  # in a minute; a sixtieth
servers = count()


class Server:
    """Processes that share one cache; everything is asked at one moment, unless it is moved."""

    def __init__(self, monkeypatch, processes):
        self.now, self._monkeypatch = 1_000_000.0, monkeypatch
        self._near = [LocMemCache(f"near-{next(servers)}", {}) for _ in range(processes)]
        self.far = LocMemCache(f"far-{next(servers)}", {})
        monkeypatch.setattr(rates, "cache", self.far)

    def asked(self, process, throttle=rates.OfAnybody, address="127.0.0.1"):
        """Whether that process answers a call."""
        self._monkeypatch.setattr(rates, "near", self._near[process])
        self._monkeypatch.setattr(throttle, "timer", lambda _throttle: self.now)
        request = RequestFactory().get("/", REMOTE_ADDR=address)
        request.user = None
        return throttle().allow_request(request, view=None)


@pytest.fixture
def rate(monkeypatch):
    told = {"anon": f"{ALLOWED}/min", "lines": "30/min"}
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", told)
    return monkeypatch


def test_one_process_answers_as_many_as_are_allowed_and_no_more(rate):
    server = Server(rate, processes=1)

    assert [server.asked(0) for _call in range(ALLOWED + 3)] == [True] * ALLOWED + [False] * 3


@settings(max_examples=20)
@given(calls=st.lists(st.integers(0, 2), min_size=2 * ALLOWED, max_size=2 * ALLOWED))
def test_processes_together_answer_at_most_what_stands_untold_beside(calls):
    with pytest.MonkeyPatch.context() as patched:
        told = {"anon": f"{ALLOWED}/min"}
        patched.setattr(SimpleRateThrottle, "THROTTLE_RATES", told)
        server = Server(patched, processes=3)
        answered = sum(server.asked(process) for process in calls)

    # Three processes, of which each may have one call that it has not told.
    assert ALLOWED <= answered <= ALLOWED + 3 * (LOT - 1)


def test_who_waited_a_minute_may_call_again(rate):
    server = Server(rate, processes=2)
    for call in range(ALLOWED + 5):
        server.asked(call % 2)
    assert not server.asked(0)
    server.now += 60

    assert server.asked(0)
    assert server.asked(1)


def test_one_address_does_not_take_the_calls_of_another(rate):
    server = Server(rate, processes=1)
    for _call in range(ALLOWED):
        server.asked(0)

    assert not server.asked(0)
    assert server.asked(0, address="127.0.0.2")


def test_where_few_are_allowed_each_call_is_told(rate):
    server = Server(rate, processes=2)

    assert sum(server.asked(call % 2, rates.OfLines) for call in range(40)) == 30


@pytest.mark.django_db
def test_nine_calls_of_ten_write_nothing(django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", {"anon": "600/min"})
    table = "django.core.cache.backends.db.DatabaseCache"
    stands = {"BACKEND": table, "LOCATION": "cases_cacheentry"}
    with override_settings(CACHES={"default": stands}):
        monkeypatch.setattr(rates, "cache", caches["default"])
        request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1")
        request.user = None
        with django_assert_max_num_queries(50) as asked:
            answered = [rates.OfAnybody().allow_request(request, None) for _ in range(10)]

    assert answered == [True] * 10
    assert sum("INSERT" in one["sql"] for one in asked) == 1
    assert len(asked) < 10
