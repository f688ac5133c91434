"""The page of a dispute, part by part, as the components draw it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cases.domain import wording
from cases.domain.panels import BENCH
from cases.domain.publication.bodies import DisputeBody
from cases.domain.publication.copies import DecisionCopy, DocumentCopy, ItemCopy, TimelineCopy
from cases.domain.publication.words import AdmissionCopy, DiscrepancyCopy, HearingCopy
from cases.domain.stages import Stage, is_over
from cases.queries import public
from cases.web import casebrief, causes, clocks, entries, signed
from cases.web.words import form_name, form_place, in_tongue, outcome, paper_name, tongue, word

KINDS = {
    "sidang": "hearing",
    "putusan": "decision",
    "luar-sidang": "outside",
    "tenggat": "deadline",
}
GROUPS = {
    "request": gettext_lazy("Di badan publik"),
    "dispute": gettext_lazy("Di Komisi Informasi"),
    "after": gettext_lazy("Sesudah putusan"),
}


def context(found: public.Found) -> dict[str, Any]:
    """Everything that ``register/dispute.html`` shows."""
    case, row = found.case, found.dispute
    sources = entries.Sources()
    address = f"/perkara/{row.commission_code}/{row.slug}/"
    parts = {
        "row": row,
        "case": case,
        "address": address,
        "sides": _sides(case),
        "say": _state(found),
        "brief": casebrief.brief(found, timezone.localdate()),
        "facts": _facts(case, sources),
        "steps": _steps(case),
        "clocks": clocks.drawn(case.clocks, case.hearings),
        "items": [_item(item, case, sources) for item in case.items],
        "admissions": [_admission(one, found, sources) for one in case.admissions],
        "questions": [
            entries.question(one, case.sources, sources) for one in case.open_questions
        ],
        "hearings": [_hearing(one, address) for one in case.hearings],
        "events": _events(case.timeline, case, sources),
        "decisions": [_decision(one, case, sources) for one in case.decisions],
        "orders": [_order(one, case, sources) for one in case.panel_orders],
        "exemptions": [_exemption(one, case, sources) for one in case.exemptions],
        "courts": [_court(one, case, sources) for one in case.court_stages],
        "statements": [
            entries.statement(one, case.sources, sources) for one in case.statements
        ],
        "documents": documents(case.documents, case.hearings),
        "discrepancies": [discrepancy(one) for one in case.discrepancies],
        "unknowns": case.unknowns,
    }
    sources.keys([source.number for source in case.sources], case.sources)
    return {**parts, "sources": sources.listed(), "toc": _toc(parts)}


def _sides(case: DisputeBody) -> list[dict[str, Any]]:
    """Each side with its names, and the record of those that have one."""
    records = {"pemohon": "organisation_record", "termohon": "body_record"}
    return [
        {"role": word("party_role", role), "names": names}
        for role, route in records.items()
        if (
            names := [
                (party.name, reverse(route, args=[party.slug]) if party.slug else "")
                for party in case.parties
                if party.role == role
            ]
        )
    ]


def _state(found: public.Found) -> str:
    """Where it stands, in one sentence a lay reader can repeat."""
    row, case = found.dispute, found.case
    ended = [one for one in case.decisions if one.pronounced_on]
    if not ended and is_over(Stage(row.stage)):
        return word("stage_told", row.stage)
    if not ended:
        return _("Tahap sekarang: %(stage)s.") % {"stage": word("stage", row.stage)}
    last = max(ended, key=lambda one: one.pronounced_on or one.pronounced_on)
    result = outcome(last.result, last.disposition)
    told = _("Diputus %(day)s: %(result)s.") % {
        "day": wording.long_date(last.pronounced_on, tongue()) if last.pronounced_on else "",
        "result": result,
    }
    return told + " " + _("Tahap sekarang: %(stage)s.") % {"stage": word("stage", row.stage)}


def _facts(case: DisputeBody, sources: entries.Sources) -> list[dict[str, Any]]:
    chair = {"ketua_majelis": _("Ketua")}
    panel = [
        f"{seat.name} ({chair[seat.seat]})" if seat.seat in chair else seat.name
        for seat in case.panel
        if seat.ends_on is None and seat.seat in BENCH
    ]
    counsel = [
        one.name for party in case.parties if party.role == "termohon"
        for one in party.representations
    ]  # fmt: skip
    numbers = [number.raw for number in case.numbers if number.kind == "decision"]
    rows = (
        (_("Majelis"), ", ".join(panel)),
        (_("Panitera Pengganti"), ", ".join(case.registrars)),
        (_("Wakil Termohon"), ", ".join(dict.fromkeys(counsel))),
        (_("Nomor putusan"), ", ".join(numbers)),
    )
    refs = sources.keys(case.refs, case.sources)
    return [
        {
            "term": term,
            "text": text or _("tidak dilaporkan"),
            "sources": refs if no == 0 else [],
        }
        for no, (term, text) in enumerate(rows)
    ]


def _steps(case: DisputeBody) -> list[dict[str, str]]:
    states = {"done": "done", "now": "now", "unknown": "unknown", "next": "ahead"}
    return [
        {
            "state": states[step.state],
            "label": word("phase", step.phase),
            "note": in_tongue(step.words, step.words_en),
            "note_lang": "id" if step.words_en in {"", step.words} else "",
            "next": "",
        }
        for step in case.path
    ]


def _item(item: ItemCopy, case: DisputeBody, sources: entries.Sources) -> dict[str, Any]:
    given = item.disposition
    refs = (*item.refs, *(given.refs if given else ()))
    return {
        "label": item.label,
        "text": item.text,
        "text_en": item.text_en,
        "fate": item.fate,
        "positions": item.positions,
        "mode": word("access_mode", given.mode) if given and given.mode else "",
        "mode_note": given.mode_note if given else "",
        "exclusion": given.exclusion if given else "",
        "condition": given.condition if given else "",
        "note": given.note if given else item.note,
        "due_on": given.due_on if given else None,
        "confidence": item.confidence,
        "sources": sources.keys(dict.fromkeys(refs), case.sources),
    }


def _admission(
    copy: AdmissionCopy, found: public.Found, sources: entries.Sources
) -> dict[str, Any]:
    row, case = found.dispute, found.case
    return entries.entry(
        copy,
        entries.Frame(
            code=row.code,
            register=row.register,
            address=f"/perkara/{row.commission_code}/{row.slug}/",
            own=case.sources,
        ),
        sources,
    )


def _hearing(hearing: HearingCopy, address: str) -> dict[str, Any]:
    edition = hearing.editions[-1] if hearing.editions else None
    return {
        "seq": hearing.seq,
        "held_on": hearing.held_on,
        "kind": word("hearing_kind", hearing.kind),
        "agenda": hearing.agenda,
        "is_public": hearing.is_public,
        "state": causes.not_held(hearing.state),
        "panel": ", ".join(seat.name for seat in hearing.panel),
        "results": hearing.results,
        "address": f"{address}sidang/{hearing.seq}/",
        "transcript": f"/sidang/{hearing.code}/risalah/{edition.no}/" if edition else "",
    }


def _events(
    timeline: Sequence[TimelineCopy], case: DisputeBody, sources: entries.Sources
) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = []
    for part, lines in groupby(timeline, key=lambda line: line.part):
        for no, line in enumerate(lines):
            told.append(_event(line, str(GROUPS[part]) if no == 0 else "", case, sources))
    return told


def _event(
    line: TimelineCopy, group: str, case: DisputeBody, sources: entries.Sources
) -> dict[str, Any]:
    return {
        "group": group,
        "kind": KINDS.get(line.kind, ""),
        "on": line.occurred_on,
        "date_note": line.date_note,
        "title": in_tongue(line.text, line.text_en),
        "title_lang": "" if line.text_en else "id",
        "text": line.note,
        "sources": sources.keys(line.refs, case.sources),
    }


def _decision(
    copy: DecisionCopy, case: DisputeBody, sources: entries.Sources
) -> dict[str, Any]:
    return {
        "kind": word("decision_kind", copy.kind),
        "number": copy.number,
        "number_note": copy.number_note,
        "pronounced_on": copy.pronounced_on,
        "date_note": copy.date_note,
        "scope": copy.scope,
        "result": outcome(copy.result, copy.disposition),
        "result_lang": tongue() if copy.disposition else "id",
        "result_note": copy.result_note,
        "dissent": copy.dissent,
        "orders": copy.orders,
        "dispositions": copy.dispositions,
        "confidence": copy.confidence,
        "sources": sources.keys(copy.refs, case.sources),
    }


def _order(copy: Any, case: DisputeBody, sources: entries.Sources) -> dict[str, Any]:
    return {
        "what": copy.what,
        "to": copy.to,
        "by": copy.by_note or copy.given_by,
        "held_on": copy.held_on,
        "due_on": copy.due_on,
        "kept_on": copy.kept_on,
        "lapsed_on": copy.lapsed_on,
        "outcome": copy.outcome,
        "sources": sources.keys(copy.refs, case.sources),
    }


def _exemption(copy: Any, case: DisputeBody, sources: entries.Sources) -> dict[str, Any]:
    grounds = [word("exemption_ground", code) for code in copy.grounds]
    return {
        "grounds": grounds,
        "reason": copy.reason,
        "test": copy.consequence_test,
        "result": copy.result,
        "claimed_on": copy.claimed_on,
        "withdrawn_on": copy.withdrawn_on,
        "sources": sources.keys(copy.refs, case.sources),
    }


def _court(copy: Any, case: DisputeBody, sources: entries.Sources) -> dict[str, Any]:
    return {
        "name": copy.court_name,
        "number": copy.number,
        "by": word("party_role", copy.brought_by),
        "on": copy.dated_on,
        "date_note": copy.date_note,
        "result": copy.result,
        "note": copy.note,
        "sources": sources.keys(copy.refs, case.sources),
    }


def documents(
    papers_of: Sequence[DocumentCopy], hearings: Sequence[HearingCopy]
) -> list[dict[str, Any]]:
    """One row for each paper; the forms of one transcript stand on one row."""
    days = {hearing.code: hearing.held_on for hearing in hearings}
    kinds = {
        (hearing.code, edition.no): edition.kind
        for hearing in hearings
        for edition in hearing.editions
    }

    def place(one: DocumentCopy) -> tuple[Any, ...]:
        held_on = days.get(one.hearing_code, date.min)
        return one.kind, held_on, one.hearing_code, one.edition or 0, form_place(one)

    groups = groupby(
        sorted(papers_of, key=place), key=lambda one: (one.kind, one.hearing_code, one.edition)
    )
    return [
        _paper(list(group), days.get(hearing), kinds.get((hearing, no), ""))
        for (_kind, hearing, no), group in groups
    ]


def _paper(
    forms: Sequence[DocumentCopy], held_on: date | None, edition_kind: str
) -> dict[str, Any]:
    lead = forms[0]
    day = f", {wording.long_date(held_on, tongue())}" if held_on else ""
    place = [lead.hearing_code, lead.edition]
    awaited = next((one.code for one in forms if not one.is_ready), "")
    return {
        "title": f"{paper_name(lead.title, lead.kind)}{day}",
        "address": reverse("transcript", args=place) if lead.edition else "",
        "files": [
            {"label": form_name(one), "address": f"/berkas/{one.code}/"}
            for one in forms
            if one.is_ready
        ],
        "awaited": reverse("paper_progress", args=[awaited]) if awaited else "",
        "facts": _nature(forms, edition_kind),
        "code": "" if lead.edition else lead.code,
    }


def _nature(forms: Sequence[DocumentCopy], edition_kind: str) -> list[str]:
    """What a transcript is, and by whom it is signed once it is made."""
    if not edition_kind:
        return []
    told = [word("edition_kind", edition_kind)]
    if all(one.is_ready for one in forms):
        told.append(signed.sentence(next((f.signature for f in forms if f.signature), None)))
    return told


def discrepancy(copy: DiscrepancyCopy) -> dict[str, Any]:
    return {
        "about": copy.about,
        "versions": [{"text": text, "sources": []} for text in copy.versions],
        "used": copy.used,
        "reason": copy.reason,
    }


def _toc(parts: dict[str, Any]) -> list[dict[str, Any]]:
    named = (
        ("jam", pgettext("many", "Jam"), "clocks"),
        ("butir", pgettext("many", "Butir"), "items"),
        ("pengakuan", _("Pengakuan"), "admissions"),
        ("pertanyaan", _("Belum dijawab"), "questions"),
        ("sidang", pgettext("many", "Sidang"), "hearings"),
        ("linimasa", _("Linimasa"), "events"),
        ("putusan", pgettext("many", "Putusan"), "decisions"),
        ("dokumen", _("Dokumen"), "documents"),
        ("sumber", _("Sumber"), ""),
    )
    return [
        {"anchor": anchor, "label": label, "count": len(parts[key]) if key else ""}
        for anchor, label, key in named
        if not key or parts[key]
    ]
