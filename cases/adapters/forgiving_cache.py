"""A cache in Redis that nobody misses while Redis is away: this process remembers meanwhile.

What stands in the cache may be lost, so a page is never refused for want of it. Counters of
attempts are kept by each process as long as it lasts, so that guessing is still slowed down.
"""

from __future__ import annotations

import logging
import time
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)
PAUSE_SECONDS = 2.0  # nobody is asked again before, so that a silent Redis holds no page up
FORGIVEN = (
    "add", "get", "set", "touch", "delete", "get_many", "has_key", "incr", "set_many",
    "delete_many", "clear",
)  # fmt: skip


class ForgivingRedisCache(RedisCache):
    """Redis, and beside it the memory of this process for as long as Redis does not answer."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._beside = LocMemCache("beside-redis", {**params, "OPTIONS": {}})

    def _ask(self, name: str, *args: Any, **told: Any) -> Any:
        if time.monotonic() >= ForgivingRedisCache.away_until:
            try:
                return getattr(super(), name)(*args, **told)
            except RedisError as away:
                logger.warning("cache unreachable: %s", away)
                ForgivingRedisCache.away_until = time.monotonic() + PAUSE_SECONDS
        return getattr(self._beside, name)(*args, **told)

    away_until = 0.0


def _forgiven(name: str) -> Any:
    def asked(cache: ForgivingRedisCache, *args: Any, **told: Any) -> Any:
        return cache._ask(name, *args, **told)  # noqa: SLF001 -- written for this class

    asked.__name__ = name
    return asked


for _name in FORGIVEN:
    setattr(ForgivingRedisCache, _name, _forgiven(_name))
