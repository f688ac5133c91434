"""Many turns of a draft at once: another speaker, other words, words that are in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.domain.correcting import TABLE, Doubt
from cases.domain.errors import CaseError
from cases.models import Hearing, UtteranceRevision
from cases.queries import correcting as queries
from cases.services.transcripts import correcting as services
from cases.services.transcripts.correcting import Done, Found
from cases.web import correcting as desk
from cases.web import correcting_rows as rows
from cases.web import paging
from cases.web.forms.correcting import LISTENED, PlanForm, SearchForm, VoiceForm, speaker_of
from cases.web.words import refused, word


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def speakers(request: HttpRequest, code: str) -> HttpResponse:
    """The labels under which turns stand; all turns of one become somebody's, once shown."""
    hearing = rows.hearing_of(request, code)
    asked = request.GET
    label = (asked.get("label", ""), asked.get("bagian", "")) if "label" in asked else None
    posted = request.POST if request.method == "POST" else None
    who = VoiceForm(posted, hearing=hearing)
    shown = _under(hearing, *label) if label is not None else []
    keys = ",".join(str(one.pk) for one in shown)
    plan = PlanForm(posted, initial={"dilihat": keys, "alasan": LISTENED})
    done = None
    if posted is not None and who.is_valid() and plan.is_valid():
        done = _revoiced(request, hearing, who, plan)
        if done is not None and not done.missed:
            return redirect("correcting_speakers", code)
    told = {
        **desk.head(hearing),
        "labels": [_label(*one) for one in queries.labels_of(hearing)],
        "label": ", ".join(filter(None, label)) or _("tanpa penutur") if label else "",
        "is_chosen": label is not None,
        "shown": rows.told_turns(shown),
        "who": who,
        "plan": plan,
        "missed": rows.told_turns(done.missed) if done else [],
    }
    return render(request, "correcting/speakers.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def replace(request: HttpRequest, code: str) -> HttpResponse:
    """Search and replace: ``GET`` shows every hit, ``POST`` replaces what was shown."""
    hearing = rows.hearing_of(request, code)
    posted = request.POST if request.method == "POST" else None
    form = SearchForm(posted or (request.GET if "cari" in request.GET else None))
    plan = PlanForm(posted, initial={"alasan": LISTENED})
    done = None
    if posted is not None and form.is_valid() and plan.is_valid():
        done = _replaced(request, hearing, form, plan)
        if done is not None and not done.missed:
            return redirect("correcting_replace", code)
    found = _found(hearing, form) if done is None and form.is_bound else []
    keys = ",".join(str(one.revision.pk) for one in found)
    if posted is None:
        plan.initial["dilihat"] = keys
    told = {
        **desk.head(hearing),
        "form": form,
        "plan": plan,
        "is_searched": form.is_bound and not form.errors and done is None,
        "found": [_hits(one) for one in found],
        "count": sum(len(one.hits) for one in found),
        "missed": rows.told_turns(done.missed) if done else [],
    }
    return render(request, "correcting/replace.html", told)


@require_safe
@login_required
@never_cache
def doubts(request: HttpRequest, code: str) -> HttpResponse:
    """The words to which somebody has to listen, what weighs most in law first."""
    hearing = rows.hearing_of(request, code)
    found = queries.doubtful_words(hearing)
    pages = Paginator(found, TABLE.page)
    page = pages.get_page(paging.asked(request))
    some = list(page.object_list)
    turns = {one.turn for one in some}
    latest = {
        one.utterance_id: one for one in queries.latest_of(hearing).filter(utterance__in=turns)
    }
    sound = rows.sounds(request.user, hearing)
    told = {
        **desk.head(hearing),
        "sounds": sound,
        "count": len(found),
        "below": round(TABLE.doubtful_below * 100),
        "rows": [_doubt(one, latest[one.turn], code, sound) for one in some],
        "pages": paging.pages(page.number, pages.num_pages),
    }
    return render(request, "correcting/doubts.html", told)


@require_POST
@login_required
@never_cache
def confirm(request: HttpRequest, code: str, revision: int, place: int) -> HttpResponse:
    """A doubtful word is right as it stands."""
    hearing = rows.hearing_of(request, code)
    among = UtteranceRevision.objects.select_related("utterance__hearing")
    found = get_object_or_404(among, pk=revision, utterance__hearing=hearing)
    try:
        services.confirm_word(found, place, by=request.user, now=timezone.now())
    except CaseError as refusal:
        messages.warning(request, refused(refusal))
    else:
        if request.headers.get("HX-Request"):
            return HttpResponse("")
    answer = redirect("correcting_doubts", code)
    if request.headers.get("HX-Request"):
        answer = HttpResponse("")
        answer["HX-Refresh"] = "true"
    return answer


def _revoiced(
    request: HttpRequest, hearing: Hearing, who: VoiceForm, plan: PlanForm
) -> Done | None:
    voicing, left_out = who.voicing(), plan.left_out()
    if voicing is None:
        return None
    try:
        done = services.revoice(
            hearing,
            voicing,
            [one for one in plan.shown() if one not in left_out],
            reason=plan.cleaned_data["alasan"],
            by=request.user,
            now=timezone.now(),
        )
    except CaseError as refusal:
        plan.add_error(None, refused(refusal))
        return None
    _tell(request, done)
    return done


def _replaced(
    request: HttpRequest, hearing: Hearing, form: SearchForm, plan: PlanForm
) -> Done | None:
    try:
        done = services.replace_all(
            hearing,
            form.search(),
            plan.shown(),
            without=plan.left_hits(),
            reason=plan.cleaned_data["alasan"],
            by=request.user,
            now=timezone.now(),
        )
    except CaseError as refusal:
        plan.add_error(None, refused(refusal))
        return None
    _tell(request, done)
    return done


def _tell(request: HttpRequest, done: Done) -> None:
    count = len(done.revisions)
    told = ngettext("%(n)s giliran dikoreksi.", "%(n)s giliran dikoreksi.", count)
    messages.success(request, told % {"n": count})


def _found(hearing: Hearing, form: SearchForm) -> Sequence[Found]:
    if not form.is_valid():
        return []
    try:
        return services.find(hearing, form.search())
    except CaseError as refusal:
        form.add_error("cari", refused(refusal))
        return []


def _under(hearing: Hearing, speaker: str, role: str) -> list[UtteranceRevision]:
    rows_of = queries.latest_of(hearing)
    return list(rows_of.filter(utterance__speaker=speaker, utterance__role=role))


def _label(speaker: str, role: str, turns: int) -> dict[str, Any]:
    return {"speaker": speaker, "role": role, "turns": turns}


def _hits(one: Found) -> dict[str, Any]:
    turn = one.revision.utterance
    return {
        "turn": turn.pk,
        "speaker": speaker_of(turn),
        "hits": [
            {
                "key": f"{one.revision.pk}:{hit.no}",
                "before": hit.before,
                "found": hit.found,
                "becomes": hit.becomes,
                "after": hit.after,
            }
            for hit in one.hits
        ],
    }


def _doubt(
    one: Doubt, latest: UtteranceRevision, code: str, sound: Sequence[Any]
) -> dict[str, Any]:
    return {
        "text": one.text,
        "before": one.before,
        "after": one.after,
        "risk": word("word_risk", str(int(one.risk))),
        "percent": round(one.probability * 100),
        "speaker": speaker_of(latest.utterance),
        "start": one.start_ms,
        "listen": rows.listen_at(sound, one.start_ms),
        "edit": reverse("correcting_turn", args=[code, one.turn]),
        "confirm": reverse("correcting_confirm", args=[code, latest.pk, one.place]),
    }
