"""Redis behind sentinels: whoever is the master now, found anew with every connection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from redis.sentinel import Sentinel, SentinelConnectionPool

PATIENCE = {"socket_connect_timeout": 1, "socket_timeout": 2}  # seconds


class SentinelPool:
    """The pool of Django's cache; its address names a sentinel, which names the master."""

    @classmethod
    def from_url(
        cls, _url: str, *, sentinels: Sequence[Sequence[Any]], master: str, **told: Any
    ) -> SentinelConnectionPool:
        """A pool of connections to the master; ``sentinels`` are pairs of host and port."""
        password = told.pop("sentinel_password", None)
        asked = Sentinel(
            [(host, port) for host, port in sentinels],
            sentinel_kwargs={**PATIENCE, "password": password},
        )
        return SentinelConnectionPool(master, asked, **told)
