"""Cards: a page in a picture for where it is shared, and in a frame for where it is embedded.

Everybody may frame a card and nothing else of this site: it has no form, no menu and no person.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from cases.adapters import cards
from cases.adapters.cards import Card
from cases.domain import wording
from cases.domain.stages import Stage, is_over
from cases.queries import public
from cases.web.words import in_tongue, outcome, tongue, word

SITE = "Sidang Terbuka"
KEPT = "public, max-age=300"  # a new version has a new address; a sealed one goes soon


@dataclass(frozen=True, slots=True)
class Shared:
    """What is shared: its address, its card, and what names this version of it."""

    path: str
    key: str
    card: Card


@require_safe
def site_image(request: HttpRequest) -> HttpResponse:
    """The picture of every page that has none of its own."""
    line = _("Setiap sengketa informasi: jamnya, catatannya, janjinya. Terbuka untuk umum.")
    title = _("Sengketa informasi di muka umum")
    return _image(request, Shared("/", "site", Card("", title, line, settings.BASE_URL)))


@require_safe
def dispute_image(request: HttpRequest, commission: str, slug: str) -> HttpResponse:
    """The picture of a dispute; an old number leads to the present one."""
    found = _found(commission, slug)
    if isinstance(found, public.Moved):
        return redirect("dispute_card_image", found.commission_code, found.slug, permanent=True)
    return _image(request, of_dispute(found))


@require_safe
def hearing_image(request: HttpRequest, commission: str, slug: str, seq: int) -> HttpResponse:
    """The picture of a hearing."""
    found = _found(commission, slug)
    if isinstance(found, public.Moved):
        return redirect("hearing_card_image", found.commission_code, found.slug, seq)
    try:
        sitting = public.hearing_by_seq(found.dispute, seq)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing
    return _image(request, of_hearing(found, sitting))


@require_safe
def transcript_image(request: HttpRequest, code: str, edition: int) -> HttpResponse:
    """The picture of a transcript."""
    try:
        return _image(request, of_transcript(public.edition(code, edition)))
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing


@require_safe
def passage_image(request: HttpRequest, code: str, edition: int, place: str) -> HttpResponse:
    """The picture of cited lines: their words."""
    return _image(request, of_passage(_cited(code, edition, place)))


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def dispute(request: HttpRequest, commission: str, slug: str) -> HttpResponse:
    """A dispute in a frame."""
    found = _found(commission, slug)
    if isinstance(found, public.Moved):
        return redirect("dispute_card", found.commission_code, found.slug, permanent=True)
    return _framed(request, of_dispute(found))


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def passage(request: HttpRequest, code: str, edition: int, place: str) -> HttpResponse:
    """Cited lines in a frame: each turn, who speaks, and where it stands."""
    cited = _cited(code, edition, place)
    turns = [
        {
            "speaker": turn.speaker or word("spoken_role", turn.role),
            "text": turn.text,
            "is_admission": bool(turn.admissions),
        }
        for turn in cited.turns
    ]
    return _framed(request, of_passage(cited), {"turns": turns})


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def transcript(request: HttpRequest, code: str, edition: int) -> HttpResponse:
    """A transcript in a frame."""
    try:
        return _framed(request, of_transcript(public.edition(code, edition)))
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing


def of_dispute(found: public.Found) -> Shared:
    """What is shared of a dispute."""
    row = found.dispute
    sides = (
        f"{row.applicant_short or row.applicant} v. {row.respondent_short or row.respondent}"
    )
    subject = in_tongue(row.subject, row.subject_en)
    foot = f"{_standing(found)} {row.commission}"
    return Shared(
        path=reverse("dispute", args=[row.commission_code, row.slug]),
        key=f"{row.code}:{row.version}",
        card=Card(row.register or row.short, sides, subject, foot),
    )


def of_hearing(found: public.Found, sitting: public.Sitting) -> Shared:
    """What is shared of a hearing."""
    row = sitting.row
    day = wording.weekday_date(row.held_on, tongue())
    title = f"{_('Sidang')} {day}"
    line = f"{word('hearing_kind', row.kind)}. {row.title}" if row.is_public else _("Tertutup")
    state = word("hearing_state", row.state)
    return Shared(
        path=reverse(
            "hearing", args=[found.dispute.commission_code, found.dispute.slug, sitting.seq]
        ),
        key=f"{row.code}:{row.version}",
        card=Card(row.registers, title, line, f"{state}. {row.commission_short}"),
    )


def of_transcript(found: public.Transcript) -> Shared:
    """What is shared of a transcript."""
    row, told = found.edition, found.body
    title = _("Risalah sidang %(day)s, edisi %(no)s") % {
        "day": wording.long_date(told.held_on, tongue()),
        "no": row.no,
    }
    return Shared(
        path=reverse("transcript", args=[found.hearing.code, row.no]),
        key=f"{row.code}:{row.version}",
        card=Card(", ".join(told.registers), title, told.title, _made_of(found)),
    )


def of_passage(cited: public.Passage) -> Shared:
    """What is shared of cited lines."""
    found = cited.transcript
    said = tuple(
        f"{turn.speaker}: {turn.text}" if turn.speaker else turn.text for turn in cited.turns
    )
    day = wording.long_date(found.body.held_on, tongue())
    return Shared(
        path=cited.address,
        key=f"{found.edition.code}:{found.edition.version}:{cited.place}",
        card=Card(
            kicker=cited.citation.partition(" (")[0],
            title=f"{found.body.title}, {day}",
            line="",
            foot=_made_of(found),
            quote=said or (cited.text,),
            is_admission=any(turn.admissions for turn in cited.turns),
        ),
    )


def _made_of(found: public.Transcript) -> str:
    if found.edition.kind == "reconstruction":
        return _("Rekonstruksi dari pemberitaan, bukan risalah resmi")
    return f"{_('Risalah')}, {found.body.commission}"


def _standing(found: public.Found) -> str:
    """Where the dispute stands, in one sentence."""
    row = found.dispute
    ended = [one for one in found.case.decisions if one.pronounced_on]
    if not ended:
        told = word("stage_told", row.stage) if is_over(Stage(row.stage)) else ""
        return told or _("Tahap sekarang: %(stage)s.") % {"stage": word("stage", row.stage)}
    last = max(ended, key=lambda one: str(one.pronounced_on))
    return _("Diputus %(day)s: %(result)s.") % {
        "day": wording.long_date(last.pronounced_on, tongue()) if last.pronounced_on else "",
        "result": outcome(last.result, last.disposition),
    }


def _image(request: HttpRequest, shared: Shared) -> HttpResponse:
    told = f"{cards.DRAWN}:{shared.key}:{tongue()}"
    key = sha256(told.encode()).hexdigest()[:32]
    response = HttpResponse(content_type="image/png")
    response["ETag"] = f'"{key}"'
    response["Cache-Control"] = KEPT
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    if answer is not None and answer is not response:
        return answer
    response.content = cards.png(key, shared.card)
    return response


def _framed(
    request: HttpRequest, shared: Shared, more: dict[str, Any] | None = None
) -> HttpResponse:
    context = {"card": shared.card, "path": shared.path, "site": SITE, **(more or {})}
    response = render(request, "sharing/card.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _found(commission: str, slug: str) -> public.Found | public.Moved:
    try:
        return public.dispute_by_slug(commission, slug)
    except ObjectDoesNotExist as nothing:
        raise Http404 from nothing


def _cited(code: str, edition: int, place: str) -> public.Passage:
    try:
        cited = public.passage(code, edition, place)
    except (ObjectDoesNotExist, ValueError) as nothing:
        raise Http404 from nothing
    if not cited.is_exact:
        raise Http404
    return cited
