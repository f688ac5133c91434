"""Summonses, as the registry issues them and notes how they were served; and their receipt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.domain import summons as rules
from cases.domain import wording
from cases.domain.errors import CaseError
from cases.domain.hearings import HearingState
from cases.domain.numbering import registers_line
from cases.domain.sittings import Finding, LastService, Weight, doubtful
from cases.domain.summons import SummonsDoubtful
from cases.models import Hearing, Summons, SummonsService
from cases.queries import notices
from cases.queries import summons as queries
from cases.queries.summons import Addressee, Calls
from cases.services import summons as services
from cases.web import case_room, progress, summons_parts, uploading
from cases.web.forms.summons import IssueForm, ServiceForm
from cases.web.words import in_tongue, refused, tongue, word

PROOF = "bukti"


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def summons(request: HttpRequest, code: str) -> HttpResponse:
    """Whom a hearing calls, by when each is served, and what was issued; ``POST`` issues."""
    hearing = _kept(request, code)
    (calls,) = queries.calls_to([hearing])
    form = _issue_form(request, calls)
    if request.method == "POST" and form is None:
        raise Http404
    if form is not None and form.is_valid() and _issued(request, hearing, form):
        return redirect("summons", code)
    found = _findings(calls, form) if form is not None else ()
    soft = doubtful(found)
    if form is not None:
        # What is shown as doubtful is what a tick confirms.
        form.initial["keraguan"] = ",".join(one.code for one in soft)
        if form.is_bound:
            form.data = form.data.copy()
            form.data["keraguan"] = form.initial["keraguan"]
    return render(
        request,
        "summons/summons.html",
        {
            "hearing": hearing,
            "dispute": calls.disputes[0],
            "registers": _registers(calls),
            "is_draft": hearing.state == HearingState.DRAFT,
            "is_withdrawn": hearing.state in rules.WITHDRAWN,
            "is_called": rules.is_called_to(hearing.kind),
            "successor": _successor(hearing),
            "days": [summons_parts.day(one) for one in calls.days],
            "strictest": calls.strictest,
            "missing": [_missing(one, calls) for one in _with_ordinals(calls)],
            "rows": [_row(one, calls) for one in calls.summonses],
            "findings": [_told(one) for one in found],
            "has_doubts": bool(soft),
            "form": form,
            "papers": _papers(hearing, calls.summonses),
        },
    )


@require_safe
@login_required
@never_cache
def papers(request: HttpRequest, code: str) -> HttpResponse:
    """The papers as they are made, asked for by the page while they are not."""
    hearing = _kept(request, code)
    (calls,) = queries.calls_to([hearing])
    told = {"papers": _papers(hearing, calls.summonses)}
    return render(request, "desk/_papers.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def service(request: HttpRequest, code: str, paper: str) -> HttpResponse:
    """How one summons was served so far; ``POST`` notes another record, with its proof."""
    found = get_object_or_404(
        queries.kept_summonses(request.user), hearing__code=code, paper__code=paper
    )
    form = _service_form(request, found)
    house, dispute = found.dispute.commission, found.dispute
    chosen = []
    if request.method == "POST":
        chosen, trouble = case_room.brought(request, PROOF, house=house, dispute=dispute)
        if len(chosen) > 1:
            trouble = _("Satu catatan membawa satu berkas; catat berkas lainnya tersendiri.")
        if trouble:
            form.add_error(None, trouble)
        if form.is_valid() and _recorded(request, found, form, chosen):
            return redirect("summons", code)
    return render(
        request,
        "summons/service.html",
        {
            "hearing": found.hearing,
            "dispute": dispute,
            "register": notices.register_of(dispute) or dispute.code,
            "summons": found,
            "name": queries.name_of(found.participant, found.representation),
            "standing": word("service_standing", queries.standing_of(found)),
            "is_withdrawn": queries.is_withdrawn(found),
            "working": summons_parts.kept(found),
            "records": [_record(one, found) for one in found.services.all()],
            "form": form,
            "control": uploading.control(
                PROOF, label=_("Bukti penyampaian"), house=house, dispute=dispute, chosen=chosen
            ),
        },
    )


@require_POST
@login_required
@never_cache
def received(request: HttpRequest, code: str, paper: str) -> HttpResponse:
    """A party says that it has received its summons."""
    dispute = case_room.found(request, code)
    found = next(
        (one for one in queries.of_dispute(request.user, dispute) if one.paper.code == paper),
        None,
    )
    side = summons_parts.receiver(request.user, dispute, found) if found else None
    if found is None or side is None:
        raise Http404
    try:
        services.acknowledge(found, side, by=request.user, now=timezone.now())
    except CaseError as refusal:
        messages.warning(request, refused(refusal))
    else:
        messages.success(request, _("Penerimaan panggilan dicatat."))
    return redirect("case_room", code)


def _kept(request: HttpRequest, code: str) -> Hearing:
    found: Hearing = get_object_or_404(queries.hearings_kept_by(request.user), code=code)
    return found


def _registers(calls: Calls) -> str:
    return registers_line([notices.register_of(one) or one.code for one in calls.disputes])


def _today(hearing: Hearing) -> date:
    return timezone.localdate(timezone.now(), ZoneInfo(hearing.commission.time_zone))


def _successor(hearing: Hearing) -> Hearing | None:
    if hearing.state != HearingState.MOVED:
        return None
    return Hearing.objects.filter(previous=hearing).exclude(state=HearingState.DRAFT).first()


def _issue_form(request: HttpRequest, calls: Calls) -> IssueForm | None:
    """The form while there is somebody to summon, to a hearing that is announced and ahead."""
    hearing = calls.hearing
    is_open = hearing.state == HearingState.SET and hearing.held_on >= _today(hearing)
    if not is_open or not (calls.missing or request.method == "POST"):
        return None
    first = calls.strictest
    return IssueForm(
        request.POST if request.method == "POST" else None,
        days=calls.days,
        missing=calls.missing,
        initial={"hitungan": rules.convention(first) if first else ""},
    )


def _choice(calls: Calls, form: IssueForm) -> LastService | None:
    code = str(form["hitungan"].value()) if "hitungan" in form.fields else ""
    return next((one for one in calls.days if rules.convention(one) == code), None)


def _findings(calls: Calls, form: IssueForm) -> tuple[Finding, ...]:
    regimes = [one.regime for one in calls.disputes]
    today = _today(calls.hearing)
    return rules.doubts(regimes, calls.days, _choice(calls, form), today=today)


def _issued(request: HttpRequest, hearing: Hearing, form: IssueForm) -> bool:
    """Whether it was issued; why not, stands in the form."""
    try:
        made = services.issue(hearing, form.to_wanted(), by=request.user, now=timezone.now())
    except SummonsDoubtful:
        form.add_error(
            None, _("Ada yang perlu dipastikan; baca di bawah, lalu beri tanda dan terbitkan.")
        )
        return False
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    if not made:
        messages.warning(
            request, _("Panggilan sudah diterbitkan; tidak ada yang dibuat dua kali.")
        )
        return True
    told = ngettext(
        "%(count)s panggilan diterbitkan; naskahnya sedang dibuat.",
        "%(count)s panggilan diterbitkan; naskahnya sedang dibuat.",
        len(made),
    )
    messages.success(request, told % {"count": len(made)})
    return True


def _told(one: Finding) -> dict[str, str]:
    return {
        "weight": one.weight.value,
        "tone": "signal" if one.weight is Weight.SOFT else "",
        "word": word("finding_weight", one.weight),
        "text": in_tongue(one.text, one.text_en),
        "basis": one.basis,
    }


def _with_ordinals(calls: Calls) -> list[tuple[Addressee, int]]:
    """Those who are to be summoned yet, with the number their summons will have."""
    noted = queries.noted(calls.disputes) if calls.missing else {}
    return [
        (
            one,
            rules.ordinal(
                told.presence
                for told in noted.get((one.participant.dispute_id, one.participant.pk), ())
            ),
        )
        for one in calls.missing
    ]


def _missing(told: tuple[Addressee, int], calls: Calls) -> dict[str, Any]:
    one, ordinal = told
    return {
        "name": one.name,
        "role": summons_parts.role(one.side, one.representation),
        "register": summons_parts.register_in(calls, one.participant.dispute_id),
        "ordinal": ordinal,
    }


def _row(one: Summons, calls: Calls) -> dict[str, Any]:
    return {
        **summons_parts.shown(one),
        "register": summons_parts.register_in(calls, one.dispute_id),
        "address": reverse("summons_service", args=[calls.hearing.code, one.paper.code]),
        "timeliness": summons_parts.timeliness(one, calls.days),
    }


def _papers(hearing: Hearing, rows: Sequence[Summons]) -> dict[str, Any]:
    codes = [code for one in rows for code in (one.paper.code, one.editable.code)]
    return progress.of_papers(codes, reverse("summons_papers", args=[hearing.code]))


def _service_form(request: HttpRequest, found: Summons) -> ServiceForm:
    open_ones = [one for one in queries.records(found) if not one.by_party]
    return ServiceForm(
        request.POST if request.method == "POST" else None,
        correctable=[(one, _in_short(one)) for one in open_ones],
        initial={"tanggal": _today(found.hearing), "hasil": rules.ServiceResult.RECEIVED},
    )


def _in_short(one: SummonsService) -> str:
    day = wording.long_date(one.served_on, tongue())
    return f"{day}: {word('service_way', one.way)}, {word('service_result', one.result)}"


def _recorded(
    request: HttpRequest, found: Summons, form: ServiceForm, chosen: Sequence[Any]
) -> bool:
    """Whether it was noted; why not, stands in the form."""
    record = form.to_record(chosen[0] if chosen else None)
    try:
        services.record_service(found, record, by=request.user, now=timezone.now())
    except rules.WrongServiceDay as refusal:
        form.add_error("tanggal", refused(refusal))
    except rules.RecipientNeeded as refusal:
        form.add_error("penerima", refused(refusal))
    except CaseError as refusal:
        form.add_error("catatan" if refusal.code == "reason_needed" else None, refused(refusal))
    else:
        messages.success(request, _("Penyampaian dicatat."))
        return True
    return False


def _record(one: SummonsService, found: Summons) -> dict[str, Any]:
    """A record of service, with who noted it."""
    corrected = {row.corrects_id for row in found.services.all()}
    return {
        "row": one,
        "way": word("service_way", one.way),
        "result": word("service_result", one.result),
        "by": word("side", one.by_party) if one.by_party else one.recorded_by.name,
        "is_corrected": one.pk in corrected,
        "proof": uploading.shown(one.proof) if one.proof else None,
    }
