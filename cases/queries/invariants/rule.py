"""What a rule over many rows is, and how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """How a rule stands: how many rows it was checked on, and how many break it."""

    rule: str
    says: str
    checked: int
    broken: int
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule over many rows; ``look`` tells each row it checked, and whether it holds."""

    name: str
    says: str
    look: Callable[[], Iterable[tuple[str, bool]]]
