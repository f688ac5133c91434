"""The correcting desk: text and sound side by side, turn by turn, until it is certified."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.domain.correcting import TABLE, ChangedMeanwhile
from cases.domain.errors import CaseError
from cases.models import Hearing, Utterance, UtteranceRevision
from cases.queries import correcting as queries
from cases.services.transcripts import correcting as services
from cases.web import correcting_rows as rows
from cases.web import paging
from cases.web.forms.correcting import TurnForm, initial_of
from cases.web.words import refused

UNREAD, DOUBTFUL, PROPOSED, WITHDRAWN = "belum-dibaca", "ragu", "usulan", "ditarik"


@require_safe
@login_required
@never_cache
def desk(request: HttpRequest, code: str) -> HttpResponse:
    """The turns of a draft beside their sound, a page at a time."""
    hearing = rows.hearing_of(request, code)
    if (turn := _called(hearing, _number(request.GET.get("butir")))) is not None:
        return redirect(place_of(hearing, turn))
    chosen = request.GET.get("saring", "")
    among = _among(hearing, chosen)
    pages = Paginator(among, TABLE.page)
    page = pages.get_page(paging.asked(request))
    sound = rows.sounds(request.user, hearing)
    is_open = not hearing.editions.exists()
    newest = UtteranceRevision.objects.filter(utterance__hearing=hearing)
    return render(
        request,
        "correcting/desk.html",
        {
            **head(hearing),
            "rows": [
                rows.row(one, sound, is_open=is_open)
                for one in queries.rows_of(hearing, page.object_list)
            ]
            if chosen != WITHDRAWN
            else [],
            "withdrawn": [_withdrawn(one) for one in page.object_list]
            if chosen == WITHDRAWN
            else [],
            "sounds": sound,
            "filters": _filters(hearing, chosen),
            "unread": queries.unread_turns(hearing).count(),
            "newest": newest.aggregate(last=Max("pk"))["last"] or 0,
            "pages": paging.pages(page.number, pages.num_pages, lambda no: _query(chosen, no)),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def turn(request: HttpRequest, code: str, turn: int) -> HttpResponse:
    """One turn in its form, on the desk or on a page of its own; ``POST`` keeps it."""
    hearing = rows.hearing_of(request, code)
    found = rows.turn_of(hearing, turn)
    latest = queries.latest_revision(found)
    form = TurnForm(
        request.POST if request.method == "POST" else None,
        turn=found,
        initial=initial_of(found, latest),
        auto_id=f"g{found.pk}-%s",
    )
    conflict = None
    if form.is_valid():
        try:
            services.correct(
                found,
                form.telling(),
                seen_revision=form.cleaned_data["dilihat"],
                reason=form.cleaned_data["alasan"],
                by=request.user,
                now=timezone.now(),
            )
        except ChangedMeanwhile as refusal:
            form.add_error(None, refused(refusal))
            conflict = _conflict(form, found)
        except CaseError as refusal:
            form.add_error(None, refused(refusal))
        else:
            return _kept(request, hearing, found)
    return _form(request, hearing, found, form, conflict)


@require_safe
@login_required
@never_cache
def line(request: HttpRequest, code: str, turn: int) -> HttpResponse:
    """One turn as it stands on the desk: what the form gives way to."""
    return _line(request, rows.hearing_of(request, code), turn)


@require_safe
@login_required
@never_cache
def history(request: HttpRequest, code: str, turn: int) -> HttpResponse:
    """Every wording of a turn, with what it changed, by whom and why."""
    hearing = rows.hearing_of(request, code)
    found = rows.turn_of(hearing, turn)
    told = {
        **head(hearing),
        "turn": found,
        "speaker": rows.speaker_of(found),
        "wordings": rows.history(found),
        "withdrawal": getattr(found, "withdrawal", None),
    }
    return render(request, "correcting/history.html", told)


@require_POST
@login_required
@never_cache
def read(request: HttpRequest, code: str, turn: int) -> HttpResponse:
    """The second reader found a turn right."""
    hearing = rows.hearing_of(request, code)
    found = rows.turn_of(hearing, turn)
    try:
        services.read(
            found,
            seen_revision=_number(request.POST.get("dilihat")),
            by=request.user,
            now=timezone.now(),
        )
    except CaseError as refusal:
        messages.warning(request, refused(refusal))
    return _kept(request, hearing, found)


@require_POST
@login_required
@never_cache
def read_all(request: HttpRequest, code: str) -> HttpResponse:
    """The second reader found the whole day right, as far as it was shown."""
    hearing = rows.hearing_of(request, code)
    try:
        count = services.read_all(
            hearing,
            newest=_number(request.POST.get("terakhir")),
            by=request.user,
            now=timezone.now(),
        )
    except CaseError as refusal:
        messages.warning(request, refused(refusal))
    else:
        told = ngettext("%(n)s giliran dicatat dibaca.", "%(n)s giliran dicatat dibaca.", count)
        messages.success(request, told % {"n": count})
    return redirect("correcting", code)


def head(hearing: Hearing) -> dict[str, Any]:
    """What every page of the desk knows."""
    return {"hearing": hearing, "is_open": not hearing.editions.exists()}


def place_of(hearing: Hearing, turn: Utterance) -> str:
    """Where a turn stands on the desk."""
    before = queries.standing(hearing).filter(position__lt=turn.position).count()
    page = before // TABLE.page + 1
    return f"{reverse('correcting', args=[hearing.code])}?hal={page}#g{turn.pk}"


def _called(hearing: Hearing, number: int) -> Utterance | None:
    """The turn of a number, as obstacles call it."""
    turns = queries.order_of(hearing) if number else []
    if not 0 < number <= len(turns):
        return None
    found: Utterance = queries.standing(hearing).get(pk=turns[number - 1])
    return found


def _kept(request: HttpRequest, hearing: Hearing, turn: Utterance) -> HttpResponse:
    """The turn as it stands now: in the place of its form, or on its page of the desk."""
    if request.headers.get("HX-Request"):
        return _line(request, hearing, turn.pk)
    return redirect(place_of(hearing, turn))


def _line(request: HttpRequest, hearing: Hearing, turn: int) -> HttpResponse:
    found = get_object_or_404(queries.standing(hearing), pk=turn)
    sound = rows.sounds(request.user, hearing)
    told = {"row": rows.row_of(hearing, found, sound), "hearing": hearing}
    return render(request, "correcting/_row.html", told)


def _form(
    request: HttpRequest,
    hearing: Hearing,
    turn: Utterance,
    form: TurnForm,
    conflict: dict[str, Any] | None,
) -> HttpResponse:
    is_part = bool(request.headers.get("HX-Request"))
    told = {
        **head(hearing),
        "form": form,
        "conflict": conflict,
        "turn": turn,
        "back": place_of(hearing, turn),
        "is_part": is_part,
        "speaker": rows.speaker_of(turn),
        "sounds": [] if is_part else rows.sounds(request.user, hearing),
        "row": rows.row_of(hearing, turn) if not hasattr(turn, "withdrawal") else None,
    }
    return render(request, f"correcting/{'_edit' if is_part else 'turn'}.html", told)


def _conflict(form: TurnForm, turn: Utterance) -> dict[str, Any]:
    """What somebody else wrote meanwhile beside one's own words, which stay in the form."""
    turn.refresh_from_db()
    latest = queries.latest_revision(turn)
    form.data = form.data.copy()
    form.data["dilihat"] = str(latest.pk)
    return {
        "text": latest.text,
        "speaker": rows.speaker_of(turn),
        "by": rows.author(latest.written_by, queries.authors_of([latest])),
        "at": latest.written_at,
        "reason": latest.reason,
        "runs": rows.difference(latest.text, form.cleaned_data["teks"]),
    }


