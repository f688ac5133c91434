"""Numbers as they are spoken and written in Indonesian: 60, 1,5 juta, dua puluh lima."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

UNITS = {
    name: value
    for value, name in enumerate(
        ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
    )
}
WHOLE = {"sepuluh": 10, "sebelas": 11, "seratus": 100}
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "milyar": 10**9, "triliun": 10**12}
FIGURE = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
SPOKEN = "|".join([*UNITS, *WHOLE, "belas", "puluh", "ratus", *SCALES, "seribu"])
NUMBER = re.compile(
    rf"(?<![\w.,])(?:(?P<figure>{FIGURE})(?:\s+(?P<scale>{'|'.join(SCALES)})\b)?(?!\w)"
    rf"|(?P<spoken>(?:{SPOKEN})(?:\s+(?:{SPOKEN}))*)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written, and its value."""

    raw: str
    value: Decimal


def numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a text in their order, whether in figures or in words."""
    return tuple(Number(found[0], _value(found)) for found in NUMBER.finditer(text))


def _value(found: re.Match[str]) -> Decimal:
    if found["figure"]:
        figure = Decimal(found["figure"].replace(".", "").replace(",", "."))
        return figure * SCALES.get((found["scale"] or "").lower(), 1)
    return Decimal(_spoken(tuple(found["spoken"].lower().split())))


@cache
def _spoken(told: Sequence[str]) -> int:
    """The value of a number in words, read from its thousands downward."""
    total, part, unit = 0, 0, 0
    for word in told:
        if word in UNITS:
            part, unit = part + unit, UNITS[word]
        elif word in WHOLE:
            part += WHOLE[word]
        elif word == "belas":
            part, unit = part + 10 + unit, 0
        elif word in {"puluh", "ratus"}:
            part, unit = part + unit * (10 if word == "puluh" else 100), 0
        elif word == "seribu":
            total += 1000
        else:
            total += max(part + unit, 1) * SCALES[word]
            part, unit = 0, 0
    return total + part + unit
