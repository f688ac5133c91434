"""What the work at hand is about, for whoever writes a log: identifiers alone, never a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

_bound: ContextVar[Mapping[str, str]] = ContextVar("bound", default={})  # noqa: B039 -- never changed


@contextmanager
def about(**identifiers: str) -> Iterator[None]:
    """Let every line that is logged within name these; an empty one is left out."""
    token = _bound.set({**_bound.get(), **{k: v for k, v in identifiers.items() if v}})
    try:
        yield
    finally:
        _bound.reset(token)


def note(**identifiers: str) -> None:
    """Name something that became known meanwhile, until the work at hand ends."""
    _bound.set({**_bound.get(), **{k: v for k, v in identifiers.items() if v}})


def current() -> Mapping[str, str]:
    """What the work at hand is about."""
    return _bound.get()
