"""Codes that no record bears yet: eight letters are many, and meet by chance in millions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from django.db.models import Model, Q, QuerySet

from cases.domain import codes
from cases.models import Dispute, Document, Edition, Hearing

# What /v/ looks up by a code printed on paper: no two of these may share one.
PRINTED: tuple[type[Model], ...] = (Edition, Document, Hearing, Dispute)


def derived(kind: type[Model], *key: str, own: Q | None = None) -> str:
    """The first code derived from these words that is free; ``own``: or that such a row bears.

    ``key``: the word for what it is, and what identifies it in the world.
    """
    is_own = own or Q(pk__in=[])
    return next(
        code
        for code in _candidates(key)
        if not _taken(kind, [code]) or _bearing(kind, [code]).filter(is_own).exists()
    )


def derived_each(kind: type[Model], keys: Sequence[tuple[str, ...]]) -> list[str]:
    """A free code for each of these, and none twice; no more queries than for one, unless some
    are taken.
    """
    taken = _taken(kind, [codes.derive(*key) for key in keys])
    found: list[str] = []
    for key in keys:
        code = codes.derive(*key)
        if code in taken:
            code = next(
                one for one in _candidates(key) if one not in taken and not _taken(kind, [one])
            )
        taken.add(code)
        found.append(code)
    return found


def drawn(kind: type[Model]) -> str:
    """A free code by chance, for what need not be the same on every installation."""
    while _taken(kind, [code := codes.draw()]):
        pass
    return code


def _candidates(key: Sequence[str]) -> Iterator[str]:
    return (codes.derive(*key, attempt=no) for no in count())


def _taken(kind: type[Model], wanted: Sequence[str]) -> set[str]:
    """Those borne by a record of this kind, or by another whose code is printed as well."""
    first, *others = PRINTED if kind in PRINTED else (kind,)
    found = _bearing(first, wanted).values_list("code", flat=True)
    beside = [_bearing(one, wanted).values_list("code", flat=True) for one in others]
    return set(found.union(*beside, all=True) if beside else found)


def _bearing(kind: type[Model], wanted: Sequence[str]) -> QuerySet[Any]:
    return kind._default_manager.filter(code__in=wanted)  # noqa: SLF001 -- documented door
