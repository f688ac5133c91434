"""Searching the register: the page, and the same as a table and as JSON."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cases.adapters import tables
from cases.domain import wording
from cases.queries import public
from cases.web import kept_pages, paging, search_hits
from cases.web.words import FACETS, KINDS, ORDERS, word

SHOWN_VALUES = 8


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The register with its facets; the address keeps the whole search."""
    wanted = public.Search.from_query(request.GET)
    answer = _Answer(wanted)
    page = kept_pages.Part(request, answer.told, find=answer.plain, is_kept=not request.GET)
    return render(request, "register/search.html", {"wanted": wanted, "page": page})


class _Answer:
    """What answers, looked for once, when it is asked for."""

    def __init__(self, wanted: public.Search) -> None:
        self.wanted = wanted

    @cached_property
    def results(self) -> public.Results:
        return public.find(self.wanted)

    def plain(self) -> tuple[Any, ...]:
        """Everything from which the register without a question is made."""
        found = self.results
        told = (found.total, found.is_capped, found.of_newest, found.pages, found.kinds)
        return (*told, found.passing.counts, found.pool.disputes.versions(public.PER_PAGE))

    def told(self) -> dict[str, Any]:
        """Everything that ``register/search.html`` shows."""
        wanted, results = self.wanted, self.results
        return {
            "wanted": wanted,
            "results": results,
            "count": _count(results),
            "search": box(wanted),
            "facets": _facets(results),
            "tabs": _tabs(results),
            "hits": [search_hits.Drawn(one, wanted.asked) for one in results.hits],
            "orders": [] if wanted.kind else _orders(wanted),
            "suggestion": _suggestion(results),
            "files": _files(wanted),
            "pages": paging.pages(
                results.search.page, results.pages, lambda no: results.search.query(page=no)
            ),
        }


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """What answers, up to a thousand, as a table."""
    wanted = public.Search.from_query(request.GET)
    _results, hits = public.everything(wanted)
    rows = [search_hits.cells(one) for one in hits]
    body = tables.write_csv(search_hits.head(), rows)
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    name = f"perkara-{timezone.localdate()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """What answers, up to a thousand, with the facets of everything that does."""
    wanted = public.Search.from_query(request.GET)
    results, hits = public.everything(wanted)
    told = {
        "query": wanted.query(),
        "total": results.total,
        "is_capped": results.is_capped,
        "facets_of_newest": results.of_newest,
        "facets": {
            facet.parameter: {one.value: one.count for one in facet.values}
            for facet in results.facets
        },
        "hits": [search_hits.plain(one, settings.BASE_URL) for one in hits],
    }
    return JsonResponse(told, json_dumps_params={"ensure_ascii": False})


def box(wanted: public.Search) -> dict[str, Any]:
    """The context of ``_search.html``."""
    return {
        "action": reverse("register"),
        "q": wanted.q,
        "label": _("Cari perkara, badan publik, atau kata yang diucapkan"),
        "placeholder": _("misalnya: alibaba, atau 002/KIP-PSIP/II/2024"),
        "hint": _(
            "Tanda kutip mencari kata berurutan. Bidang: pemohon:, badan:, register:, ucapan:."
        ),
        "kept": [(public.PARAMETERS["kind"], wanted.kind)] if wanted.kind else [],
    }


def _count(results: public.Results) -> str:
    """How many answer; where more do than are counted, the last round number below."""
    kind = results.search.kind
    told = wording.thousands(_rounded(results.total) if results.is_capped else results.total)
    if kind:
        name = KINDS[kind]
        one = _("Lebih dari %(count)s %(kind)s") if results.is_capped else "%(count)s %(kind)s"
        return one % {"count": told, "kind": str(name).lower()}
    if results.is_capped:
        return _("Lebih dari %(count)s perkara") % {"count": told}
    return ngettext("%(count)s perkara", "%(count)s perkara", results.total) % {"count": told}


def _rounded(count: int) -> int:
    step = 1000 if count > 1000 else 100 if count > 100 else 1
    return (count - 1) // step * step if count > 1 else count


def _tabs(results: public.Results) -> list[dict[str, Any]]:
    """Disputes, and each kind of thing that can be found in them, with how many there are."""
    wanted = results.search
    return [
        {
            "label": label,
            "count": wording.thousands(results.kinds[kind]) if kind in results.kinds else "",
            "address": f"?{wanted.query(kind=kind)}",
            "is_current": kind == wanted.kind,
        }
        for kind, label in KINDS.items()
    ]


def _orders(wanted: public.Search) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "address": f"?{wanted.query(sort=order)}",
            "is_current": order == wanted.order,
        }
        for order, label in ORDERS.items()
        if order != "sesuai" or wanted.asked
    ]


def _suggestion(results: public.Results) -> dict[str, str] | None:
    if not results.suggestion:
        return None
    told = results.search.query(q=results.suggestion)
    return {"words": results.suggestion, "address": f"?{told}"}


def _files(wanted: public.Search) -> list[dict[str, str]]:
    """The same search as files, each under an address of its own."""
    told = wanted.query()
    forms = (
        ("down", "CSV", "register_csv"),
        ("down", "JSON", "register_json"),
        ("feed", _("Umpan Atom"), "search_news"),
        ("cal", _("Kalender sidang"), "search_calendar"),
    )
    return [
        {"icon": icon, "label": label, "address": f"{reverse(route)}{told and '?'}{told}"}
        for icon, label, route in forms
    ]


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
        "of_newest": results.of_newest,
    }


def _options(facet: public.Facet) -> list[dict[str, Any]]:
    return [
        {
            "value": one.value,
            "label": _value(facet, one),
            "count": str(one.count),
            "is_chosen": one.is_chosen,
        }
        for one in facet.values
    ]


def _value(facet: public.Facet, one: public.FacetValue) -> str:
    """A facet's codes in words; names are shown as they are."""
    if facet.name == "exemption":
        return f"{one.value.removeprefix('17')}. {word(facet.group, one.value)}"
    return word(facet.group, one.value) if facet.group else one.label
