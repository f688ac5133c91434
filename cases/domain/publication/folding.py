"""How copies are kept as JSON and read back, how words are folded for searching, and the veil
that hides private persons' names wherever they stand.
"""

from __future__ import annotations

import hashlib
import json
import re
import types
import typing
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, TypeVar

from cases.domain import numbering

T = TypeVar("T")


def plain(value: Any) -> Any:
    """A copy as plain JSON: dates as ISO text, tuples as lists."""
    if value is None or isinstance(value, str | int):
        return value
    if names := names_of(type(value)):
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _names_of(kind: Any) -> tuple[str, ...]:
    """The names of the fields of a dataclass; none of anything else."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


# To find them out costs more than to copy what they name.
names_of: Callable[[Any], tuple[str, ...]] = cache(_names_of)


def restore(kind: type[T], told: Mapping[str, Any]) -> T:
    """The copy that ``plain`` wrote down, with its dates."""
    read_back = _restorer(typing.cast("Any", kind))
    return typing.cast("T", read_back(told))


def digest(value: Any) -> str:
    """What identifies the content of a copy: the first 16 digits of a SHA-256."""
    told = json.dumps(
        value, default=plain, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def fold(*texts: str) -> str:
    """Words as they are looked for: lower case, no accents, single blanks, a blank at each end.

    The blanks at the ends let a search ask for the beginning of a word.
    """
    bare = " ".join(texts).casefold()
    if not bare.isascii():
        flat = unicodedata.normalize("NFKD", bare)
        bare = "".join(sign for sign in flat if not unicodedata.combining(sign))
    return f" {' '.join(re.findall(r'[0-9a-z]+', bare))} "


def fold_number(raw: str) -> str:
    """A register number in every way it may be typed: 002, 2 and its short form."""
    number = numbering.read(raw)
    sequence = [] if number.seq is None else [str(number.seq), f"{number.seq:03}"]
    return fold(raw, number.normal, number.short, *sequence)


@dataclass(frozen=True, slots=True)
class Veil:
    """Private names and the label under which each of them stands in public."""

    labels: Mapping[str, str]

    def over(self, value: T) -> T:
        """The same copy with every private name replaced, in every text, however deep."""
        if not self.labels:
            return value
        return typing.cast("T", self._over(value))

    def finds(self, text: str) -> bool:
        """Whether a text names a private person; white space and case do not matter."""
        return bool(self.labels) and bool(self._pattern().search(" ".join(text.split())))

    def names_in(self, text: str) -> tuple[str, ...]:
        """The private names that a text tells, as it writes them, each once."""
        if not self.labels:
            return ()
        told = " ".join(text.split())
        return tuple(dict.fromkeys(hit[0] for hit in self._pattern().finditer(told)))

    def _over(self, value: Any) -> Any:
        if isinstance(value, str):
            return self._pattern().sub(self._label, value) if value else value
        if isinstance(value, tuple):
            return tuple(self._over(part) for part in value)
        if names := names_of(type(value)):
            return replace(value, **{name: self._over(getattr(value, name)) for name in names})
        return value

    def _label(self, found: re.Match[str]) -> str:
        return self.labels[" ".join(found[0].casefold().split())]

    def _pattern(self) -> re.Pattern[str]:
        return _names(tuple(self.labels))


def veil(names: Iterable[tuple[str, str]]) -> Veil:
    """A veil from pairs of a private name and its label."""
    return Veil(
        {" ".join(name.casefold().split()): label for name, label in names if name.strip()}
    )


@cache
def _names(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    told = (r"\s+".join(re.escape(word) for word in name.split()) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(told)})(?!\w)", re.IGNORECASE)


@cache
def _restorer(kind: Any) -> Callable[[Any], Any]:
    """How values of one type are read back; found out once for each type."""
    origin = typing.get_origin(kind)
    if origin in {typing.Union, types.UnionType}:
        return _restorer(next(k for k in typing.get_args(kind) if k is not type(None)))
    if origin is tuple:
        part = _restorer(typing.get_args(kind)[0])
        if part is _same:
            return lambda told: None if told is None else tuple(told)
        return lambda told: None if told is None else tuple(map(part, told))
    if is_dataclass(kind):
        return _dataclass_restorer(kind)
    if kind in {date, datetime}:
        return lambda told: None if told is None else kind.fromisoformat(told)
    return _same


def _dataclass_restorer(kind: Any) -> Callable[[Any], Any]:
    hints = typing.get_type_hints(kind)

    @cache
    def parts() -> list[tuple[str, Callable[[Any], Any]]]:
        """What is not as it was written; asked late, because a type may stand within itself."""
        found = ((name, _restorer(hint)) for name, hint in hints.items())
        return [(name, part) for name, part in found if part is not _same]

    def restored(told: Any) -> Any:
        if told is None:
            return None
        read = {name: part(told[name]) for name, part in parts() if name in told}
        return kind(**(told | read))

    return restored


def _same(told: Any) -> Any:
    return told
