"""Register and decision numbers: ten patterns and their relatives, read and written.

A number is kept as it was written (``raw``). What it means stands beside it: a normal form for
comparing, a short form for speaking, parts where they can be read. Nothing is ever rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cases.domain.errors import CaseError

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_PATHS = frozenset({"A", "M", "M-A", "A-M-A", "A-M"})
_YEARS = range(2008, 2100)
_TOKENS = re.compile(r"\{(?:seq(?::0[2-6])?|roman|month|year)\}")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with what could be read of it; an unread part is None or empty."""

    raw: str
    normal: str
    slug: str
    short: str
    seq: int | None = None
    suffix: str = ""
    month: int | None = None
    year: int | None = None
    series: str = ""
    path: str = ""


def read(raw: str) -> Number:
    """Read a number as it was written; what cannot be read stays as text."""
    text = " ".join(raw.split())
    parts = [part.strip() for part in re.split(r"\s*/\s*", text) if part.strip()]
    seq, suffix = _seq(parts[0]) if parts else (None, "")
    year = next((int(p) for p in reversed(parts) if p.isdecimal() and int(p) in _YEARS), None)
    month = next((_month(p) for p in parts[1:] if _month(p) is not None), None)
    series = _series(parts, year)
    return Number(
        raw=raw,
        normal=_normal(text),
        slug=slug(text),
        short=_short(seq, suffix, series, year, text),
        seq=seq,
        suffix=suffix,
        month=month,
        year=year,
        series=series,
        path=_path(series),
    )


def slug(raw: str) -> str:
    """The number as an address: ``002/KIP-PSIP/II/2024`` becomes ``002-KIP-PSIP-II-2024``."""
    return re.sub(r"[^0-9A-Za-z]+", "-", raw.strip()).strip("-")


def words(text: str) -> tuple[str, ...]:
    """The pieces by which somebody looks for a number, however they typed it."""
    return tuple(piece.upper() for piece in re.findall(r"[0-9]+|[A-Za-z]+", text))


def looks_like(text: str) -> bool:
    """Whether a search was probably meant as a number: it begins with one and has a series."""
    pieces = words(text)
    return len(pieces) > 1 and pieces[0].isdecimal()


def write(pattern: str, *, seq: int, month: int, year: int, path: str = "") -> str:
    """Write a number from a commission's pattern.

    The tokens are those of ``vocabulary.toml``: ``{seq}``, ``{seq:03}``, ``{roman}``,
    ``{month}``, ``{year}``, and ``{M}``/``{A}`` for the path of a decision.

    Raises:
        ValueError: the month is not 1 to 12.
    """
    if not 1 <= month <= len(ROMAN):
        raise ValueError(f"no month {month}")
    values: Mapping[str, object] = {
        "seq": seq,
        "roman": ROMAN[month - 1],
        "month": month,
        "year": year,
        "M": "M" if "M" in path else "",
        "A": "-A" if path == "M-A" else ("A" if "A" in path else ""),
    }
    return pattern.format_map(dict(values))


class WrongPattern(CaseError):
    """A pattern that does not make one number from another."""

    code = "wrong_pattern"


def check_pattern(pattern: str) -> None:
    """Refuse a pattern whose numbers would not differ, or could not be read again.

    Raises:
        WrongPattern: it lacks the sequence or the year, names a token that there is not, or
            what it writes is read as another sequence or year.
    """
    if set("{}") & set(_TOKENS.sub("", pattern)):
        raise WrongPattern(
            "Pola nomor hanya memakai {seq}, {seq:03}, {roman}, {month}, dan {year}."
        )
    written = read(write(pattern, seq=7, month=2, year=2024))
    if (written.seq, written.year) != (7, 2024):
        raise WrongPattern("Pola nomor harus diawali nomor urut dan memuat tahun.")


def series_of(pattern: str) -> str:
    """What all numbers of a pattern share besides sequence, month and year."""
    return read(write(pattern, seq=7, month=2, year=2024)).series


def _seq(part: str) -> tuple[int | None, str]:
    found = re.fullmatch(r"(\d+)\s*([A-Za-z]?)", part)
    return (int(found[1]), found[2].upper()) if found else (None, "")


def _month(part: str) -> int | None:
    if part.upper() in ROMAN:
        return ROMAN.index(part.upper()) + 1
    if part.isdecimal() and len(part) <= 2 and 1 <= int(part) <= len(ROMAN):
        return int(part)
    return None


def _series(parts: list[str], year: int | None) -> str:
    kept = [p for p in parts[1:] if _month(p) is None and p != str(year)]
    return "/".join(kept)


def _path(series: str) -> str:
    tail = re.search(r"(?:PSIP?|PS)-((?:A|M)(?:-(?:A|M))*)\b", series)
    return tail[1] if tail and tail[1] in _PATHS else ""


def _normal(text: str) -> str:
    """Upper case, no blanks round the slashes, the sequence without leading zeros."""
    parts = [part.strip().upper() for part in text.split("/")]
    if parts and (seq := re.fullmatch(r"0*(\d+)\s*([A-Z]?)", parts[0])):
        parts[0] = seq[1] + seq[2]
    return "/".join(part for part in parts if part)


def _short(seq: int | None, suffix: str, series: str, year: int | None, text: str) -> str:
    if seq is None:
        return text
    place = f"{seq:03}{suffix}"
    head = series.split("/", 1)[0]
    return f"{place}/{head}" + (f"/{year}" if year else "") if head else place


def in_order(told: str) -> tuple[tuple[int, str], ...]:
    """A key that puts P-2 before P-10, and 002/… before 010/…."""
    parts = re.findall(r"[0-9]+|[^0-9]+", told)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def registers_line(registers: Sequence[str]) -> str:
    """Several registers in one line: ``001, 002, 003/KIP-PSIP/II/2024``."""
    parts = [re.match(r"([^/]+)(/.*)$", register) for register in registers]
    tails = {part[2] for part in parts if part}
    if len(registers) > 1 and all(parts) and len(tails) == 1:
        return ", ".join(part[1] for part in parts if part) + tails.pop()
    return ", ".join(registers)
