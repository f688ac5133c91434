"""The pages of the public register: a dispute, a hearing of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.domain import wording
from cases.domain.publication.words import AppearanceCopy
from cases.queries import public
from cases.web import casepage, causes, entries, kept_pages
from cases.web.words import in_tongue, tongue, word

Known = TypeVar("Known")


@require_safe
def dispute(request: HttpRequest, commission: str, slug: str) -> HttpResponse:
    """Everything public of one dispute; an old number leads to the present one."""
    row = _known(public.listed_by_slug, commission, slug)
    if isinstance(row, public.Moved):
        return redirect("dispute", row.commission_code, row.slug, permanent=True)

    def read() -> dict[str, Any]:
        found = _known(public.dispute_by_slug, commission, slug)
        if isinstance(found, public.Moved):  # between the two readings
            raise Http404
        return casepage.context(found)

    context = {
        "row": row,
        "page": kept_pages.Part(request, read),
        "crumbs": [(_("Register"), "/perkara/"), (_named(row), "")],
    }
    return render(request, "register/dispute.html", context)


@require_safe
def hearing(request: HttpRequest, commission: str, slug: str, seq: int) -> HttpResponse:
    """One hearing of a dispute: who sat, who came, what came of it, and the words."""
    row = _known(public.listed_by_slug, commission, slug)
    if isinstance(row, public.Moved):
        return redirect("hearing", row.commission_code, row.slug, seq, permanent=True)

    if not public.has_hearing(row, seq):
        raise Http404
    page = kept_pages.Part(request, lambda: _hearing(row, public.hearing_by_seq(row, seq)))
    return render(request, "register/hearing.html", {"row": row, "page": page})


def _known(find: Callable[[str, str], Known], commission: str, slug: str) -> Known:
    try:
        return find(commission, slug)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing


def _named(row: public.Dispute) -> str:
    """Its number, or what it is about where no number was reported."""
    return row.register or in_tongue(row.subject, row.subject_en)


def _hearing(row: public.Dispute, sitting: public.Sitting) -> dict[str, Any]:
    body = sitting.body
    sources = entries.Sources()
    address = f"/perkara/{row.commission_code}/{row.slug}/"
    edition = body.hearing.editions[-1] if body.hearing.editions else None
    questions = [  # the page is dated already
        {**entries.question(one, body.sources, sources), "asked_on": None}
        for one in body.questions
    ]
    refs = sources.keys(body.hearing.refs, body.sources)
    sources.keys([source.number for source in body.sources], body.sources)
    return {
        "row": row,
        "sitting": sitting,
        "hearing": body.hearing,
        "body": body,
        "kind": word("hearing_kind", body.hearing.kind),
        "moves": causes.sitting(sitting),
        "address": address,
        "served": [
            (ref.register or ref.short, f"{entries.dispute_address(ref)}sidang/{ref.seq}/")
            for ref in body.disputes
        ],
        "attendance": [_appearance(one) for one in body.hearing.appearances],
        "transcript": f"/sidang/{sitting.row.code}/risalah/{edition.no}/" if edition else "",
        "is_reconstruction": edition is not None and edition.kind == "reconstruction",
        "questions": questions,
        "documents": casepage.documents(body.documents, [body.hearing]),
        "discrepancies": [casepage.discrepancy(one) for one in body.discrepancies],
        "refs": refs,
        "sources": sources.listed(),
        "crumbs": [
            (_("Register"), "/perkara/"),
            (_named(row), address),
            (wording.long_date(body.hearing.held_on, tongue()), ""),
        ],
    }


def _appearance(one: AppearanceCopy) -> dict[str, str]:
    return {
        "name": one.name or _("nama tidak dilaporkan"),
        "role": word("party_role", one.role),
        "capacity": one.capacity,
        "presence": one.presence,
        "note": one.note,
    }
