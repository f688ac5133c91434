"""A cause list as plain text, to be pasted into a message.

Asterisks set words bold where people write to each other; elsewhere they do no harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.domain import wording
from cases.queries import public
from cases.web import causes
from cases.web.words import tongue


def written(days: Iterable[public.Day]) -> str:
    """Every hearing of these days: hour with its zone, room, numbers, sides, kind, address."""
    parts = ["\n".join(_day(day)) for day in days if day.hearings]
    text = "\n\n".join(parts) or _("Tidak ada sidang yang diumumkan.")
    return f"{text}\n"


def _day(day: public.Day) -> Iterator[str]:
    name = wording.weekday_date(day.day, tongue())
    yield _("*Jadwal sidang, %(day)s*") % {"day": name}
    for commission, found in groupby(
        sorted(day.hearings, key=lambda one: one.row.commission_short),
        key=lambda one: one.row.commission_short,
    ):
        yield commission
        for one in found:
            yield ""
            yield from _sitting(one)


def _sitting(one: public.Sitting) -> Iterator[str]:
    row = one.row
    hours = causes.hours(one) or _("jam belum diumumkan")
    yield ", ".join(part for part in (f"*{hours}*", row.room_name) if part)
    yield from (line for line in (row.registers, row.title) if line)
    yield f"{causes.kind(one)}, {causes.openness(one)}"
    if told := causes.not_held(one.row.state):
        to = causes.version(one.went_to)
        yield _("%(state)s ke %(when)s") % {"state": told, "when": to["words"]} if to else told
    yield f"{settings.BASE_URL}{reverse('hearing_by_code', args=[row.code])}"
