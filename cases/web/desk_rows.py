"""A case of one's own table in words: for the screen, and for a file to take away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.adapters.tables import Cell
from cases.domain import wording
from cases.domain.deadlines import Unit
from cases.domain.desk import CaseKind
from cases.domain.notices import EVERYBODY, Side
from cases.models import Dispute
from cases.queries.desk import Case, Duty, Keeper, Waiting
from cases.web import tape
from cases.web.words import in_tongue, rule_name, tongue, word

SOON_DAYS = 7  # of the calendar


def case_address(case: Case) -> str:
    """Where a case is worked on, on the inside."""
    if case.dispute is None:
        return reverse("request", args=[case.code])
    return dispute_address(case.dispute)


def dispute_address(dispute: Dispute) -> str:
    """Where a dispute is worked on, on the inside."""
    return reverse("case_room", args=[dispute.code])


def row(case: Case, today: date, *, has_registry: bool) -> dict[str, Any]:
    """The context of one row of ``desk/_cases.html``."""
    is_dispute = case.dispute is not None
    return {
        "register": case.facts.number,
        "kind": word("case_kind", case.facts.kind),
        "is_dispute": is_dispute,
        "address": case_address(case),
        "public": _public(case),
        "told": reverse("dispute_notices", args=[case.code])
        if is_dispute and has_registry
        else "",
        "body": case.body or case.parties,
        "parties": case.parties,
        "is_ours": Side.APPLICANT in case.sides,
        "subject": case.subject,
        "subject_en": case.subject_en,
        "stage": word("stage", case.stage),
        "duty": title(case.duty) if case.duty else "",
        "text": text(case.duty) if case.duty else "",
        "who": who(case.duty, case) if case.duty else "",
        "due_on": case.facts.due_on,
        "left": left(case.facts.due_on, case.facts.left, today),
        "is_late": case.facts.is_late(today),
        "is_soon": case.facts.is_soon(today),
        "gauge": _gauge(case, today),
        "last": last(case),
        "last_is_foreign": bool(case.last and case.last.text and last(case) == case.last.text)
        and tongue() != "id",
        "last_on": case.last.on if case.last else None,
        "last_note": case.last.note if case.last else "",
        "keepers": [keeper(one) for one in case.keepers],
    }


def waiting(one: Waiting, today: date, *, may_write: bool) -> dict[str, Any]:
    """The context of one row of ``_duties.html``."""
    duty, case = one.duty, one.case
    days = (duty.due_on - today).days
    return {
        "state": "soon" if days <= SOON_DAYS else "",
        "day": wording.short_date(duty.due_on, tongue()),
        "note": left(duty.due_on, one.left, today),
        "title": title(duty),
        "text": text(duty),
        "confidence": duty.confidence,
        "case": case.parties,
        "case_address": case_address(case),
        "registers": case.facts.number or (_("belum sengketa") if case.dispute is None else ""),
        "who": duty.who or who(duty, case),
        "act": _act(duty, case) if may_write else None,
    }


def title(duty: Duty) -> str:
    """What is to be done, in a few words."""
    if duty.kind == "deadline":
        return rule_name(duty.what)
    if duty.kind == "hearing":
        return word("hearing_kind", duty.what)
    if duty.kind == "turn":
        return word("request_act", duty.what)
    return _("Perintah majelis") if duty.kind == "order" else _("Penyerahan informasi")


def text(duty: Duty) -> str:
    """What was ordered or promised, as it was said."""
    return duty.what if duty.kind in {"order", "disclosure"} else ""


def who(duty: Duty, case: Case) -> str:
    """Whose duty it is, as seen from one's own side."""
    if duty.sides == EVERYBODY:
        return _("semua pihak")
    if case.sides & set(duty.sides):
        return _("kami")
    if not duty.sides:
        return _("pengadilan")
    if case.dispute is None:
        return _("badan publik")
    return word("side", duty.sides[0])


def left(due_on: date | None, days: int | None, today: date) -> str:
    """How far the last day is, in working days; what is late is said in words."""
    if due_on is None:
        return ""
    if due_on == today:
        return _("hari ini")
    if due_on < today:
        late = ngettext("lewat %(days)s hari kerja", "lewat %(days)s hari kerja", -(days or 0))
        return late % {"days": -days} if days else _("lewat")
    if days is None:
        days = (due_on - today).days
        return ngettext("%(days)s hari lagi", "%(days)s hari lagi", days) % {"days": days}
    return ngettext("sisa %(days)s hari kerja", "sisa %(days)s hari kerja", days) % {
        "days": days
    }


def last(case: Case) -> str:
    """What happened last."""
    if case.last is None:
        return ""
    if case.last.step:
        return word("request_step", case.last.step)
    return in_tongue(case.last.text, case.last.text_en)


def keeper(one: Keeper) -> str:
    """Who looks after a case; that somebody has left is said."""
    return _("%(name)s (sudah keluar)") % {"name": one.name} if one.has_left else one.name


# --- To take away ---------------------------------------------------------------------------


def head(*, has_keepers: bool) -> list[str]:
    """The names of the columns of an exported table, in the language of the reader."""
    names = [
        _("Nomor"),
        _("Jenis"),
        _("Badan publik"),
        _("Informasi"),
        _("Para pihak"),
        _("Komisi"),
        _("Tahap"),
        _("Kewajiban berikutnya"),
        _("Giliran"),
        _("Hari terakhir"),
        _("Sisa hari kerja"),
        _("Keadaan"),
        _("Peristiwa terakhir"),
        _("Tanggal peristiwa"),
        _("Kode"),
    ]
    return [*names, _("Petugas")] if has_keepers else names


def cells(case: Case, today: date, *, has_keepers: bool) -> Iterator[Cell]:
    """One row of an exported table."""
    facts, duty = case.facts, case.duty
    yield facts.number
    yield word("case_kind", facts.kind)
    yield ", ".join(name for _slug, name in facts.bodies)
    yield in_tongue(case.subject, case.subject_en)
    yield case.parties
    yield case.commission
    yield word("stage", case.stage)
    yield ": ".join(part for part in (title(duty), text(duty)) if part) if duty else ""
    yield who(duty, case) if duty else ""
    yield facts.due_on
    yield facts.left
    yield left(facts.due_on, facts.left, today)
    yield last(case)
    yield case.last.on if case.last else None
    yield case.code
    if has_keepers:
        yield ", ".join(keeper(one) for one in case.keepers)


def _public(case: Case) -> str:
    """Its public page, where it has one."""
    if case.dispute is None or not case.slug:
        return ""
    return reverse("dispute", args=[case.dispute.commission.code, case.slug])


def _gauge(case: Case, today: date) -> dict[str, str] | None:
    """How much of the limit is used; nothing where that would say other than the words."""
    count = case.count
    if count is None or (case.facts.is_late(today) and count.used <= count.length):
        return None
    return tape.measured(count.length, count.used, Unit.WORKING_DAYS)


def _act(duty: Duty, case: Case) -> dict[str, str] | None:
    """Where one's own next step is taken."""
    if duty.kind != "turn" or not case.sides & set(duty.sides):
        return None
    if case.facts.kind is CaseKind.REQUEST and duty.what == "object":
        address = reverse("objection_letter", args=[case.code])
        return {"label": _("Tulis keberatan"), "address": address}
    return {"label": _("Ajukan sengketa"), "address": case_address(case)}
