"""How facts of a case are written on a page. The words come from the domain; all is escaped.

A day may be a date, an instant or the ISO text of the shelf; nothing there gives nothing here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from html import escape
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.template import Context
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.adapters.templates import language_of
from cases.domain import numbering, vocabulary, wording

register = template.Library()

Day = date | datetime | str | None

CERTAINTY = {  # how full the circle is
    "VERIFIED": "verified",
    "SECONDARY": "secondary",
    "UNVERIFIED": "unverified",
    "high": "verified",
    "medium": "secondary",
    "low": "unverified",
}


def _tongue() -> str:
    return wording.tongue(translation.get_language() or "id")


def _day(value: Day) -> date | None:
    if isinstance(value, str):
        value = _read(value)
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value


def _read(text: str) -> date | None:
    if not text:
        return None
    return date.fromisoformat(text) if len(text) == len("2024-03-13") else _instant(text)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


# --- Days and hours -------------------------------------------------------------------------


@register.filter
def long_date(value: Day) -> str:
    """13 Maret 2024."""
    day = _day(value)
    return wording.long_date(day, _tongue()) if day else ""


@register.filter
def short_date(value: Day) -> str:
    """13 Mar 2024."""
    day = _day(value)
    return wording.short_date(day, _tongue()) if day else ""


@register.filter
def weekday_date(value: Day) -> str:
    """Rabu, 13 Maret 2024."""
    day = _day(value)
    return wording.weekday_date(day, _tongue()) if day else ""


@register.filter
def weekday(value: Day) -> str:
    """Rabu."""
    day = _day(value)
    return wording.weekday(day, _tongue()) if day else ""


@register.filter
def day_month(value: Day) -> str:
    """13 Maret, where the year is said elsewhere."""
    return long_date(value).rsplit(" ", 1)[0]


@register.filter
def short_day_month(value: Day) -> str:
    """13 Mar."""
    return short_date(value).rsplit(" ", 1)[0]


@register.filter
def iso(value: Day) -> str:
    """2024-03-13, for machines."""
    day = _day(value)
    return day.isoformat() if day else ""


@register.filter
def iso_instant(value: datetime | None) -> str:
    """2024-03-13T09:00:00+07:00, for machines."""
    return timezone.localtime(value).isoformat(timespec="seconds") if value else ""


@register.filter
def iso_hour(told: str) -> str:
    """09:00 for 09.00 or 09.00 WIB, for machines."""
    return told.partition(" ")[0].replace(".", ":")


@register.filter
def local_time(instant: datetime | str | None, zone: str = "Asia/Jakarta") -> str:
    """09.00 WIB, in the zone of the commission."""
    if not instant:
        return ""
    moment = _instant(instant) if isinstance(instant, str) else instant
    return wording.local_time(moment, zone)


@register.simple_tag
def when(value: Day, style: str = "long") -> SafeString | str:
    """A day as ``<time>``; style is long, short, weekday, day_month or short_day_month."""
    day = _day(value)
    if day is None:
        return ""
    written = {
        "long": long_date,
        "short": short_date,
        "weekday": weekday_date,
        "day_month": day_month,
        "short_day_month": short_day_month,
    }[style](day)
    return _markup(f'<time datetime="{day.isoformat()}">{escape(written)}</time>')


# --- Numbers and places ---------------------------------------------------------------------


@register.filter
def reg(number: str | None) -> SafeString | str:
    """A register number, which may break after each slash and nowhere else."""
    if not number:
        return ""
    return _markup(f'<span class="reg">{escape(number).replace("/", "/<wbr>")}</span>')


@register.filter
def nobr(code: str) -> SafeString:
    """A code that never breaks, such as 002-h."""
    return _markup(f'<span class="nobr">{escape(str(code))}</span>')


@register.filter
def roman(number: int) -> str:
    """XI, for 11; a month of a register number."""
    return numbering.ROMAN[number - 1]


@register.filter
def fingerprint(sha256: str) -> str:
    """Digits in groups of four, so that they can be read out."""
    return " ".join(sha256[start : start + 4] for start in range(0, len(sha256), 4))


@register.filter
def thousands(number: int) -> str:
    """1.400, or 1,400 in English."""
    return f"{number:,}" if _tongue() == "en" else wording.thousands(number)


@register.filter
def place(found: Mapping[str, Any] | None) -> str:
    """Page and line, as h. 2 b. 11–13, from ``page``, ``line`` ``to_page``, ``to_line``."""
    if not found:
        return ""
    page, line = found["page"], found["line"]
    to_page, to_line = found.get("to_page") or page, found.get("to_line") or line
    first = _place(page, line)
    if (to_page, to_line) == (page, line):
        return first
    return f"{first}–{to_line}" if to_page == page else f"{first} – {_place(to_page, to_line)}"


@register.filter
def anchor(found: Mapping[str, Any] | None) -> str:
    """p2l11-13, the address of those lines on a page of the transcript."""
    if not found:
        return ""
    start = f"p{found['page']}l{found['line']}"
    ends_here = found.get("to_page") in {None, "", found["page"]}
    last = found.get("to_line")
    return f"{start}-{last}" if ends_here and last and last != found["line"] else start


@register.filter
def lines_query(found: Mapping[str, Any]) -> str:
    """2:11-2:13, those lines as the reader is asked to light them up."""
    page, line = found["page"], found["line"]
    to_page, to_line = found.get("to_page") or page, found.get("to_line") or line
    start = f"{page}:{line}"
    return start if (to_page, to_line) == (page, line) else f"{start}-{to_page}:{to_line}"


def _place(page: int, line: int) -> str:
    return pgettext("page and line", "h. %(page)s b. %(line)s") % {"page": page, "line": line}


# --- Words ----------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def say(context: Context, record: Any, name: str) -> Any:
    """The field in the language of the page: ``name_en`` in English, where it is written."""
    if _is_english(context) and (translated := _get(record, f"{name}_en")):
        return translated
    return _get(record, name) or ""


@register.simple_tag(takes_context=True)
def lang_of(context: Context, record: Any, name: str) -> SafeString:
    """`` lang="id"`` for what ``say`` leaves in Indonesian on an English page."""
    is_left = _is_english(context) and not _get(record, f"{name}_en")
    return SafeString(' lang="id"' if is_left else "")


@register.simple_tag(takes_context=True)
def gloss(context: Context, record: Any, name: str) -> Any:
    """The English gloss below words that stay Indonesian; nothing on an Indonesian page."""
    return _get(record, f"{name}_en") or "" if _is_english(context) else ""


def _is_english(context: Context) -> bool:
    return wording.tongue(language_of(context) or "id") == "en"


@register.filter(name="at")
def held_at(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    """What a mapping holds under a key that a page has in a variable."""
    return (mapping or {}).get(key, "")


@register.filter
def term(code: str, group: str) -> str:
    """The label of a vocabulary code in the language of the page."""
    return vocabulary.label(group, code, _tongue()) if code else ""


@register.filter
def quoted(text: str, rendering: str = "quoted") -> str:
    """“words” as they were spoken, [words] as somebody put them."""
    if not text:
        return ""
    return f"“{text}”" if rendering == "quoted" else f"[{text}]"


@register.filter
def fate_door(code: str) -> str:
    """The code of a fate if there is a door for it, else the unknown one."""
    return code if code in vocabulary.terms("fate") else "unknown"


@register.filter
def sure_state(confidence: str) -> str:
    """verified, secondary or unverified: how full the circle is."""
    return CERTAINTY.get(confidence, "")


# --- Sources --------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def refs(context: Context, keys: Iterable[str]) -> SafeString:
    """Small numbers that lead to the list of sources; the page has that list as ``sources``,
    which knows its ``places``.
    """
    places = getattr(context.get("sources"), "places", {})
    return _markup("".join(_ref(*places[key]) for key in keys or () if key in places))


def _ref(number: int, publisher: str) -> str:
    label = _("Sumber %(number)s: %(publisher)s") % {"number": number, "publisher": publisher}
    return f'<a class="ref" href="#sumber-{number}" aria-label="{escape(label)}">{number}</a>'


def _markup(told: str) -> SafeString:
    """Markup whose every text is escaped already."""
    return mark_safe(told)  # noqa: S308 -- as it says


def _get(record: Any, name: str) -> Any:
    if isinstance(record, Mapping):
        return record.get(name)
    return getattr(record, name, None)


@register.filter
def as_json(value: Any) -> str:
    """What a script on the page reads from an attribute; escaped there like any text."""
    return json.dumps(value, cls=DjangoJSONEncoder)
