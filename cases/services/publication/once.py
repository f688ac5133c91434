"""One act of a person changes many rows; the shelf is derived once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.db import transaction

from cases.services.publication import deriving

P = ParamSpec("P")
T = TypeVar("T")

# The disputes that the act under way has changed; none when no act is under way.
_changed: ContextVar[set[int] | None] = ContextVar("changed", default=None)


def one_act(act: Callable[P, T]) -> Callable[P, T]:
    """A service that is written whole or not at all, and its shelf with it.

    Acts within acts leave the shelf to the outermost, which derives it as its last step, in its
    own transaction. ``act`` is called with ``now=``, the instant that stands on the shelf.
    """

    @wraps(act)
    @transaction.atomic
    def whole(*args: P.args, **kwargs: P.kwargs) -> T:
        if _changed.get() is not None:
            return act(*args, **kwargs)
        changed: set[int] = set()
        token = _changed.set(changed)
        try:
            done = act(*args, **kwargs)
        finally:
            _changed.reset(token)
        if changed:
            deriving.refresh(changed, now=cast("dict[str, Any]", kwargs)["now"])
        return done

    return whole


def shelve(dispute_ids: Collection[int], *, now: datetime) -> None:
    """Derive these disputes: at the end of the act under way, else at once."""
    changed = _changed.get()
    if changed is None:
        deriving.refresh(dispute_ids, now=now)
    else:
        changed.update(dispute_ids)
