"""The public register: search, the page of a dispute, the page of a hearing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.domain import wording
from cases.domain.publication.folding import fold
from cases.domain.publication.words import AppearanceCopy
from cases.domain.rulings import fate_of
from cases.queries import public
from cases.web import casepage, causes, entries, paging
from cases.web.words import FACETS, ORDERS, in_tongue, tongue, word

SHOWN_VALUES = 8


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The register with its facets; the address keeps the whole search."""
    wanted = public.Search.from_query(request.GET)
    results = public.find(wanted)
    return render(
        request,
        "register/search.html",
        {
            "wanted": wanted,
            "results": results,
            "search": search_box(wanted.q),
            "facets": _facets(results),
            "hits": [_hit(hit, results.search.words) for hit in results.hits],
            "orders": [
                {
                    "label": label,
                    "address": f"?{wanted.query(sort=order)}",
                    "is_current": order == wanted.order,
                }
                for order, label in ORDERS.items()
                if order != "sesuai" or wanted.q
            ],
            "pages": paging.pages(
                results.search.page, results.pages, lambda no: results.search.query(page=no)
            ),
        },
    )


@require_safe
def dispute(request: HttpRequest, commission: str, slug: str) -> HttpResponse:
    """Everything public of one dispute; an old number leads to the present one."""
    found = _dispute(commission, slug)
    if isinstance(found, public.Moved):
        return redirect("dispute", found.commission_code, found.slug, permanent=True)
    context = casepage.context(found)
    context["crumbs"] = [
        (_("Register"), "/perkara/"),
        (_named(found), ""),
    ]
    return render(request, "register/dispute.html", context)


@require_safe
def hearing(request: HttpRequest, commission: str, slug: str, seq: int) -> HttpResponse:
    """One hearing of a dispute: who sat, who came, what came of it, and the words."""
    found = _dispute(commission, slug)
    if isinstance(found, public.Moved):
        return redirect("hearing", found.commission_code, found.slug, seq, permanent=True)
    try:
        sitting = public.hearing_by_seq(found.dispute, seq)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing
    return render(request, "register/hearing.html", _hearing(found, sitting))


def search_box(words: str) -> dict[str, Any]:
    """The context of ``_search.html``."""
    return {
        "action": "/perkara/",
        "q": words,
        "label": _("Cari perkara, badan publik, atau kata yang diucapkan"),
        "placeholder": _("misalnya: alibaba, atau 002/KIP-PSIP/II/2024"),
        "hint": _(
            "Nomor register boleh ditulis dengan garis miring, tanda hubung, atau spasi."
        ),
        "kept": [],
    }


def _dispute(commission: str, slug: str) -> public.Found | public.Moved:
    try:
        return public.dispute_by_slug(commission, slug)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing


def _named(found: public.Found) -> str:
    """Its number, or what it is about where no number was reported."""
    row = found.dispute
    return row.register or in_tongue(row.subject, row.subject_en)


def _facets(results: public.Results) -> dict[str, Any]:
    groups = [
        {
            "name": facet.parameter,
            "legend": FACETS[facet.name],
            "options": options[:SHOWN_VALUES],
            "more": options[SHOWN_VALUES:],
            "is_open": any(one["is_chosen"] for one in options[SHOWN_VALUES:]),
        }
        for facet in results.facets
        if len(options := _options(facet)) > 1 or any(one["is_chosen"] for one in options)
    ]
    wanted = results.search
    return {
        "action": reverse("register"),
        "kept": [(name, value) for name, value in wanted.kept() if value],
        "chosen": [
            {"label": _value(facet, one), "address": f"?{one.query}"}
            for facet, one in results.chosen
        ],
        "clear": f"?{wanted.without_facets()}",
        "groups": groups,
    }


def _options(facet: public.Facet) -> list[dict[str, Any]]:
    return [
        {
            "value": one.value,
            "label": _value(facet, one),
            "count": one.count,
            "is_chosen": one.is_chosen,
        }
        for one in facet.values
    ]


def _value(facet: public.Facet, one: public.FacetValue) -> str:
    """A facet's codes in words; names are shown as they are."""
    return word(facet.group, one.value) if facet.group else one.label


def _hit(hit: public.Hit, words: Sequence[str]) -> dict[str, Any]:
    row = hit.dispute
    spoken = hit.spoken[0] if hit.spoken else None
    disposition = word("disposition", row.disposition)
    dated = []
    if row.decided_on:
        dated.append(
            _("putusan %(day)s") % {"day": wording.short_date(row.decided_on, tongue())}
        )
    elif row.received_on:
        dated.append(
            _("masuk %(day)s") % {"day": wording.short_date(row.received_on, tongue())}
        )
    return {
        "number": row.register or _("tanpa nomor"),
        "kind": row.commission_short,
        "title": f"{row.applicant_short or row.applicant} v. "
        f"{row.respondent_short or row.respondent}",
        "address": f"/perkara/{row.commission_code}/{row.slug}/",
        "subject": row.subject,
        "subject_en": row.subject_en,
        "words": _spoken(spoken, words),
        "has_admission": row.admission_count > 0,
        "fate": fate_of(row.disposition),
        "outcome": disposition if row.disposition else word("stage", row.stage),
        "dated": dated,
        "is_sample": row.subject.startswith("Contoh buatan"),
    }


def _spoken(spoken: Any, words: Sequence[str]) -> dict[str, Any] | None:
    if spoken is None:
        return None
    return {
        "text": _marked(spoken.text, words),
        "place": {
            "page": spoken.page,
            "line": spoken.line,
            "to_page": spoken.last_page,
            "to_line": spoken.last_line,
        },
        "label": spoken.speaker or word("spoken_role", spoken.role),
        "address": f"/b/{spoken.hearing_id}/{spoken.number}",
    }


def _marked(text: str, words: Sequence[str]) -> SafeString:
    """The text with what was looked for in ``<mark>``, however it is written there."""
    pieces = re.split(r"(\w+)", text)
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", piece),)
            if fold(piece).strip().startswith(tuple(words) or ("\0",))
            else (piece,)
            for piece in pieces
        ),
    )


def _hearing(found: public.Found, sitting: public.Sitting) -> dict[str, Any]:
    body, row = sitting.body, found.dispute
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
            (_named(found), address),
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
