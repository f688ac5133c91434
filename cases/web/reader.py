"""The transcript reader: pages, citations, and the same record in its other forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, partial
from typing import Any
from urllib.parse import quote, urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.domain.documents import TranscriptForm
from cases.domain.publication.bodies import ErratumCopy
from cases.domain.transcripts import Line, iri, roman, short_citation
from cases.domain.wording import long_date
from cases.queries import public
from cases.web import downloads, entries, folio_marks, folios, kept_pages, paging
from cases.web import reader_search as inside
from cases.web.words import form_name, form_place, tongue, word

PLACE = re.compile(r"\d{1,6}:\d{1,6}-\d{1,6}:\d{1,6}")
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
    find = cache(partial(_sought, request, code, edition))
    if "cari" in request.GET:
        _found, sought = find()
        if sought.first_hit and not sought.is_chosen:
            return redirect(_hit(code, edition, sought, 1))
    elif not public.has_edition(code, edition):
        raise Http404
    asked = request.GET.urlencode()
    page = kept_pages.Part(request, lambda: _context(request, *find()), asked=asked)
    return render(request, "transcripts/transcript.html", {"page": page})


def _sought(
    request: HttpRequest, code: str, edition: int
) -> tuple[public.Transcript, inside.Sought]:
    found = _edition(code, edition)
    return found, inside.sought(request, found)


def _context(
    request: HttpRequest, found: public.Transcript, sought: inside.Sought
) -> dict[str, Any]:
    """Everything that ``transcripts/transcript.html`` shows."""
    code, edition = found.hearing.code, found.edition.no
    page = sought.hit.page if sought.hit and "hal" not in request.GET else None
    first = _first_page(request, found.edition.pages, page)
    last = min(first + WINDOW - 1, found.edition.pages)
    papers = public.documents_of(found.edition)
    lit = sought.lines or _lit(request, code, edition)
    return {
        "found": found,
        "body": found.body,
        "cited": _cited_path(request, code, edition),
        "edition": _certificate(found),
        "outline": _outline(found),
        "speakers": [
            {"name": one.name, "role": word("spoken_role", one.seat)}
            for one in found.body.speakers
        ],
        "downloads": _downloads(papers),
        "awaited": _awaited(papers),
        "errata": _errata(found),
        "newer": _newer(found),
        "stretch": _stretch(first, last, found.edition.pages),
        "sources": _sources(found),
        "crumbs": _crumbs(found),
        "record": _record_words(found),
        "address": f"/r/{code}/{edition}/",
        "find": _find(code, edition, sought, found.edition.pages),
        **_pages(found, public.folios(found, first, last), lit),
    }


def _pages(
    found: public.Transcript, printed: Sequence[public.Folio], cited: folios.Cited
) -> dict[str, Any]:
    """The pages with all that stands beside their lines."""
    code, no = found.hearing.code, found.edition.no
    dialogue, sounds = public.dialogue(found), public.sounds(found.hearing)
    codes = folios.codes_of(dialogue)

    def place(page: int, anchor: str) -> str:
        return _address(code, no, page, anchor)

    shown = folios.pages(found, printed, codes, cited)
    folio_marks.lead(shown, dialogue, codes, place)
    folio_marks.sound(shown, sounds, code)
    folio_marks.corrected(shown, found.body.errata, no)
    return {
        "folio_list": shown,
        "open_questions": folio_marks.open_questions(dialogue, codes, place),
        "sounds": folio_marks.players(sounds, code),
    }


@require_safe
def sound(request: HttpRequest, code: str, sound: str) -> HttpResponseBase:
    """A sound that the public may hear, or the part of it that is asked for."""
    try:
        return downloads.public_sound(request, public.sound(code, sound))
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing


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
        return redirect(_turn(public.edition(code), code, number))
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing


@require_safe
def named(request: HttpRequest, name: str) -> HttpResponse:
    """The name that the Akoma Ntoso form gives itself leads to its edition, turn or file."""
    try:
        asked = iri.read(request.path)
        found = public.edition_named(asked)
        if asked.is_file:
            return redirect("document", _form(found, TranscriptForm.AKN))
        if asked.number is not None:
            return redirect(_turn(found, asked.hearing_code, asked.number))
    except (ObjectDoesNotExist, ValueError) as nothing:
        raise Http404 from nothing
    return redirect("transcript", asked.hearing_code, found.edition.no)


def _form(found: public.Transcript, form: TranscriptForm) -> str:
    """The code of a form of the record that is made already."""
    codes = [paper.code for paper in public.documents_of(found.edition) if paper.form == form]
    if not codes:
        raise ObjectDoesNotExist
    return codes[0]


def _turn(found: public.Transcript, code: str, number: int) -> str:
    row = public.utterances(found).get(number=number)
    return _address(code, found.edition.no, row.page, f"#u{number}")


def _edition(code: str, number: int) -> public.Transcript:
    try:
        return public.edition(code, number)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing


def _first_page(request: HttpRequest, pages: int, page: int | None) -> int:
    """The stretch that holds a page, or the one asked for by ``hal``."""
    return _stretch_of(min(page or paging.asked(request), max(pages, 1)))


def _stretch_of(page: int) -> int:
    return (page - 1) // WINDOW * WINDOW + 1


def _address(code: str, edition: int, page: int, anchor: str) -> str:
    query = f"?hal={_stretch_of(page)}" if page > WINDOW else ""
    return f"/sidang/{code}/risalah/{edition}/{query}{anchor}"


def _hit(code: str, edition: int, sought: inside.Sought, no: int) -> str:
    """Where the hit of that number stands, counted from 1."""
    query = urlencode({"cari": sought.words, "ke": no})
    place = reverse("transcript", args=[code, edition])
    return f"{place}?{query}#u{sought.hits[no - 1].number}"


def _find(code: str, edition: int, sought: inside.Sought, pages: int) -> dict[str, Any]:
    """The search inside: what is sought, how much is found, and the way on and back."""
    count = len(sought.hits)
    return {
        "words": sought.words,
        "is_whole": pages <= WINDOW,
        "count": count,
        "no": sought.no,
        "before": _hit(code, edition, sought, sought.no - 1) if sought.no > 1 else "",
        "after": _hit(code, edition, sought, sought.no + 1) if 0 < sought.no < count else "",
    }


def _cited_path(request: HttpRequest, code: str, edition: int) -> str:
    """The permanent address of the lines that the page lights up; empty for none."""
    place = request.GET.get("baris", "")
    return f"/r/{code}/{edition}/{quote(place, safe=':')}" if PLACE.fullmatch(place) else ""


def _lit(request: HttpRequest, code: str, edition: int) -> folios.Cited:
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
    """The forms of the record that are made already, in the order in which they are offered."""
    return [
        {
            "label": form_name(paper),
            "form": f"{paper.size // 1024 + 1} KB",
            "address": reverse("document", args=[paper.code]),
        }
        for paper in sorted(papers, key=form_place)
        if paper.file
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
            "anchor": f"ralat-{one.no}",
            "citation": f"{_short(one)} jo. R{no}-{one.no}",
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


def _short(one: ErratumCopy) -> str:
    """The lines as they are cited in short: 3:12–14."""
    ends = ((one.page, one.line), (one.last_page, one.last_line))
    first, last = (Line(*end, None, 0, 0, "", "text") for end in ends)
    return short_citation(first, last)


def _newer(found: public.Transcript) -> dict[str, Any] | None:
    """The latest edition, where what is read was replaced; what was cited stays open."""
    code, no = found.hearing.code, found.edition.no
    latest = max((one.no for one in found.body.editions), default=no)
    if latest <= no:
        return None
    return {
        "number": latest,
        "address": reverse("transcript", args=[code, latest]),
        "concordance": reverse("concordance", args=[code, no]),
    }


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
        "hearing": roman(found.body.ordinal),
        "edition": found.edition.no,
    }
