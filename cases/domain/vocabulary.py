"""Every code in words, as data: what the law enumerates, and what this house calls its own.

Terms of the law carry their article and confidence; words of the house have neither.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of an enumeration. ``article`` empty: no provision was seen, never guessed."""

    code: str
    id: str
    en: str
    article: str
    confidence: str
    extra: Mapping[str, Any]

    def label(self, language: str = "id") -> str:
        """The label in Indonesian, or in English for any language that starts with ``en``."""
        return self.en if language.startswith("en") else self.id


@cache
def _tables() -> Mapping[str, Any]:
    return {**_read("words.toml"), **_read("vocabulary.toml")}


def _read(name: str) -> Mapping[str, Any]:
    text = resources.files("cases.domain.data").joinpath(name).read_text("utf-8")
    return tomllib.loads(text)


@cache
def terms(group: str) -> Mapping[str, Term]:
    """The closed list of one group, in the order of the data.

    Raises:
        KeyError: there is no such group.
    """
    rows = _tables()[group]
    if isinstance(rows, Mapping):
        return MappingProxyType({code: _word(code, pair) for code, pair in rows.items()})
    return MappingProxyType({row["code"]: _term(row) for row in rows})


def term(group: str, code: str) -> Term:
    """One entry by its code."""
    return terms(group)[code]


def label(group: str, code: str, language: str = "id") -> str:
    """The words for a code; a code outside the list is shown as it is written."""
    found = terms(group).get(code)
    return found.label(language) if found else code


@cache
def register_patterns() -> tuple[Mapping[str, str], ...]:
    """How commissions write their register numbers, as seen in real files."""
    return tuple(MappingProxyType(row) for row in _tables()["register_pattern"])


def _word(code: str, pair: Sequence[str]) -> Term:
    indonesian, english = pair
    return Term(code, indonesian, english, "", "", MappingProxyType({}))


def _term(row: Mapping[str, Any]) -> Term:
    known = {"code", "id", "en", "article", "confidence"}
    extra = {key: value for key, value in row.items() if key not in known}
    return Term(
        code=row["code"],
        id=row["id"],
        en=row["en"],
        article=row["article"],
        confidence=row["confidence"],
        extra=MappingProxyType(extra),
    )
