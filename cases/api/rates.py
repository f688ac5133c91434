"""How often a program may call: the calls of the last minute, known to every process.

To tell the others of each call cost more than half the statements of an answer, where the cache
is a table. A process keeps the calls that it has answered itself and tells them in lots, of a
sixtieth of what is allowed; so the processes of a server may together answer ``processes × (lot
- 1)`` calls more than that, 18 of 600 where there are two.
"""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle

LOTS = 60  # in which all that is allowed would be told
MOST_CALLERS = 10_000  # whose calls one process remembers
Times = list[float]  # seconds since the epoch, the latest first

near = LocMemCache("calls", {"OPTIONS": {"MAX_ENTRIES": MOST_CALLERS}})


class Lots:
    """The times of somebody's calls, as a throttle asks its cache for them and gives them back.

    ``near`` is this process's own and holds the times, and those that it has not told; ``far``
    is everybody's. The last call of a lot is judged by what all have told, and told.
    """

    def __init__(self, lot: int, near: BaseCache, far: BaseCache) -> None:
        self._lot, self._near, self._far = lot, near, far

    def get(self, key: str, none: Times) -> Times:
        """All the calls that are known here."""
        times, untold = self._near.get(key) or (none, none)
        if times and len(untold) + 1 < self._lot:
            return times
        return sorted([*untold, *self._far.get(key, none)], reverse=True)

    def set(self, key: str, times: Times, seconds: float) -> None:
        """One call more, which is the first of these."""
        _known, untold = self._near.get(key) or ([], [])
        untold = [times[0], *untold]
        if len(untold) >= self._lot:
            self._far.set(key, times, seconds)
            untold = []
        self._near.set(key, (times, untold), seconds)


class _InLots(SimpleRateThrottle):
    def __init__(self) -> None:
        super().__init__()
        self.cache = Lots(max(1, (self.num_requests or 0) // LOTS), near, cache)


class OfAnybody(_InLots, AnonRateThrottle):
    """Calls from one address without a token."""


class OfLines(_InLots, AnonRateThrottle):
    """Whole lists hold a worker for a while, so they are asked for less often than pages."""

    scope = "lines"


class ByAddress(_InLots):
    """Calls from one address, whoever they say they are: asked before the token is read."""

    scope = "anon"

    def get_cache_key(self, request: Request, _view: Any) -> str:
        return self.cache_format % {"scope": "address", "ident": self.get_ident(request)}


class ByAccount(_InLots):
    """Calls for one account, with all its tokens together."""

    scope = "account"

    def get_cache_key(self, request: Request, _view: Any) -> str | None:
        if request.user is None:
            return None
        return self.cache_format % {"scope": self.scope, "ident": request.user.pk}
