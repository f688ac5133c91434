"""What was said, as the components draw it: turns, exchanges, statements, ledger entries.

Sources: a copy cites by numbers of its own list; a page has one list for all it shows, so
numbers become keys here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.domain import wording
from cases.domain.admissions import Relation, Stance, Stand, relations
from cases.domain.publication.bodies import AdmissionBody
from cases.domain.publication.copies import DisputeRef, SourceCopy
from cases.domain.publication.folding import digest
from cases.domain.publication.words import (
    AdmissionCopy,
    ExchangeCopy,
    Mark,
    OutsideCopy,
    QuestionCopy,
    SpokenCopy,
    StanceCopy,
    StatementCopy,
)
from cases.web.words import in_tongue, tongue, word


class Listed(list[dict[str, Any]]):
    """The sources under a page, and where each of them stands."""

    @cached_property
    def places(self) -> dict[str, tuple[int, str]]:
        """By key, the number of a source, from 1, and who published it."""
        told = enumerate(self, start=1)
        return {source["key"]: (number, source["publisher"]) for number, source in told}

    @cached_property
    def fingerprint(self) -> str:
        """What stands for the list where it is given to many pieces of its page."""
        return digest(list(self))


class Sources:
    """The one list of sources of a page, each publication once, in order of appearance."""

    def __init__(self) -> None:
        self.rows: dict[str, SourceCopy] = {}

    def keys(self, refs: Iterable[int], own: Sequence[SourceCopy]) -> list[str]:
        """The keys behind the numbers of one body; its publications join the page's list."""
        numbered = {source.number: source for source in own}
        found = [numbered[ref] for ref in refs if ref in numbered]
        for source in found:
            self.rows.setdefault(source.key, source)
        return [source.key for source in found]

    def listed(self) -> Listed:
        """The context of ``_sources.html``."""
        return Listed(
            {
                "key": source.key,
                "publisher": source.publisher,
                "title": source.title,
                "dated": wording.reported_date(source.published_on, source.dated, tongue()),
                "is_party_material": source.kind == "applicant",
            }
            for source in self.rows.values()
        )


def dispute_address(dispute: DisputeRef) -> str:
    """Where the page of a dispute stands."""
    return f"/perkara/{dispute.commission_code}/{dispute.slug}/"


def place(spoken: SpokenCopy) -> dict[str, int]:
    """Page and line as the format filters read them."""
    return {
        "page": spoken.page,
        "line": spoken.line,
        "to_page": spoken.last_page,
        "to_line": spoken.last_line,
    }


def turn(spoken: SpokenCopy) -> dict[str, Any]:
    """The context of ``_turn.html``; what is admitted is marked wherever it is quoted."""
    kinds = {"question": "question", "answer": "answer"}
    return {
        "kind": "admission" if spoken.admissions else kinds.get(spoken.kind, "speech"),
        "speaker": spoken.speaker or word("spoken_role", spoken.role),
        "role": word("spoken_role", spoken.role) if spoken.speaker else "",
        "text": spoken.text,
        "text_en": spoken.text_en,
        "rendering": spoken.rendering,
        "note": spoken.note,
        "place": place(spoken),
        "address": spoken.address,
    }


def ledger_marks(admissions: Iterable[Mark]) -> list[dict[str, str]]:
    """What is admitted, by the code of the proposition and its place in the ledger."""
    return [
        {"code": code, "address": f"{reverse('admissions')}#{dispute}-{code}".lower()}
        for dispute, code in admissions
    ]


def question(copy: QuestionCopy, own: Sequence[SourceCopy], sources: Sources) -> dict[str, Any]:
    """The context of ``_question.html``: a question, what answered it, what that admits."""
    said = (copy.asked, *copy.answers)
    admitted = dict.fromkeys(mark for one in said for mark in one.admissions)
    return {
        "label": copy.label,
        "fate": copy.fate,
        "asked_on": copy.asked_on,
        "due_on": copy.due_on,
        "items": copy.items,
        "note": copy.note,
        "turns": [turn(one) for one in said],
        "admissions": ledger_marks(admitted),
        "sources": sources.keys(copy.asked.refs, own),
    }


def exchange(told: ExchangeCopy, own: Sequence[SourceCopy], sources: Sources) -> dict[str, Any]:
    """One question with its answer, as ``_beside.html`` reads it."""
    turns = [turn(told.question)] if told.question else []
    turns.append(turn(told.answer))
    refs = sources.keys(told.answer.refs, own)
    return {"turns": turns, "note": _("Menurut pemberitaan"), "sources": refs}


