"""One hearing of a cause list in words: for pages, sheets, messages, calendars and feeds."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.domain import vocabulary, wording
from cases.domain.hearings import HearingState
from cases.queries import public
from cases.web.words import tongue, word

SIGNS = {HearingState.MOVED: "moved", HearingState.VOID: "void"}


def sitting(one: public.Sitting) -> dict[str, Any]:
    """The context of one row of ``_cause.html``."""
    hearing, row = one.body.hearing, one.row
    first = one.body.disputes[0] if one.body.disputes else None
    return {
        "code": row.code,
        "held_on": row.held_on,
        "starts": hours(one).partition("–")[0].split(" ")[0],
        "hours": hours(one),
        "note": row.commission_short,
        "state": SIGNS.get(HearingState(row.state), ""),
        "told": not_held(row.state),
        "title": row.title,
        "applicant": one.body.applicant,
        "respondent": one.body.respondent,
        "address": f"/perkara/{first.commission_code}/{first.slug}/sidang/{first.seq}/"
        if first
        else "",
        "registers": row.registers,
        "agenda": vocabulary.label("hearing_kind", row.kind, "id"),
        "agenda_en": vocabulary.label("hearing_kind", row.kind, "en"),
        "openness": openness(one),
        "panel": wording.listing([seat.name for seat in hearing.panel], tongue()),
        "place": row.room_name,
        "went_to": version(one.went_to),
        "came_from": version(one.came_from),
        "tag": "",
        "is_sample": False,
    }


def hours(one: public.Sitting) -> str:
    """09.00–11.00 WIB, in the zone of the commission; empty while no hour is known."""
    row = one.row
    if row.starts_at is None:
        return ""
    starts = wording.local_time(row.starts_at, row.time_zone)
    if row.ends_at is None:
        return starts
    return f"{starts.split(' ')[0]}–{wording.local_time(row.ends_at, row.time_zone)}"


def kind(one: public.Sitting) -> str:
    """What is done there, in the language of the page."""
    return word("hearing_kind", one.row.kind)


def openness(one: public.Sitting) -> str:
    """Whether anybody may come."""
    return _("terbuka untuk umum") if one.row.is_public else _("tertutup untuk umum")


def not_held(state: str) -> str:
    """That a hearing is not held on its day, in a word; nothing where it is."""
    return {"moved": _("Dipindahkan"), "void": _("Dibatalkan")}.get(state, "")


def version(row: Any) -> dict[str, Any] | None:
    """A version of a hearing: its day and hour, its room and address; None where there is none.

    ``row``: a hearing of the shelf, or None.
    """
    if row is None:
        return None
    day = wording.weekday_date(row.held_on, tongue())
    at = wording.local_time(row.starts_at, row.time_zone) if row.starts_at else ""
    return {
        "words": ", ".join(part for part in (day, at) if part),
        "place": row.room_name,
        "address": reverse("hearing_by_code", args=[row.code]),
    }
