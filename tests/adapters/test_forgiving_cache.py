"""A Redis that is away refuses nobody a page."""

from __future__ import annotations

import pytest

from cases.adapters import forgiving_cache
from cases.adapters.forgiving_cache import ForgivingRedisCache
from tests.flows.processes import free_port


@pytest.fixture
def cache(monkeypatch):
    monkeypatch.setattr(ForgivingRedisCache, "away_until", 0.0)
    return ForgivingRedisCache(f"redis://127.0.0.1:{free_port()}/0", {})


def test_while_redis_is_away_this_process_remembers(cache):
    assert cache.get("hitung", 0) == 0
    assert cache.add("hitung", 1)
    assert cache.incr("hitung") == 2
    assert cache.get_many(["hitung"]) == {"hitung": 2}
    cache.delete("hitung")
    assert not cache.has_key("hitung")


def test_it_is_asked_again_after_a_pause_and_not_before(cache, monkeypatch):
    now = [100.0]
    monkeypatch.setattr(forgiving_cache.time, "monotonic", lambda: now[0])
    asked = []
    monkeypatch.setattr(
        forgiving_cache.RedisCache, "get", lambda *_args, **_told: asked.append(1) or "ada"
    )

    ForgivingRedisCache.away_until = 101.0
    assert cache.get("x") is None
    now[0] = 101.0
    assert cache.get("x") == "ada"
    assert asked == [1]