def _among(hearing: Hearing, chosen: str) -> Any:
    if chosen == WITHDRAWN:
        return queries.withdrawn(hearing)
    if chosen == UNREAD:
        return queries.unread_turns(hearing)
    if chosen == DOUBTFUL:
        return queries.standing(hearing).filter(
            pk__in={one.turn for one in queries.doubtful_words(hearing)}
        )
    if chosen == PROPOSED:
        waiting = queries.open_proposals(hearing).order_by()
        return queries.standing(hearing).filter(pk__in=waiting.values("revision__utterance"))
    return queries.standing(hearing)


def _filters(hearing: Hearing, chosen: str) -> list[dict[str, Any]]:
    named = (
        ("", _("Semua giliran")),
        (UNREAD, _("Belum dibaca orang kedua")),
        (DOUBTFUL, _("Ada kata meragukan")),
        (PROPOSED, _("Ada usulan pihak")),
        (WITHDRAWN, _("Ditarik")),
    )
    at = reverse("correcting", args=[hearing.code])
    return [
        {
            "label": label,
            "address": f"{at}?saring={key}" if key else at,
            "is_current": key == chosen,
        }
        for key, label in named
    ]


def _withdrawn(turn: Utterance) -> dict[str, Any]:
    taken, words = turn.withdrawal, list(turn.revisions.all())
    return {
        "speaker": rows.speaker_of(turn),
        "text": words[0].text,
        "reason": taken.reason,
        "is_joined": taken.into_id is not None,
        "at": taken.withdrawn_at,
        "history": reverse("correcting_history", args=[turn.hearing.code, turn.pk]),
    }


def _query(chosen: str, page: int) -> str:
    return f"saring={chosen}&hal={page}" if chosen else f"hal={page}"


def _number(told: object) -> int:
    text = str(told or "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0