def statement(
    copy: StatementCopy, own: Sequence[SourceCopy], sources: Sources, *, about: str = ""
) -> dict[str, Any]:
    """The context of ``_statement.html``: words outside the hearing."""
    notes = [copy.note]
    if copy.reports_for:
        notes.append(_("meneruskan kata %(house)s") % {"house": copy.reports_for})
    return {
        "about": about,
        "text": copy.text,
        "text_en": copy.text_en,
        "rendering": copy.rendering,
        "speaker": copy.name,
        "capacity": copy.capacity,
        "said_on": copy.said_on,
        "place": copy.place,
        "outlet": copy.outlet,
        "medium": word("medium", copy.medium),
        "url": copy.url,
        "published_on": copy.published_on,
        "sha256": copy.archive_sha256,
        "archived_on": copy.archived_on,
        "note": "; ".join(note for note in notes if note),
        "sources": sources.keys(copy.refs, own),
    }


def outside(told: OutsideCopy, own: Sequence[SourceCopy], sources: Sources) -> dict[str, Any]:
    """A statement beside a proposition, with the one it is about and its stance on that."""
    about = _("Tentang %(code)s, %(text)s: %(stance)s") % {
        "code": told.about,
        "text": told.about_text,
        "stance": word("stance", told.stance),
    }
    return statement(told.statement, own, sources, about=about)


@dataclass(frozen=True, slots=True)
class Frame:
    """What an entry stands in: its dispute, and the sources its numbers count."""

    code: str
    register: str
    address: str
    own: Sequence[SourceCopy]


def ledger_entry(body: AdmissionBody, sources: Sources) -> dict[str, Any]:
    """The context of ``_entry.html`` for one proposition of the ledger."""
    address = dispute_address(body.dispute)
    frame = Frame(body.dispute.code, body.dispute.register, address, body.sources)
    return {
        **entry(body.admission, frame, sources),
        "dispute": body.dispute,
        "dispute_address": address,
        "parties": f"{body.applicant} v. {body.respondent}",
    }


def entry(admission: AdmissionCopy, frame: Frame, sources: Sources) -> dict[str, Any]:
    """The context of ``_entry.html``."""
    first = admission.exchanges[0] if admission.exchanges else None
    return {
        "key": f"{frame.code}-{admission.code}".lower(),
        "code": admission.code,
        "text": admission.text,
        "text_en": admission.text_en,
        "place": place(first.answer) if first else None,
        "address": first.address if first else "",
        "citation": _citation(frame, first),
        "held_on": admission.made_on,
        "exchanges": [exchange(one, frame.own, sources) for one in admission.exchanges],
        "statements": [
            outside(one, frame.own, sources)
            for one in (*admission.outside, *admission.also_said)
        ],
        **standing(admission.stances),
        "is_withdrawn": admission.is_withdrawn,
        "covers": [in_tongue(admission.text, admission.text_en)],
        "not_covering": [admission.not_covering] if admission.not_covering else [],
        "binds": _binds(admission),
        "items": [
            {"label": item.label, "address": f"{frame.address}#butir-{item.label}"}
            for item in admission.items
        ],
        "afterwards": [admission.afterwards] if admission.afterwards else [],
    }


def standing(stances: Sequence[StanceCopy]) -> dict[str, Any]:
    """What became of the stances, and which of one party can be read together; that somebody
    says the same twice in one hearing is no news.
    """
    told = [(no, one) for no, one in enumerate(stances)]
    pairs = relations(
        Stand(no, "", one.party_no or None, Stance(one.stance), one.is_withdrawn)
        for no, one in told
    )
    return {
        "withdrawn": [_stance(one) for _no, one in told if one.is_withdrawn],
        "contested": [
            {**_stance(one), "by": each.by, "since": each.on, "reason": each.reason}
            for _no, one in told
            for each in one.contests
        ],
        "confirmed": [
            {"place": one.chair_place, "address": one.chair_address}
            for _no, one in told
            if one.chair_place
        ],
        "pairs": [
            {
                "relation": word("stance_relation", pair.relation),
                "is_tension": pair.relation is Relation.TENSION,
                "party": stances[pair.first].party,
                "first": _stance(stances[pair.first]),
                "second": _stance(stances[pair.second]),
            }
            for pair in pairs
            if pair.relation is Relation.TENSION
            or stances[pair.first].hearing_code != stances[pair.second].hearing_code
        ],
    }


def _stance(one: StanceCopy) -> dict[str, Any]:
    where = one.exhibit or (_("di luar sidang") if one.statement_code else one.place)
    return {
        "stance": word("stance", one.stance),
        "on": one.made_on,
        "where": where,
        "address": one.address,
        "withdrawn_on": one.withdrawn_on,
    }


def _binds(admission: AdmissionCopy) -> list[str]:
    if not admission.binds:
        return []
    return [f"{admission.binds} ({word('party_role', admission.binds_role)})"]


def _citation(frame: Frame, first: ExchangeCopy | None) -> str:
    if first is None:
        return ""
    return _("Risalah %(register)s, ed. %(edition)s, hlm. %(place)s") % {
        "register": frame.register,
        "edition": first.answer.edition,
        "place": first.place,
    }
