"""Dates, numerals and lists as Indonesian legal paper writes them, with English twins."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
# Control, format (direction marks, zero width), surrogate, private and unassigned characters.
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
LATIN = ("LATIN", "MODIFIER LETTER", "FEMININE", "MASCULINE")
BREAKS = {"\u2028": "\n", "\u2029": "\n", "\x85": "\n"}
MONTHS = {
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus",
        "September", "Oktober", "November", "Desember",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August",
        "September", "October", "November", "December",
    ),
}  # fmt: skip
SHORT_MONTHS = {
    "id": ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}
WEEKDAYS = {
    "id": ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
ORDINALS = (
    "pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan",
    "kesembilan", "kesepuluh",
)  # fmt: skip


def tongue(language: str) -> str:
    """``en`` for any English, ``id`` for everything else."""
    return "en" if language.startswith("en") else "id"


def long_date(day: date, language: str = "id") -> str:
    """13 Maret 2024."""
    return f"{day.day} {MONTHS[tongue(language)][day.month - 1]} {day.year}"


def short_date(day: date, language: str = "id") -> str:
    """13 Mar 2024."""
    return f"{day.day} {SHORT_MONTHS[tongue(language)][day.month - 1]} {day.year}"


def month_year(day: date, language: str = "id") -> str:
    """Maret 2024."""
    return f"{MONTHS[tongue(language)][day.month - 1]} {day.year}"


def reported_date(day: date | None, told: str, language: str = "id") -> str:
    """A day that is known, or as much of it as is told: ``2024-03`` gives Maret 2024."""
    if day is None and re.fullmatch(r"\d{4}-\d\d-\d\d", told):
        day = date.fromisoformat(told)
    if day is not None:
        return long_date(day, language)
    if re.fullmatch(r"\d{4}-\d\d", told):
        return month_year(date.fromisoformat(f"{told}-01"), language)
    return told


def clock(milliseconds: int) -> str:
    """01:12:30 or -00:00:02,5: a time in a sound, or between two clocks."""
    seconds, rest = divmod(abs(milliseconds), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    told = f"{hours:02}:{minutes:02}:{seconds:02}"
    if rest:
        told += f",{rest:03}".rstrip("0")
    return f"-{told}" if milliseconds < 0 else told


def weekday(day: date, language: str = "id") -> str:
    """Rabu."""
    return WEEKDAYS[tongue(language)][day.weekday()]


def weekday_date(day: date, language: str = "id") -> str:
    """Rabu, 13 Maret 2024."""
    return f"{weekday(day, language)}, {long_date(day, language)}"


def local_time(instant: datetime, zone: str) -> str:
    """09.00 WIB, in the zone of the commission."""
    return f"{instant.astimezone(ZoneInfo(zone)):%H.%M} {ZONES.get(zone, zone)}"


def listing(words: Sequence[str], language: str = "id") -> str:
    """a, b, dan c; a dan b."""
    joint = "and" if tongue(language) == "en" else "dan"
    if len(words) < 2:
        return "".join(words)
    if len(words) == 2:
        return f"{words[0]} {joint} {words[1]}"
    return f"{', '.join(words[:-1])}, {joint} {words[-1]}"


def ordinal(number: int) -> str:
    """kedua, for 2; ke-11 from eleven on."""
    return ORDINALS[number - 1] if 1 <= number <= len(ORDINALS) else f"ke-{number}"


def thousands(number: int) -> str:
    """1.400."""
    return f"{number:,}".replace(",", ".")


def printable(text: str) -> str:
    """Text without what no page can show: control characters, as pasted from other files."""
    return UNSEEN.sub("", text)


def clean_text(text: str) -> str:
    """Text as it comes in: one spelling (NFC), and nothing in it that is not seen.

    Lines and tabs stay. Direction marks and signs of no width go: they make one name out of
    another, and turn around what is read.
    """
    kept = (
        BREAKS.get(sign, sign)
        if sign in "\t\n\r" or sign in BREAKS or unicodedata.category(sign) not in HIDDEN
        else ""
        for sign in text
    )
    return unicodedata.normalize("NFC", "".join(kept))


def foreign_letters(name: str) -> str:
    """The letters of a Latin name that only look Latin: Cyrillic a, Greek o; empty if none."""
    letters = [sign for sign in name if sign.isalpha()]
    foreign = [sign for sign in letters if not _is_latin(sign)]
    return "".join(dict.fromkeys(foreign)) if len(foreign) < len(letters) else ""


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(LATIN)
