"""Public bodies and organisations: their lists, and the record of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from cases.domain.parties import PartyRole
from cases.domain.rulings import ExemptionOutcome
from cases.queries import public
from cases.web import charts, exemptions, measures, paging, replies, rows, statistics
from cases.web.charts import Figure
from cases.web.measures import Measure
from cases.web.words import word

LONGEST = 100


@dataclass(frozen=True, slots=True)
class House:
    """One of the two kinds of party that have a record."""

    role: PartyRole
    listed: str  # names of routes
    record: str
    news: str
    parameter: str  # by which the register is narrowed to it
    title: str | Promise
    lede: str | Promise


BODIES = House(
    PartyRole.RESPONDENT,
    "bodies",
    "body_record",
    "public_body_news",
    "termohon",
    pgettext_lazy("many", "Badan publik"),
    gettext_lazy(
        "Badan publik yang menjadi Termohon dalam sengketa yang terbuka di sini, yang "
        "terbanyak lebih dahulu. Banyaknya sengketa bukan ukuran tertutupnya suatu badan: "
        "yang besar lebih sering dimintai informasi."
    ),
)
ORGANISATIONS = House(
    PartyRole.APPLICANT,
    "organisations",
    "organisation_record",
    "organisation_news",
    "pemohon",
    pgettext_lazy("many", "Pemohon"),
    gettext_lazy(
        "Organisasi yang mengajukan sengketa yang terbuka di sini. Pemohon perorangan "
        "tidak dimuat."
    ),
)


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    return _listing(request, BODIES)


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    return _listing(request, ORGANISATIONS)


@require_safe
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """What can be counted of a public body as respondent."""
    return _record(request, BODIES, slug)


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """What can be counted of an organisation as applicant."""
    return _record(request, ORGANISATIONS, slug)


def _listing(request: HttpRequest, house: House) -> HttpResponse:
    words = request.GET.get("nama", "").strip().replace("\x00", "")[:LONGEST]
    found = public.listing(house.role, paging.asked(request), words)
    kept = {"nama": words} if words else {}
    context = {
        "house": house,
        "found": found,
        "words": words,
        "listed": [
            {"row": row, "address": reverse(house.record, args=[row.slug])}
            for row in found.rows
        ],
        "pages": paging.pages(
            found.page, found.pages, lambda no: urlencode({**kept, "hal": no})
        ),
    }
    return render(request, "records/listing.html", context)


def _record(request: HttpRequest, house: House, slug: str) -> HttpResponse:
    try:
        found = public.record(house.role, slug, timezone.localdate())
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing
    context = {
        "house": house,
        "found": found,
        "headline": _headline(found),
        "figures": _figures(found),
        "facts": _facts(found),
        "disputes": [rows.dispute(one) for one in found.latest],
        "all_disputes": f"{reverse('register')}?{urlencode({house.parameter: found.slug})}",
        "news": reverse(house.news, args=[found.slug]),
        "calendar": f"{reverse('search_calendar')}?{urlencode({house.parameter: found.slug})}",
        "reply": _reply_address(request, house, slug),
        "crumbs": [(str(house.title), reverse(house.listed)), (found.short, "")],
        "today": timezone.localdate(),
    }
    return render(request, "records/record.html", context)


def _reply_address(request: HttpRequest, house: House, slug: str) -> str:
    """Where somebody signed in may speak for the body; empty for everybody else."""
    if not request.user.is_authenticated or house is not BODIES:
        return ""
    return replies.address_for(request.user, slug)


def _headline(found: public.Record) -> list[dict[str, Any]]:
    """The counts on top; each names what it is a part of."""
    told = found.figures
    return [
        {"name": _("sengketa"), "count": told.disputes, "of": ""},
        {"name": _("diputus"), "count": told.decided, "of": told.disputes},
        {"name": _("menunggu putusan"), "count": told.open, "of": told.disputes},
        {"name": _("dibawa ke pengadilan"), "count": told.appealed, "of": told.decided},
    ]


def _figures(found: public.Record) -> list[Figure]:
    told = found.figures
    shown = (
        statistics.outcomes(told),
        _claims(found),
        statistics.promises(told.promises),
        statistics.durations(told.durations),
        statistics.courts(told) if told.appealed else None,
    )
    return [figure for figure in shown if figure is not None]


def _claims(found: public.Record) -> Figure | None:
    """The exemptions claimed, by letter, and what came of them."""
    if not found.claims:
        return None
    kinds: Mapping[str, tuple[str, ...]] = {
        "main": (ExemptionOutcome.ANNULLED, ExemptionOutcome.PARTLY),
        "third": (ExemptionOutcome.UPHELD,),
        "out": tuple(
            one
            for one in ExemptionOutcome
            if one not in {ExemptionOutcome.ANNULLED, ExemptionOutcome.PARTLY,
                           ExemptionOutcome.UPHELD}
        ),
    }  # fmt: skip
    named = [
        (
            exemptions.letter_name(row.key),
            [sum(row.outcomes.get(one, 0) for one in kind) for kind in kinds.values()],
        )
        for row in found.claims
    ]
    annulled = sum(counts[0] for _name, counts in named)
    judged = annulled + sum(counts[1] for _name, counts in named)
    finding = _(
        "%(count)s dari %(all)s klaim yang dinilai dibatalkan, seluruhnya atau sebagian"
    )
    shown = [
        one for one in ExemptionOutcome if any(one in row.outcomes for row in found.claims)
    ]
    return Figure(
        measure=measures.EXEMPTIONS,
        finding=finding % {"count": annulled, "all": judged}
        if judged
        else _("Belum ada klaim yang dinilai"),
        bars=charts.stacked(named, tuple(kinds)),
        legend=(
            ("main", _("dibatalkan, seluruhnya atau sebagian")),
            ("third", _("dibenarkan")),
            ("out", _("tidak dinilai, atau belum diketahui")),
        ),
        columns=(_("Huruf"), *(word("exemption_outcome", one) for one in shown)),
        rows=tuple(
            (exemptions.letter_name(row.key), *(row.outcomes.get(one, 0) for one in shown))
            for row in found.claims
        ),
    )


def _facts(found: public.Record) -> list[tuple[Measure, str, str]]:
    """What was said in its hearings: the measure, the count, and where it is read."""
    asked = _("%(open)s dari %(all)s pertanyaan") % {
        "open": found.unanswered,
        "all": found.questions,
    }
    return [
        (measures.ADMISSIONS, str(found.admissions), reverse("admissions")),
        (measures.QUESTIONS, asked, reverse("questions")),
    ]
