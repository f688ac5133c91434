"""A dispute in six answers, for somebody who has half a minute.

What comes next and when, what was asked, admitted and decided, and whether it was obeyed; where
it stands is told above them.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.domain import wording
from cases.domain.hearings import HearingState
from cases.domain.publication.bodies import DisputeBody
from cases.domain.rulings import Fate, Obedience, obedience
from cases.domain.stages import Stage
from cases.queries import public
from cases.web.words import in_tongue, outcome, rule_name, tongue, word


def brief(found: public.Found, today: date) -> list[dict[str, Any]]:
    """The context of ``_brief.html``: the question, its answer, more, and where it is told."""
    case, stage = found.case, Stage(found.dispute.stage)
    told = [
        _next(case, stage, today),
        _asked(case),
        _admitted(case),
        _decided(case),
        _obeyed(case, stage, today),
    ]
    return [one for one in told if one["answer"]]


def _answer(
    question: str, answer: str, *, more: str = "", anchor: str = "", lang: str = ""
) -> dict[str, Any]:
    return {
        "question": question,
        "answer": answer,
        "more": more,
        "anchor": anchor,
        "lang": lang,
    }


def _next(case: DisputeBody, stage: Stage, today: date) -> dict[str, Any]:
    """The next day that is known, a hearing or a limit; else the next step by the law."""
    question = _("Apa berikutnya, dan kapan")
    coming = sorted(
        (one.held_on, one.kind)
        for one in case.hearings
        if one.state == HearingState.SET and one.held_on >= today
    )
    limits = sorted(
        (clock.due_on, rule_name(clock.rule)) for clock in case.clocks if clock.is_running
    )
    limit = _limit(*limits[0], today) if limits else ""
    if coming:
        day, kind = coming[0]
        told = f"{word('hearing_kind', kind)}, {wording.weekday_date(day, tongue())}"
        return _answer(question, told, more=limit, anchor="sidang")
    step = word("stage_told", stage)
    if limit:
        return _answer(question, step, more=limit, anchor="jam")
    return _answer(question, step, more=_("Harinya tidak dilaporkan."))


def _limit(day: date, name: str, today: date) -> str:
    told = {"name": name, "day": wording.long_date(day, tongue())}
    if day < today:
        return _("%(name)s: batasnya lewat pada %(day)s.") % told
    return _("%(name)s: paling lambat %(day)s.") % told


def _asked(case: DisputeBody) -> dict[str, Any]:
    count = len(case.items)
    words = ngettext("%(count)s butir informasi", "%(count)s butir informasi", count)
    fates = Counter(item.fate for item in case.items)
    told = [f"{fates[fate]} {word('fate', fate).lower()}" for fate in Fate if fates[fate]]
    return _answer(
        _("Apa yang diminta"),
        words % {"count": count} if count else "",
        more=wording.listing(told, tongue()),
        anchor="butir",
    )


def _admitted(case: DisputeBody) -> dict[str, Any]:
    question = _("Apa yang diakui")
    admitted = [one for one in case.admissions if one.is_admission]
    if not admitted:
        nothing = _("Tidak ada pengakuan yang tercatat dari sidang terbuka.")
        return _answer(question, nothing if case.hearings else "")
    first = admitted[0]
    others = len(admitted) - 1
    more = ngettext("dan %(count)s pengakuan lain", "dan %(count)s pengakuan lain", others)
    return _answer(
        question,
        in_tongue(first.text, first.text_en),
        more=more % {"count": others} if others else "",
        anchor="pengakuan",
        lang="" if first.text_en else "id",
    )


def _decided(case: DisputeBody) -> dict[str, Any]:
    question = _("Apa yang diputus")
    if not case.decisions:
        return _answer(question, _("Belum diputus."))
    last = max(case.decisions, key=lambda one: one.pronounced_on or date.min)
    day = wording.long_date(last.pronounced_on, tongue()) if last.pronounced_on else ""
    return _answer(
        question,
        outcome(last.result, last.disposition),
        more=day or last.date_note,
        anchor="putusan",
        lang="" if last.disposition else "id",
    )


def _obeyed(case: DisputeBody, stage: Stage, today: date) -> dict[str, Any]:
    orders = [
        (order.due_on, order.complied_on) for one in case.decisions for order in one.orders
    ]
    kept = obedience(stage, [Fate(item.fate) for item in case.items], orders, today=today)
    done = sum(done_on is not None for _due_on, done_on in orders)
    more = _("%(done)s dari %(all)s perintah dilaporkan ditepati") % {
        "done": done,
        "all": len(orders),
    }
    is_owed = bool(orders) and kept is not Obedience.NOTHING
    return _answer(
        _("Apakah dilaksanakan"),
        word("obedience", kept),
        more=more if is_owed else "",
        anchor="putusan" if is_owed else "",
    )
