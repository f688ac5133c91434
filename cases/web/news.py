"""What is new as Atom: of a dispute, a public body, an organisation, a commission, a search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from operator import attrgetter

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.adapters import atom
from cases.domain import wording
from cases.domain.parties import PartyRole
from cases.queries import public
from cases.web import search_hits, sent
from cases.web.words import in_tongue, outcome, tongue, word

SITE = "Sidang Terbuka"
MOST = 50


@require_safe
def dispute(request: HttpRequest, commission: str, slug: str) -> HttpResponse:
    """The news of a dispute; an old number leads to the present one."""
    try:
        row = public.listed_by_slug(commission, slug)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing
    if isinstance(row, public.Moved):
        return redirect("dispute_news", row.commission_code, row.slug, permanent=True)
    page = reverse("dispute", args=[row.commission_code, row.slug])
    return _feed(request, public.latest_of_dispute(row), page)


@require_safe
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """The news of every dispute in which a public body is asked."""
    return _of_party(request, slug, PartyRole.RESPONDENT, f"/perkara/?termohon={slug}")


@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """The news of every dispute that an organisation has brought."""
    return _of_party(request, slug, PartyRole.APPLICANT, f"/perkara/?pemohon={slug}")


@require_safe
def commission(request: HttpRequest, commission: str) -> HttpResponse:
    """The news of every dispute before a commission."""
    try:
        latest = public.latest_of_commission(commission)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing
    return _feed(request, latest, f"/perkara/?komisi={commission}")


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What answers a search, the latest events first; the feed of this search for ever."""
    wanted = public.Search.from_query(request.GET)
    newest = public.newest(wanted, MOST)
    named = f"{SITE}: {wanted.q}" if wanted.q else f"{SITE}: {_('Register')}"
    query, path = wanted.query(), reverse("register")
    told = _("Perkara yang cocok dengan pencarian, peristiwa terbaru lebih dulu.")
    return _written(
        request, named, map(_hit, newest), f"{path}?{query}" if query else path, told
    )


def _of_party(request: HttpRequest, slug: str, role: PartyRole, page: str) -> HttpResponse:
    try:
        latest = public.latest_of_party(slug, role)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing
    return _feed(request, latest, page)


def _feed(request: HttpRequest, latest: public.Latest, page: str) -> HttpResponse:
    entries = sorted(_entries(latest), key=attrgetter("updated_at", "key"), reverse=True)
    told = _("Sidang, risalah, pengakuan, pertanyaan, dan putusan yang dibuka untuk umum.")
    return _written(request, f"{SITE}: {latest.name}", iter(entries[:MOST]), page, told)


def _written(
    request: HttpRequest, title: str, entries: Iterator[atom.Entry], page: str, told: str
) -> HttpResponse:
    feed = atom.Feed(
        title=title,
        subtitle=told,
        author=SITE,
        language=tongue(),
        address=f"{settings.BASE_URL}{request.get_full_path()}",
        page=f"{settings.BASE_URL}{page}",
    )
    body = atom.written(feed, entries, base=settings.BASE_URL)
    return sent.once(request, body, atom.TYPE, "kabar.atom")


def _entries(latest: public.Latest) -> Iterator[atom.Entry]:
    yield from map(_dispute, latest.disputes)
    for row in latest.hearings:
        kind = word("hearing_kind", row.kind)
        title = f"{kind}, {wording.long_date(row.held_on, tongue())}"
        state = word("hearing_state", row.state)
        yield _entry(f"sidang/{row.event_code}", title, [state, row.registers],
                     f"/sidang/{row.code}/", row.shelved_at, "hearing")  # fmt: skip
    for one in latest.editions:
        day = wording.long_date(one.hearing.held_on, tongue())
        title = _("Risalah sidang %(day)s, edisi %(no)s") % {"day": day, "no": one.no}
        yield _entry(f"risalah/{one.code}", title, [one.hearing.registers],
                     f"/sidang/{one.hearing_id}/risalah/{one.no}/", one.shelved_at,
                     "transcript")  # fmt: skip
    for ruling in latest.decisions:
        kind = word("decision_kind", ruling.kind)
        told = [outcome(ruling.result, ruling.disposition), ruling.number]
        yield _entry(f"putusan/{ruling.dispute_id}/{ruling.no}", kind, told,
                     f"{_case(ruling.dispute)}#putusan", ruling.shelved_at,
                     "decision")  # fmt: skip
    for stance in latest.admissions:
        title = f"{_('Pengakuan')}: {in_tongue(stance.text, stance.text_en)}"
        yield _entry(f"pengakuan/{stance.dispute_id}/{stance.code}", title, [stance.binds],
                     f"{_case(stance.dispute)}#pengakuan", stance.shelved_at,
                     "admission")  # fmt: skip
    for question in latest.questions:
        title = f"{_('Pertanyaan')}: {question.label or question.asked_by}"
        yield _entry(f"pertanyaan/{question.hearing_id}/{question.number}", title,
                     [word("question_fate", question.fate)],
                     f"/b/{question.hearing_id}/{question.number}", question.shelved_at,
                     "question")  # fmt: skip


def _hit(hit: public.Hit) -> atom.Entry:
    told = search_hits.plain(hit, settings.BASE_URL)
    row = hit.dispute
    return atom.Entry(
        key=f"perkara/{row.code}" if hit.is_dispute else told["key"],
        title=" ".join(part for part in (row.register, told["title"]) if part),
        summary=told["text"],
        address=told["address"],
        published_at=None,
        updated_at=row.shelved_at,
        categories=[row.commission_code, row.phase],
    )


def _dispute(row: public.Dispute) -> atom.Entry:
    sides = (
        f"{row.applicant_short or row.applicant} v. {row.respondent_short or row.respondent}"
    )
    title = f"{row.register}: {sides}" if row.register else sides
    told = [word("stage", row.stage), in_tongue(row.subject, row.subject_en)]
    return _entry(f"perkara/{row.code}", title, told, _case(row), row.shelved_at, "dispute")


def _case(row: public.Dispute) -> str:
    return reverse("dispute", args=[row.commission_code, row.slug])


def _entry(
    key: str, title: str, told: list[str], path: str, changed_at: datetime, kind: str
) -> atom.Entry:
    return atom.Entry(
        key=key,
        title=title,
        summary=". ".join(part for part in told if part),
        address=f"{settings.BASE_URL}{path}",
        published_at=None,
        updated_at=changed_at,
        categories=[kind],
    )
