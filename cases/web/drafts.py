"""Filing a dispute: one address a step, saved at each, reviewed, tendered once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.domain import admissibility, letters
from cases.domain.errors import CaseError
from cases.domain.filing import PLACES, Application, missing, suggest_commission
from cases.domain.information_requests import turns
from cases.domain.letters import Empowered
from cases.domain.wording import listing
from cases.models import FilingDraft
from cases.queries import accounts, calendars, information_requests, papers
from cases.queries import drafts as queries
from cases.queries.drafts import Written
from cases.services import documents
from cases.services import drafts as services
from cases.services.drafts import StaleStep
from cases.services.journal import Actor
from cases.web import courses, progress, uploading
from cases.web.forms import drafts as forms
from cases.web.words import refused, tongue, word


@dataclass(frozen=True, slots=True)
class Step:
    slug: str
    title: Promise
    form: type[forms.StepForm]
    template: str = "drafts/step.html"


STEPS: tuple[Step, ...] = (
    Step("pemohon", gettext_lazy("Pemohon"), forms.ApplicantStep),
    Step("badan-publik", gettext_lazy("Badan publik"), forms.BodyStep),
    Step("informasi", gettext_lazy("Informasi yang diminta"), forms.ItemsStep),
    Step("riwayat", gettext_lazy("Tanggal dan jam"), forms.ChronologyStep),
    Step("alasan", gettext_lazy("Alasan"), forms.ReasonsStep),
    Step("komisi", gettext_lazy("Komisi dan jalur"), forms.CommissionStep),
    Step("dokumen", gettext_lazy("Dokumen"), forms.DocumentsStep, "drafts/documents.html"),
)
BY_SLUG = {step.slug: step for step in STEPS}


@require_safe
@login_required
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """One's drafts and what was filed, the latest first."""
    houses = accounts.organisations(request.user, queries.WRITING_ROLES)
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
    houses = accounts.organisations(request.user, queries.WRITING_ROLES)
    asked = None
    if code := request.POST.get("permintaan", ""):
        mine = information_requests.writable_by(request.user).filter(dispute=None)
        asked = get_object_or_404(mine, code=code)
    house = asked.organisation if asked else None
    if house is None:
        house = get_object_or_404(houses, slug=request.POST.get("organisasi", ""))
    draft = services.start(house, information_request=asked, **_by(request))
    return redirect("draft_step", draft.code, STEPS[0].slug)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """One step: shown as it was last written, saved as it is typed, wrong or right."""
    draft = get_object_or_404(queries.writable_by(request.user), code=code)
    chosen = BY_SLUG.get(step)
    if chosen is None:
        raise Http404
    written, stale = queries.written(draft), None
    data = _stored(written, step)
    if request.method == "POST":
        data = forms.as_posted(_answers(request, draft, chosen))
        try:
            services.save(draft, step, _raw(chosen, data), seen=_seen(request), **_by(request))
        except StaleStep as refusal:
            stale = {"why": refused(refusal), "other": written.answers[step]}
        except CaseError:
            return redirect("draft", code)
        else:
            written = queries.written(draft)
            if "keluar" in request.POST:
                return redirect("drafts")
            if _form(chosen, draft, written, data).is_valid():
                return redirect(*_next(code, chosen))
    return render(request, chosen.template, _page(draft, written, chosen, data, stale))


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
        return redirect(*_waiting(found))
    return render(
        request,
        "drafts/filed.html",
        {
            "draft": found,
            "dispute": found.dispute,
            "application": found.dispute.application,
            "papers": progress.of_dispute(found.dispute, reverse("draft_papers", args=[code])),
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
    facts = _empowered(_forms(draft, queries.written(draft)))
    if facts is None:
        raise Http404
    letter = letters.power_of_attorney(facts, dated_on=timezone.localdate())
    documents.request_letter(
        letter, organisation=draft.organisation, draft=draft, **_by(request)
    )
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


def _answers(request: HttpRequest, draft: FilingDraft, chosen: Step) -> dict[str, Any]:
    """What was posted; files are taken in and stand there by their codes.

    A file that is not taken is told in a message, and those before it stay.
    """
    told: dict[str, Any] = {name: request.POST.getlist(name) for name in request.POST}
    if chosen.form is not forms.DocumentsStep:
        return told
    for place in PLACES:
        name = f"{forms.FILES}{place}"
        try:
            found = uploading.taken(request, name, house=draft.organisation)
        except CaseError as refusal:
            messages.error(request, f"{word('enclosure', place)}: {refused(refusal)}")
            continue
        told[name] = [one.code for one in found]
    return told


def _raw(chosen: Step, posted: MultiValueDict[str, str]) -> dict[str, Any]:
    """What was typed, by the names of the step's fields; several values as a list."""
    names = [
        name
        for name in posted
        if name in chosen.form.base_fields or name.startswith(("butir_", forms.FILES))
    ]
    return {
        name: posted.getlist(name) if _is_list(chosen, name) else posted[name]
        for name in sorted(names)
    }


def _is_list(chosen: Step, name: str) -> bool:
    field = chosen.form.base_fields.get(name)
    return field is None or isinstance(field, forms.forms.MultipleChoiceField)


def _stored(written: Written, step: str) -> MultiValueDict[str, str] | None:
    if step not in written.answers:
        return None
    told = written.answers[step].answers
    return forms.as_posted(told)


def _told(written: Written) -> dict[str, Mapping[str, Any]]:
    return {step: row.answers for step, row in written.answers.items()}


def _form(chosen: Step, draft: FilingDraft, written: Written, data: Any) -> forms.StepForm:
    held = queries.with_request(draft)
    return chosen.form(data, held=held, told=_told(written))


def _forms(draft: FilingDraft, written: Written) -> dict[str, forms.StepForm]:
    held, told = queries.with_request(draft), _told(written)
    return {
        step.slug: step.form(_stored(written, step.slug), held=held, told=told)
        for step in STEPS
    }


def _next(code: str, chosen: Step) -> tuple[str, ...]:
    place = STEPS.index(chosen) + 1
    if place == len(STEPS):
        return "draft_review", code
    return "draft_step", code, STEPS[place].slug


def _waiting(draft: FilingDraft) -> tuple[str, ...]:
    """The first step that is not complete; the review when all are."""
    for slug, form in _forms(draft, queries.written(draft)).items():
        if not form.is_valid():
            return "draft_step", draft.code, slug
    return "draft_review", draft.code


def _steps(found: Mapping[str, forms.StepForm], current: str) -> list[dict[str, Any]]:
    states = {True: "done", False: "bad"}
    return [
        {
            "slug": step.slug,
            "title": step.title,
            "state": states[found[step.slug].is_valid()] if found[step.slug].is_bound else "",
            "is_current": step.slug == current,
        }
        for step in STEPS
    ]


def _page(
    draft: FilingDraft, written: Written, chosen: Step, data: Any, stale: Any
) -> dict[str, Any]:
    found = _forms(draft, written)
    row = written.answers.get(chosen.slug)
    return {
        "draft": draft,
        "step": chosen,
        "steps": _steps(found, chosen.slug),
        "form": _form(chosen, draft, written, data),
        "rev": written.rev(chosen.slug),
        "saved_at": row.saved_at if row else None,
        "stale": stale,
        "turns": _turns(found) if chosen.slug == "riwayat" else [],
        "controls": _controls(found["dokumen"], draft) if chosen.slug == "dokumen" else [],
        "preview": _preview(found),
    }


def _controls(form: Any, draft: FilingDraft) -> list[dict[str, Any]]:
    """A place for files for each line of the checklist."""
    return [
        {
            **uploading.control(
                f"{forms.FILES}{place.code}",
                label=word("enclosure", place.code),
                house=draft.organisation,
                chosen=form.brought[place.code],
            ),
            "more": word("enclosure_hint", form.kind) if place.code == "identity" else "",
        }
        for place in form.places
    ]


def _turns(found: Mapping[str, forms.StepForm]) -> list[dict[str, Any]]:
    """The clocks of both sides, once the days are written."""
    if not found["riwayat"].is_valid():
        return []
    commission = found["komisi"]
    regime = commission.initial["jalur"]
    if commission.is_valid():
        regime = commission.cleaned_data["jalur"]
    told = found["riwayat"].to_chronology()  # type: ignore[attr-defined]
    course = admissibility.course_of_days(told, regime)
    calendar = calendars.working_calendar()
    return courses.rows(turns(course, calendar=calendar, today=timezone.localdate()))


def _review(draft: FilingDraft) -> dict[str, Any]:
    written = queries.written(draft)
    found = _forms(draft, written)
    steps = _steps(found, "periksa")
    application = None
    refusal = ""
    if all(form.is_valid() for form in found.values()):
        try:
            application = forms.application_of(found)
        except CaseError as told:
            refusal = refused(told)
    return {
        "draft": draft,
        "steps": steps,
        "missing": [one for one in steps if one["state"] != "done"],
        "application": application,
        "refusal": refusal,
        "findings": _findings(application) if application else [],
        "may_empower": _empowered(found) is not None,
        "letters": progress.letters(draft.letters.all()),
        "wording_is_reviewed": letters.is_reviewed(),
        "preview": _preview(found),
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
        told = _("Belum dilampirkan: %(places)s.") % {"places": listing(lacking, tongue())}
        more = _("Panitera dapat meminta kelengkapan; permohonan tetap dapat dikirim.")
        doubts.append({"text": told, "more": more})
    return doubts


def _preview(found: Mapping[str, forms.StepForm]) -> dict[str, Any]:
    """The form as far as it is written: the fields that are right, and no others."""
    told: dict[str, Any] = {}
    for form in found.values():
        if form.is_bound:
            form.is_valid()
            told |= form.cleaned_data
    items = found["alasan"]
    return {
        **told,
        "items": told.get("butir", []),
        "letters": [
            {"text": bound.label, "letters": told.get(bound.name, [])}
            for bound in items.item_fields  # type: ignore[attr-defined]
        ],
        "reasons": [word("dispute_reason", code) for code in told.get("alasan", [])],
        "relief": [word("relief", code) for code in told.get("tuntutan", [])],
        "kind": word("applicant_kind", told.get("jenis", "")),
        "regime": word("regime", told.get("jalur", "")),
    }
