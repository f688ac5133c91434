"""What tables and columns mean, in both languages: ``data/open_data.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

LANGUAGES = ("id", "en")


def table(name: str, language: str) -> str:
    """What a row of a table is, in ``id`` or ``en``.

    Raises:
        KeyError: nobody has said so.
    """
    return _words()["tables"][name][LANGUAGES.index(language)]


def column(table: str, name: str, language: str) -> str:
    """What a column means, in ``id`` or ``en``; in one table it may mean something else.

    Raises:
        KeyError: nobody has said so.
    """
    known = _words()["columns"]
    told = known.get(f"{table}.{name}") or known[name]
    return told[LANGUAGES.index(language)]


def described() -> frozenset[str]:
    """Every name that is described: tables, columns, and columns of one table."""
    return frozenset({*_words()["tables"], *_words()["columns"]})


@cache
def _words() -> Mapping[str, Mapping[str, list[str]]]:
    text = resources.files("cases.domain.data").joinpath("open_data.toml").read_text("utf-8")
    return tomllib.loads(text)
