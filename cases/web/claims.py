"""The ledger of a dispute from within, as the registry's and the parties' pages show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.domain.admissions import LegalEffect, Relation
from cases.domain.notices import Side
from cases.domain.transcripts import Line, short_citation
from cases.models import Assertion, Dispute, Participant, Representation
from cases.queries import access, case_room, parties
from cases.queries import admissions as queries
from cases.queries.admissions import Claim, Taken
from cases.queries.press import Place
from cases.web import case_parts
from cases.web.words import in_tongue, word


@dataclass(frozen=True, slots=True)
class Desk:
    """Who reads the ledger of a dispute, and what they may do there.

    ``keeps``: of the registry; ``inside``: of the commission; ``party``: for whom they write.
    """

    dispute: Dispute
    inside: bool
    keeps: bool
    party: Participant | None

    def address(self, act: str, *args: Any) -> str:
        """Where an act on a stance is done, at this reader's own place."""
        where = "case_stance" if self.keeps else "desk_stance"
        return reverse(f"{where}_{act}", args=[self.dispute.code, *args])

    @property
    def home(self) -> str:
        """Where the ledger stands for this reader."""
        where = "case_admissions" if self.inside else "desk_admissions"
        return reverse(where, args=[self.dispute.code])


def desk(request: HttpRequest, code: str) -> Desk:
    """The dispute as this reader may read it.

    Raises:
        Http404: it does not exist for them.
    """
    user = request.user
    dispute: Dispute = get_object_or_404(case_room.visible_to(user), code=code)
    inside = queries.is_inside(user, dispute)
    return Desk(
        dispute=dispute,
        inside=inside,
        keeps=access.disputes_kept_by(user).filter(pk=dispute.pk).exists(),
        party=None if inside else queries.party_of(user, dispute),
    )


def kept(request: HttpRequest, code: str) -> Dispute:
    """A dispute of the reader's own registry.

    Raises:
        Http404: it is not theirs to keep.
    """
    rows = access.disputes_kept_by(request.user).prefetch_related("numbers")
    dispute: Dispute = get_object_or_404(rows, code=code)
    return dispute


def head(dispute: Dispute) -> dict[str, Any]:
    """What every page about a dispute's ledger shows above all."""
    return {"dispute": dispute, "register": case_parts.register_of(dispute)}


def claim(told: Claim, at: Desk) -> dict[str, Any]:
    """A proposition with its stances, side by side."""
    row = told.proposition
    names = {Side.APPLICANT: _("Pemohon"), Side.RESPONDENT: _("Termohon"), "": _("Yang lain")}
    return {
        "code": row.code,
        "text": in_tongue(row.text, row.text_en),
        "not_covering": row.not_covering,
        "items": [item.label for item in told.items],
        "add": reverse("case_stance_new", args=[at.dispute.code, row.code]) if at.keeps else "",
        "sides": [
            {"name": names[side], "stances": [stance(one, at) for one in rows]}
            for side, rows in told.sides.items()
            if rows or side
        ],
    }


def stance(one: Taken, at: Desk) -> dict[str, Any]:
    """One stance: what was said, by whom and with what authority, and what became of it."""
    row = one.assertion
    return {
        "pk": row.pk,
        "stance": word("stance", row.stance),
        "strength": word("stance_strength", row.strength),
        "effect": word("legal_effect", row.legal_effect)
        if row.legal_effect != LegalEffect.NONE
        else "",
        "on": row.made_on,
        "who": row.person.name if row.person else "",
        "party": parties.full_name(row.participant) if row.participant else "",
        "capacity": row.capacity,
        "words": one.words,
        **_source(one),
        "authority": _authority(one.authority) if row.participant else "",
        "lacks_authority": bool(row.participant and row.person and one.authority is None),
        "withdrawn_on": one.withdrawn_by.made_on if one.withdrawn_by else None,
        "withdraws": row.withdraws_id is not None,
        "contests": [_contest(each, at) for each in one.contests],
        "chair": one.chair,
        "review": _review(row, waits=one.waits),
        "together": [
            _together(relation, other)
            for relation, other in one.together
            if relation is Relation.TENSION or not _is_same_hearing(row, other)
        ],
        "acts": _acts(one, at),
    }


def place_of(place: Place) -> dict[str, str]:
    """Where words are printed, and the page of the transcript that shows them."""
    edition, first, last = place
    told = short_citation(_line(first), _line(last))
    start = f"{first[0]}:{first[1]}"
    path = start if first == last else f"{start}-{last[0]}:{last[1]}"
    is_public = edition.published_at is not None
    address = reverse("passage", args=[edition.hearing.code, edition.no, path])
    return {"place": told, "address": address if is_public else ""}


def _line(place: tuple[int, int]) -> Line:
    return Line(*place, number=None, char_from=0, char_to=0, text="", kind="text")


def _source(one: Taken) -> dict[str, Any]:
    row = one.assertion
    found: dict[str, Any] = {"place": "", "address": "", "exhibit": "", "outlet": ""}
    if one.place is not None:
        found |= place_of(one.place)
    if row.exhibit is not None:
        found["exhibit"] = f"{row.exhibit.side}-{row.exhibit.no}: {row.exhibit.title}"
        found["exhibit_page"] = row.exhibit_page
    if row.public_statement is not None:
        found["outlet"] = row.public_statement.outlet or _("pernyataan publik")
    return found


def _authority(paper: Representation | None) -> str:
    if paper is None:
        return ""
    basis = word("representation_basis", paper.basis)
    return f"{basis}, {paper.signed_on:%d-%m-%Y}" if paper.signed_on else basis


def _contest(each: Any, at: Desk) -> dict[str, Any]:
    waits = not each.reviewed_by and not hasattr(each, "refusal")
    return {
        "by": parties.full_name(each.participant),
        "on": each.contested_on,
        "reason": each.reason,
        "review": _review(each, waits=waits),
        "address": reverse("case_contest_review", args=[at.dispute.code, each.pk])
        if waits and at.keeps
        else "",
    }


def _review(row: Any, *, waits: bool) -> dict[str, str]:
    """Whether a second person has read it: waiting, confirmed, refused or not needed."""
    refusal = getattr(row, "refusal", None)
    if refusal is not None:
        return {"state": "refused", "reason": refusal.reason}
    if row.reviewed_by:
        return {"state": "reviewed", "reason": ""}
    return {"state": "waits" if waits else "", "reason": ""}


def _is_same_hearing(one: Assertion, other: Assertion) -> bool:
    """Who says the same twice in one hearing confirms nothing."""
    heard = [row.utterance.hearing_id for row in (one, other) if row.utterance]
    return len(heard) == 2 and heard[0] == heard[1]


def _together(relation: str, other: Assertion) -> dict[str, Any]:
    return {"relation": word("stance_relation", relation), "pk": other.pk, "on": other.made_on}


def _acts(one: Taken, at: Desk) -> Sequence[Mapping[str, str]]:
    row = one.assertion
    own = row.participant is not None and row.participant == at.party
    can_say = row.participant is not None and (at.keeps or own)
    told = [
        (at.keeps and one.waits, "review", _("Periksa")),
        (at.keeps and row.utterance_id is not None and one.chair is None, "confirm",
         _("Kukuhkan")),
        (can_say, "contest", _("Bantah")),
        (can_say and one.withdrawn_by is None, "withdraw", _("Cabut")),
    ]  # fmt: skip
    return [
        {"label": label, "address": at.address(act, row.pk)} for may, act, label in told if may
    ]
