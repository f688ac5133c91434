"""The grammar of the hearing room: what a line means that was keyed while somebody spoke.

``5a Iya`` is speaker 5, an admission, the words. The keys are data (``data/capture.toml``); the
page reads the same table, and both readers are held against the same lines by a test.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import resources
from types import MappingProxyType
from typing import Any

from cases.domain.admissions import QuestionFate
from cases.domain.transcripts import UtteranceKind
from cases.domain.wording import MONTHS, SHORT_MONTHS

DEFAULT_KIND = "d"
VERBATIM = "/"

TURN = re.compile(r"^([1-9][0-9]?)?(?:([a-z])(l?[0-9]{1,3})?)?(?=\s|$)\s*")
MARK = re.compile(r"^\+([a-z])(?=\s|$)\s*")
FATE = re.compile(r"^\?([a-z])(l?[0-9]{1,3})?(?=\s|$)\s*")
SPEAKER = re.compile(r"^0([a-z]{1,2})?(?=\s|$)\s*")
ISO_DAY = re.compile(r"^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?=[\s:]|$)[\s:]*")
SHORT_DAY = re.compile(r"^([0-9]{1,2})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{4}))?(?=[\s:]|$)[\s:]*")
LONG_DAY = re.compile(r"^([0-9]{1,2})\s+([A-Za-z]+)(?:\s+([0-9]{4}))?(?=[\s:]|$)[\s:]*")


class MarkKind(StrEnum):
    """What a turn is marked as."""

    ADMISSION = "admission"  # pengakuan
    UNDERTAKING = "undertaking"  # kesanggupan
    ORDER = "order"  # perintah majelis
    EXHIBIT = "exhibit"  # bukti yang ditunjukkan


class Form(StrEnum):
    """What a line is."""

    EMPTY = "empty"
    TURN = "turn"
    MARK = "mark"
    CONFIRM = "confirm"
    FATE = "fate"
    SPEAKER = "speaker"
    SECTION = "section"
    UNKNOWN = "unknown"  # a key that is not in the table


# What the first sign makes of all that stands behind it.
WHOLE: Mapping[str, Form] = MappingProxyType({VERBATIM: Form.TURN, "#": Form.SECTION})


@dataclass(frozen=True, slots=True)
class KindKey:
    """One key of the legend; ``points_to`` is ``speaker``, ``question`` or nothing."""

    key: str
    code: str
    kind: UtteranceKind
    points_to: str
    next: str
    mark: MarkKind | None = None
    confirms: bool = False
    is_nobody: bool = False


@dataclass(frozen=True, slots=True)
class MarkKey:
    key: str
    code: str
    has_due: bool = False


@dataclass(frozen=True, slots=True)
class FateKey:
    key: str
    fate: QuestionFate
    has_due: bool = False


@dataclass(frozen=True, slots=True)
class RoleKey:
    key: str
    code: str
    side: str


@dataclass(frozen=True, slots=True)
class Keyed:
    """A line as it was read. ``target`` is a number, or ``l`` and a number for one carried over
    from an earlier hearing; what is not told is empty or None.
    """

    form: Form
    who: int | None = None
    key: str = ""
    target: str = ""
    due_on: date | None = None
    words: str = ""


def _read_table() -> Mapping[str, Any]:
    text = resources.files("cases.domain.data").joinpath("capture.toml").read_text("utf-8")
    return tomllib.loads(text)


def _kind(row: Mapping[str, Any]) -> KindKey:
    mark = row.get("mark")
    told = {**row, "kind": UtteranceKind(row["kind"]), "mark": MarkKind(mark) if mark else None}
    return KindKey(**told)


def _fate(row: Mapping[str, Any]) -> FateKey:
    return FateKey(row["key"], QuestionFate(row["code"]), row.get("has_due", False))


_TABLE = _read_table()
KINDS: Mapping[str, KindKey] = MappingProxyType(
    {row["key"]: _kind(row) for row in _TABLE["kind"]}
)
MARKS: Mapping[str, MarkKey] = MappingProxyType(
    {row["key"]: MarkKey(**row) for row in _TABLE["mark"]}
)
FATES: Mapping[str, FateKey] = MappingProxyType(
    {row["key"]: _fate(row) for row in _TABLE["fate"]}
)
ROLES: Mapping[str, RoleKey] = MappingProxyType(
    {row["key"]: RoleKey(**row) for row in _TABLE["role"]}
)


def table() -> Mapping[str, Any]:
    """The keys and the names of months, as the page is given them."""
    months: dict[str, int] = {}
    for names in (*MONTHS.values(), *SHORT_MONTHS.values()):
        months |= {name.lower(): no for no, name in enumerate(names, start=1)}
    return {
        **_TABLE,
        "default": DEFAULT_KIND,
        "verbatim": VERBATIM,
        "months": months,
    }


def read(line: str, *, today: date) -> Keyed:
    """What a line means. ``today``: the local day of the hearing, from which days are read.

    A line that begins with none of the keys is words of whoever spoke last; one stroke before
    words that look like a key takes them as they are.
    """
    line = line.strip()
    if not line:
        return Keyed(Form.EMPTY)
    if line[0] in WHOLE:
        return Keyed(WHOLE[line[0]], words=line[1:].strip())
    if line.startswith("+"):
        return _mark(line, today)
    if line.startswith("?") and line[1:2].isalpha():
        return _judged(line, today)
    return _spoken(line)


def _spoken(line: str) -> Keyed:
    if found := SPEAKER.match(line):
        key, words = found[1] or "", line[found.end() :]
        return Keyed(Form.SPEAKER if key in ROLES else Form.UNKNOWN, key=key, words=words)
    found = TURN.match(line)
    if found is None or (found[2] and found[2] not in KINDS):
        return Keyed(Form.TURN, words=line)
    return Keyed(
        Form.TURN,
        who=int(found[1]) if found[1] else None,
        key=found[2] or "",
        target=found[3] or "",
        words=line[found.end() :],
    )


def _mark(line: str, today: date) -> Keyed:
    found = MARK.match(line)
    known = MARKS.get(found[1]) if found else None
    if found is None or known is None:
        return Keyed(Form.UNKNOWN, words=line)
    due_on, words = _due(known.has_due, line[found.end() :], today)
    form = Form.CONFIRM if known.code == "confirm" else Form.MARK
    return Keyed(form, key=known.key, due_on=due_on, words=words)


def _judged(line: str, today: date) -> Keyed:
    found = FATE.match(line)
    known = FATES.get(found[1]) if found else None
    if found is None or known is None:
        return Keyed(Form.UNKNOWN, words=line)
    due_on, words = _due(known.has_due, line[found.end() :], today)
    return Keyed(Form.FATE, key=known.key, target=found[2] or "", due_on=due_on, words=words)


def _due(has_due: bool, words: str, today: date) -> tuple[date | None, str]:
    return read_due(words, today=today) if has_due else (None, words)


def read_due(words: str, *, today: date) -> tuple[date | None, str]:
    """A day at the beginning of words, and the words behind it.

    ``18 Maret``, ``18-3``, ``18/3/2024`` or ``2024-03-18``; without a year it is the next such
    day from ``today`` on. What is no day stays words.
    """
    if found := ISO_DAY.match(words):
        day = _day(int(found[1]), int(found[2]), int(found[3]))
    elif found := SHORT_DAY.match(words):
        day = _next(int(found[1]), int(found[2]), found[3], today)
    elif found := LONG_DAY.match(words):
        month = table()["months"].get(found[2].lower(), 0)
        day = _next(int(found[1]), month, found[3], today)
    else:
        return None, words
    return (day, words[found.end() :]) if day else (None, words)


def _next(day: int, month: int, year: str | None, today: date) -> date | None:
    if year:
        return _day(int(year), month, day)
    here = _day(today.year, month, day)
    return _day(today.year + 1, month, day) if here is None or here < today else here


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
