"""The course of a request in words: whose turn it is, how it is counted, early or late."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.domain import wording
from cases.domain.calendars import WorkingCalendar
from cases.domain.information_requests import Act, Advice, Side, Timeliness, Turn, TurnState
from cases.web import tape
from cases.web.words import rule_basis, rule_name, tongue, word


def rows(turns: tuple[Turn, ...]) -> list[dict[str, Any]]:
    """Every turn as a row: what, who, how it stands, its last day and how sure that is."""
    return [
        {
            "title": word("request_act", turn.act),
            "who": side(turn),
            "state": turn.state.value,
            "told": told(turn),
            "due_on": turn.due_on,
            "other_on": turn.other.due_on if turn.other else None,
            "basis": rule_basis(turn.rule),
            "confidence": turn.rule.confidence,
        }
        for turn in turns
    ]


def side(turn: Turn) -> str:
    """Who acts."""
    if turn.act is Act.ANSWER:
        return word("addressee_role", "atasan_ppid")
    return _("badan publik") if turn.side is Side.BODY else _("kami")


def told(turn: Turn) -> str:
    """How a turn stands, in a few words."""
    day = wording.long_date(turn.done_on, tongue()) if turn.done_on else ""
    return {
        TurnState.AHEAD: _("belum mulai"),
        TurnState.RUNNING: _("berjalan"),
        TurnState.LAPSED: _("lewat, tidak dilakukan"),
        TurnState.DONE: _("dilakukan %(day)s") % {"day": day},
        TurnState.DONE_LATE: _("dilakukan %(day)s, lewat batas") % {"day": day},
        TurnState.UNCOUNTED: _("berjalan, batasnya belum dapat dipastikan"),
    }[turn.state]


def clock(turn: Turn, *, calendar: WorkingCalendar, today: date) -> dict[str, Any] | None:
    """The context of ``_clock.html`` for the turn that is on; None where nothing is counted."""
    if turn.count is None:
        return None
    frame = tape.Frame(calendar=calendar, today=min(today, calendar.last_day))
    context = tape.clock(turn.count, frame, title=rule_name(turn.rule.key))
    if turn.other is not None:
        context["notes"] = [
            _("Bila cuti bersama dihitung sebagai hari kerja: %(day)s.")
            % {"day": wording.long_date(turn.other.due_on, tongue())}
        ]
    asked = f"aturan={turn.rule.key}&tanggal={turn.count.triggered_on}"
    context["calculator"] = f"/kalkulator/?{asked}"
    return context


def advice(found: Advice) -> dict[str, str]:
    """What is to be said before an act: in words, with the article; it never forbids."""
    words = {
        "act": word("request_act", found.turn.act),
        "basis": rule_basis(found.turn.rule) or _("pasal belum dibaca"),
        "day": wording.long_date(found.day, tongue()) if found.day else "",
    }
    sentence = {
        Timeliness.IN_TIME: _("Masih dalam waktu, paling lambat %(day)s (%(basis)s)."),
        Timeliness.LATE: _(
            "Lewat batas %(day)s (%(basis)s). Tetap dapat diajukan; yang memutuskan majelis."
        ),
        Timeliness.UNCERTAIN: _(
            "Batasnya belum dapat dipastikan dari peraturan yang terbaca, jadi tidak dihitung."
        ),
        Timeliness.EARLY: _(
            "Terlalu awal: tunggu sampai lewat %(day)s, batas “%(act)s” (%(basis)s)."
        )
        if found.day
        else _(
            "Terlalu awal: “%(act)s” belum mulai, jadi batasnya belum berjalan (%(basis)s)."
        ),
    }[found.timeliness]
    tone = "" if found.timeliness is Timeliness.IN_TIME else "signal"
    return {"tone": tone, "text": sentence % words}
