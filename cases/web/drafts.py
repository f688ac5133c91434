"""Filing a dispute: one address a step, saved at each, reviewed, tendered once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.domain import admissibility, letters
from cases.domain.accounts import WRITING_ROLES
from cases.domain.errors import CaseError
from cases.domain.filing import Application, missing, suggest_commission
from cases.domain.letters import Empowered
from cases.forms import draft_steps as shared
from cases.forms import drafts as forms
from cases.models import FilingDraft
from cases.queries import accounts, calendars, information_requests, papers, uploads
from cases.queries import drafts as queries
from cases.services import documents
from cases.services import drafts as services
from cases.services.drafts import StaleStep
from cases.services.journal import Actor
from cases.web import courses, progress, uploading
from cases.web import draft_steps as steps
from cases.web.words import refused, word


@require_safe
@login_required
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """One's drafts and what was filed, the latest first."""
    houses = accounts.organisations(request.user, WRITING_ROLES)
    return render(
        request,
        "drafts/index.html",
        {
            "drafts": queries.visible_to(request.user).order_by("-pk"),
            "houses": houses,
        },
    )


@require_POST
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Begin a draft for an organisation, from one of its requests where one is named."""
    houses = accounts.organisations(request.user, WRITING_ROLES)
    asked = None
    if code := request.POST.get("permintaan", ""):
        mine = information_requests.writable_by(request.user).filter(dispute=None)
        asked = get_object_or_404(mine, code=code)
    house = asked.organisation if asked else None
    if house is None:
        house = get_object_or_404(houses, slug=request.POST.get("organisasi", ""))
    draft = services.start(house, information_request=asked, **_by(request))
    return redirect("draft_step", draft.code, steps.STEPS[0].slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """One step: shown as it was last written, saved as it is typed, wrong or right."""
    draft = get_object_or_404(queries.writable_by(request.user), code=code)
    chosen = steps.BY_SLUG.get(step)
    if chosen is None:
        raise Http404
    written, stale = queries.written(draft), None
    data = shared.stored(written, step)
    if request.method == "POST":
        data = forms.as_posted(steps.posted(request, draft, chosen))
        try:
            services.save(
                draft, step, shared.raw(step, data), seen=_seen(request), **_by(request)
            )
        except StaleStep as refusal:
            stale = {"why": refused(refusal), "other": written.answers[step]}
        except CaseError:
            return redirect("draft", code)
        else:
            written = queries.written(draft)
            if "keluar" in request.POST:
                return redirect("drafts")
            if shared.form_of(step, draft, written, data).is_valid():
                return redirect(*steps.next_address(code, chosen))
    return render(request, chosen.template, steps.page(draft, written, chosen, data, stale))


@require_safe
@login_required
@never_cache
def review(request: HttpRequest, code: str) -> HttpResponse:
    """Everything at once: what is missing, what a panel may ask, the form as it will read."""
    draft = get_object_or_404(queries.writable_by(request.user), code=code)
    return render(request, "drafts/review.html", _review(draft))


@require_POST
@login_required
def tender(request: HttpRequest, code: str) -> HttpResponse:
    """File it. A second click finds it filed already."""
    draft = get_object_or_404(queries.visible_to(request.user), code=code)
    if draft.submitted_at is None:
        draft = get_object_or_404(queries.writable_by(request.user), code=code)
        found = _review(draft)
        if "benar" not in request.POST:
            found["unconfirmed"] = True
        if found["application"] is None or found.get("unconfirmed"):
            return render(request, "drafts/review.html", found)
        try:
            services.file(draft, found["application"], **_by(request))
        except CaseError as refusal:
            return render(request, "drafts/review.html", {**found, "refusal": refused(refusal)})
    return redirect("draft", code)


@require_safe
@login_required
@never_cache
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """What was filed, with its receipt; a draft leads to the step where it waits."""
    found = get_object_or_404(queries.visible_to(request.user), code=code)
    if found.dispute is None:
        get_object_or_404(queries.writable_by(request.user), code=code)
        return redirect(*steps.waiting_address(found))
    return render(
        request,
        "drafts/filed.html",
        {
            "draft": found,
            "dispute": found.dispute,
            "application": found.dispute.application,
            "papers": progress.of_dispute(found.dispute, reverse("draft_papers", args=[code])),
            "enclosures": [
                {"place": word("enclosure", one.place), **uploading.shown(one.upload)}
                for one in uploads.enclosed(found.dispute.application)
            ],
        },
    )


@require_safe
@login_required
@never_cache
def papers_of(request: HttpRequest, code: str) -> HttpResponse:
    """Form and receipt as they are made, asked for by the page while they are not."""
    found = get_object_or_404(queries.visible_to(request.user).exclude(dispute=None), code=code)
    address = reverse("draft_papers", args=[code])
    told = {"papers": progress.of_dispute(found.dispute, address)}
    return render(request, "desk/_papers.html", told)


@require_POST
@login_required
def attorney(request: HttpRequest, code: str) -> HttpResponse:
    """Write the power of attorney from what the draft says so far."""
    draft = get_object_or_404(queries.writable_by(request.user), code=code)
    facts = _empowered(shared.forms_of(draft, queries.written(draft)))
    if facts is None:
        raise Http404
    letter = letters.power_of_attorney(facts, dated_on=timezone.localdate())
    documents.request_letter(
        letter, organisation=draft.organisation, draft=draft, **_by(request)
    )
    return redirect("draft_review", code)


@require_POST
@login_required
def form(request: HttpRequest, code: str) -> HttpResponse:
    """Have the form made as it stands, to be read and signed before it is filed."""
    draft = get_object_or_404(queries.writable_by(request.user), code=code)
    application = _review(draft)["application"]
    if application is None:
        raise Http404
    documents.request_draft_form(draft, application, **_by(request))
    return redirect("draft_review", code)


@require_POST
@login_required
def discard(request: HttpRequest, code: str) -> HttpResponse:
    """Put a draft away."""
    found = get_object_or_404(queries.writable_by(request.user), code=code)
    services.discard(found, **_by(request))
    messages.success(request, _("Draf disingkirkan."))
    return redirect("drafts")


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"actor": Actor(str(request.user)), "now": timezone.now()}


def _seen(request: HttpRequest) -> int:
    told = request.POST.get("versi", "0")
    return int(told) if told.isdecimal() and len(told) < 10 else 0


def _review(draft: FilingDraft) -> dict[str, Any]:
    written = queries.written(draft)
    found = shared.forms_of(draft, written)
    told = steps.states(found, "periksa")
    application, refusal = shared.application_of(found)
    return {
        "draft": draft,
        "steps": told,
        "missing": [one for one in told if one["state"] != "done"],
        "application": application,
        "refusal": refusal,
        "findings": _findings(application) if application else [],
        "may_empower": _empowered(found) is not None,
        "letters": progress.letters(draft.letters.all()),
        "wording_is_reviewed": letters.is_reviewed(),
        "preview": steps.preview(found),
    }


def _empowered(found: Mapping[str, forms.StepForm]) -> Empowered | None:
    """What a power of attorney says; nothing while the draft does not say it."""
    wanted = [found[step] for step in ("pemohon", "badan-publik", "informasi")]
    if not all(form.is_valid() for form in wanted):
        return None
    who, body, items = (form.cleaned_data for form in wanted)
    if not who["wakil"]:
        return None
    commission = found["komisi"].initial.get("komisi", "")
    if found["komisi"].is_valid():
        commission = found["komisi"].cleaned_data["komisi"]
    names = {one.code: one.name for one in queries.commissions()}
    return Empowered(
        giver=who["nama"],
        holder=who["wakil"],
        body=body["badan"].name,
        commission=names.get(commission, _("Komisi Informasi")),
        items=items["butir"],
        place=who["kota"],
    )


def _findings(application: Application) -> list[dict[str, str]]:
    """What a panel may ask, in words; each with the limit behind it."""
    regions = [(one.code, one.region) for one in queries.commissions()]
    found = admissibility.examine(
        application,
        on=timezone.localdate(),
        calendar=calendars.working_calendar(),
        competent=suggest_commission(papers.body_name(application.body), regions),
    )
    doubts = [
        {
            "text": word("doubt", one.doubt),
            "more": courses.advice(one.advice)["text"] if one.advice else "",
        }
        for one in found
    ]
    lacking = [word("enclosure", place.code) for place in missing(application)]
    if lacking:
        told = _("Belum dilampirkan: %(places)s.") % {"places": "; ".join(lacking)}
        more = _("Panitera dapat meminta kelengkapan; permohonan tetap dapat dikirim.")
        doubts.append({"text": told, "more": more})
    return doubts
