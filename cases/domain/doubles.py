"""Entries that look like one and the same: what two of them have in common."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Likeness(StrEnum):
    """What two entries of the same parties share."""

    SAME_DAY = "same_day"  # the day of the request for information
    SAME_ITEMS = "same_items"  # all that the shorter one asks for


@dataclass(frozen=True, slots=True)
class Asked:
    """On which days something was asked for in a dispute, and what."""

    days: frozenset[date]
    items: frozenset[str]


def asked(days: Collection[date | None], items: Collection[str]) -> Asked:
    """What was asked for, as it is compared: words without case and doubled blanks."""
    texts = (" ".join(text.casefold().split()) for text in items)
    return Asked(frozenset(day for day in days if day), frozenset(filter(None, texts)))


def likeness(first: Asked, second: Asked) -> tuple[Likeness, ...]:
    """Why one of two entries may be a double; empty where nothing says so."""
    found = [Likeness.SAME_DAY] if first.days & second.days else []
    shorter, longer = sorted((first.items, second.items), key=len)
    if shorter and shorter <= longer:
        found.append(Likeness.SAME_ITEMS)
    return tuple(found)
