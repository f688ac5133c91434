"""The table of the correcting desk: thresholds, limits and the words that weigh in law."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any


@dataclass(frozen=True, slots=True)
class Table:
    """``doubtful_below``: a probability; ``pattern_seconds``: for all texts of one search."""

    doubtful_below: float
    page: int
    most_hits: int
    longest_pattern: int
    pattern_seconds: float
    context: int
    bodies: frozenset[str]
    articles: frozenset[str]
    money: frozenset[str]
    numerals: frozenset[str]


def _read() -> Table:
    text = resources.files("cases.domain.data").joinpath("correcting.toml").read_text("utf-8")
    told: dict[str, dict[str, Any]] = tomllib.loads(text)
    words: dict[str, Any] = {name: frozenset(some) for name, some in told["words"].items()}
    return Table(**told["desk"], **told["search"], **words)


TABLE = _read()
