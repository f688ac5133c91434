"""The transcript reader: pages, citations, and the same record in its other forms."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.domain.wording import long_date
from cases.queries import public
from cases.web import entries, folios, paging
from cases.web.words import FORMS, tongue, word

WINDOW = 20  # pages shown at once; a long day is read in stretches


@require_safe
def hearing(request: HttpRequest, code: str) -> HttpResponse:
    """A hearing by its code goes to the page it has in its first dispute."""
    try:
        sitting = public.hearing_by_code(code)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing
    if not sitting.body.disputes:
        raise Http404
    first = sitting.body.disputes[0]
    return redirect("hearing", first.commission_code, first.slug, first.seq)


@require_safe
def transcript(request: HttpRequest, code: str, edition: int) -> HttpResponse:
    """One edition, a stretch of pages at a time, each line an address."""
    found = _edition(code, edition)
    first = _first_page(request, found.edition.pages)
    last = min(first + WINDOW - 1, found.edition.pages)
    printed = public.folios(found, first, last)
    papers = public.documents_of(found.edition)
    return render(
        request,
        "transcripts/transcript.html",
        {
            "found": found,
            "body": found.body,
            "edition": _certificate(found),
            "folio_list": folios.pages(
                found, printed, folios.codes_of(found), _cited(request, code, edition)
            ),
            "outline": _outline(found),
            "speakers": [
                {"name": one.name, "role": word("spoken_role", one.seat)}
                for one in found.body.speakers
            ],
            "downloads": _downloads(papers),
            "awaited": _awaited(papers),
            "errata": _errata(found),
            "stretch": _stretch(first, last, found.edition.pages),
            "sources": _sources(found),
            "crumbs": _crumbs(found),
            "record": _record_words(found),
        },
    )


@require_safe
def passage(request: HttpRequest, code: str, edition: int, place: str) -> HttpResponse:
    """A citation leads to its lines, lit up; a line that is not there to the nearest one."""
    try:
        cited = public.passage(code, edition, place)
    except (ObjectDoesNotExist, ValueError) as nothing:
        raise Http404 from nothing
    if not cited.is_exact:
        context = {"cited": cited, "asked": place, "address": _lines(cited, code, edition)}
        return render(request, "transcripts/no_such_line.html", context, status=404)
    return redirect(_lines(cited, code, edition))


@require_safe
def utterance(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A turn by its number, in the latest edition."""
    try:
        found = public.edition(code)
        row = public.utterances(found).get(number=number)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing
    return redirect(_address(code, found.edition.no, row.page, f"#u{number}"))


def _edition(code: str, number: int) -> public.Transcript:
    try:
        return public.edition(code, number)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing


def _first_page(request: HttpRequest, pages: int) -> int:
    """The stretch that holds the page asked for by ``hal``."""
    page = min(paging.asked(request), max(pages, 1))
    return (page - 1) // WINDOW * WINDOW + 1


def _address(code: str, edition: int, page: int, anchor: str) -> str:
    query = f"?hal={page}" if page > WINDOW else ""
    return f"/sidang/{code}/risalah/{edition}/{query}{anchor}"


def _cited(request: HttpRequest, code: str, edition: int) -> folios.Cited:
    """The lines that ``baris`` asks to be lit up; none where it names none."""
    try:
        passage = public.passage(code, edition, request.GET["baris"])
    except (KeyError, ValueError):
        return folios.NOTHING
    return passage.first, passage.last


def _lines(cited: public.Passage, code: str, edition: int) -> str:
    """One line is an anchor; a range is asked for, so that it shows without a script."""
    (page, line), (last_page, last_line) = cited.first, cited.last
    if cited.first == cited.last:
        return _address(code, edition, page, f"#p{page}l{line}")
    query = {"baris": f"{page}:{line}-{last_page}:{last_line}"}
    if page > WINDOW:
        query["hal"] = str(page)
    place = reverse("transcript", args=[code, edition])
    return f"{place}?{urlencode(query, safe=':')}#p{page}l{line}"


def _certificate(found: public.Transcript) -> dict[str, Any]:
    row = found.edition
    return {
        "kind": row.kind,
        "number": row.no,
        "frozen_on": row.frozen_on,
        "certified_by": found.body.certified_by,
        "sha256": row.content_sha256,
        "code": row.code,
    }


def _outline(found: public.Transcript) -> list[dict[str, Any]]:
    code, no = found.hearing.code, found.edition.no
    return [
        {
            "title": part.title,
            "address": _address(code, no, part.page, f"#p{part.page}l{part.line}"),
            "place": {"page": part.page, "line": part.line},
        }
        for part in found.body.sections
    ]


def _downloads(papers: Iterable[public.Paper]) -> list[dict[str, str]]:
    """The forms of the record that are made already, in the order of ``FORMS``."""
    made = {paper.mime: paper for paper in papers if paper.file}
    return [
        {
            "label": form,
            "form": f"{made[mime].size // 1024 + 1} KB",
            "address": reverse("document", args=[made[mime].code]),
        }
        for mime, form in FORMS.items()
        if mime in made
    ]


def _awaited(papers: Iterable[public.Paper]) -> str:
    """Where to ask how far the forms are that are not made yet; nowhere when all are."""
    codes = [paper.code for paper in papers if not paper.file]
    return reverse("paper_progress", args=[codes[0]]) if codes else ""


def _errata(found: public.Transcript) -> list[dict[str, Any]]:
    code, no = found.hearing.code, found.edition.no
    return [
        {
            "number": f"R{no}-{one.no}",
            "dated_on": one.noted_on,
            "place": {
                "page": one.page,
                "line": one.line,
                "to_page": one.last_page,
                "to_line": one.last_line,
            },
            "address": _address(code, no, one.page, f"#p{one.page}l{one.line}"),
            "written": one.reads,
            "read": one.correct,
            "by": one.ordered_by,
        }
        for one in found.body.errata
    ]


def _stretch(first: int, last: int, pages: int) -> dict[str, Any] | None:
    """The way to the pages before and after; nothing where all are shown."""
    if pages <= WINDOW:
        return None
    return {
        "first": first,
        "last": last,
        "pages": pages,
        "before": f"?hal={first - WINDOW}" if first > 1 else "",
        "after": f"?hal={last + 1}" if last < pages else "",
    }


def _sources(found: public.Transcript) -> list[dict[str, Any]]:
    listed = entries.Sources()
    listed.keys([source.number for source in found.body.sources], found.body.sources)
    return listed.listed()


def _crumbs(found: public.Transcript) -> list[tuple[str, str]]:
    day = long_date(found.body.held_on, tongue())
    return [
        (_("Register"), "/perkara/"),
        (found.body.title, f"/sidang/{found.hearing.code}/"),
        (_("Risalah %(day)s") % {"day": day}, ""),
    ]


def _record_words(found: public.Transcript) -> str:
    register = found.body.registers[0] if found.body.registers else found.hearing.code
    return _("Risalah %(register)s, Sidang %(hearing)s, ed. %(edition)s") % {
        "register": register,
        "hearing": found.body.ordinal,
        "edition": found.edition.no,
    }
