"""The other side's way in: the link of the mail, and the registry's page of whom it let in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.domain import access as rules
from cases.domain.access import AccessState
from cases.domain.errors import CaseError
from cases.models import Dispute, DisputeAccess
from cases.queries import access as queries
from cases.queries import jobs as orders
from cases.queries import notices
from cases.services import access as services
from cases.services.jobs import JobKind
from cases.web.errors import too_many
from cases.web.forms.access import GrantForm
from cases.web.forms.account import NameForm
from cases.web.words import refused, word

HELD = "access"  # where a session keeps the token, so that no address line shows it on
OVER = (AccessState.REVOKED,)


@require_safe
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail: keep the token, and go on without it in the address.

    Nothing is taken up here: mail programs and scanners open links.
    """
    if not _may_knock(request):
        return too_many(request)
    try:
        services.known(token)
    except rules.AccessUnknown as refusal:
        return _refuse(request, refusal)
    request.session[HELD] = token
    return _without_a_trace(redirect("access_door"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def door(request: HttpRequest) -> HttpResponse:
    """Which dispute, for whom; and the button by which one comes in."""
    if not _may_knock(request):
        return too_many(request)
    try:
        found = _held(request)
        if request.method == "POST":
            if not _may_knock(request, found.email):
                return too_many(request)
            return _entered(request, found)
        return _shown(request, found)
    except (rules.AccessForAnother, rules.AccessNeedsAccount):
        return redirect("access_door")
    except CaseError as refusal:
        return _refuse(request, refusal)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def accesses(request: HttpRequest, code: str) -> HttpResponse:
    """Whom the registry let into a dispute on the respondent's side; ``POST`` lets one in."""
    dispute = get_object_or_404(queries.disputes_kept_by(request.user), code=code)
    respondents = list(queries.respondents(dispute))
    addresses = queries.addresses_of(one.public_body_id for one in respondents)
    initial = {"email": addresses[0].email, "name": addresses[0].office} if addresses else {}
    form = GrantForm(request.POST or None, respondents=respondents, initial=initial)
    if form.is_valid() and _granted(request, form):
        return redirect("accesses", code)
    return render(
        request,
        "access/accesses.html",
        {
            "dispute": dispute,
            "register": notices.register_of(dispute) or dispute.code,
            "file": reverse("dispute_file", args=[dispute.commission.code, dispute.code]),
            "form": form,
            "addresses": addresses,
            "rows": _rows(dispute),
        },
    )


@require_POST
@login_required
@never_cache
def again(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Send a new link to the same address; the old one opens nothing any more."""
    found = _open_or_404(request, code, pk)
    try:
        services.grant(
            found.participant,
            email=found.email,
            name=found.name,
            by=request.user,
            language=found.language,
            now=timezone.now(),
        )
    except CaseError as refusal:
        messages.error(request, refused(refusal))
    else:
        messages.success(request, _("Tautan baru sedang dikirim."))
    return redirect("accesses", code)


@require_POST
@login_required
@never_cache
def revoke(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a way in back; whoever came in by it is out at once."""
    found = _open_or_404(request, code, pk)
    try:
        services.revoke(found, by=request.user, now=timezone.now())
    except CaseError as refusal:
        messages.error(request, refused(refusal))
    else:
        messages.success(request, _("Akses telah dicabut."))
    return redirect("accesses", code)


def _may_knock(request: HttpRequest, email: str = "") -> bool:
    """Count a visit from one place, or an attempt to come in under one address."""
    action = "access_entered" if email else "access"
    usage = ratelimit.consume(
        request, app="allauth.account", action=action, key=email, limit_get=True
    )
    return usage is not None


def _entered(request: HttpRequest, found: DisputeAccess) -> HttpResponse:
    """Take the way in up, and sign a guest in; an account is signed in already."""
    form = _name_form(request, found)
    if form is not None and not form.is_valid():
        return _shown(request, found, form)
    user = request.user if request.user.is_authenticated else None
    name = form.cleaned_data["name"] if form is not None else ""
    holder = services.enter(found, user=user, name=name, now=timezone.now())
    del request.session[HELD]
    room = reverse("case_room", args=[found.participant.dispute.code])
    if user is not None:
        return redirect(room)
    return perform_login(request, Login(user=holder, redirect_url=room))


def _shown(
    request: HttpRequest, found: DisputeAccess, form: NameForm | None = None
) -> HttpResponse:
    is_for_them = request.user.is_authenticated and request.user.email == found.email
    told = {
        "access": found,
        "dispute": services.described(found.participant.dispute),
        "form": form or _name_form(request, found),
        "is_for_them": is_for_them,
        "needs_account": services.needs_account(found),
    }
    return render(request, "access/door.html", told)


def _name_form(request: HttpRequest, found: DisputeAccess) -> NameForm | None:
    """The name is asked once, of whoever has no account yet."""
    if found.user_id is not None or request.user.is_authenticated:
        return None
    if services.has_account(found):
        return None
    return NameForm(request.POST or None, initial={"name": found.name})


def _held(request: HttpRequest) -> DisputeAccess:
    """The way in that this session holds, if it still opens anything."""
    token = request.session.get(HELD)
    if token is None:
        raise rules.AccessUnknown("Bukalah tautan dalam surel yang Anda terima.")
    return services.find(token, now=timezone.now())


def _refuse(request: HttpRequest, refusal: CaseError) -> HttpResponse:
    request.session.pop(HELD, None)
    status = 404 if isinstance(refusal, rules.AccessUnknown) else 410
    told = {"said": refused(refusal)}
    return _without_a_trace(render(request, "access/refused.html", told, status=status))


def _without_a_trace(response: HttpResponse) -> HttpResponse:
    """No page that is opened from here learns this address."""
    response["Referrer-Policy"] = "no-referrer"
    return response


def _granted(request: HttpRequest, form: GrantForm) -> bool:
    """Whether it was granted; why not, stands in the form."""
    try:
        services.grant(
            form.to_participant(),
            email=form.cleaned_data["email"],
            name=form.cleaned_data["name"],
            by=request.user,
            language=form.cleaned_data["language"],
            now=timezone.now(),
        )
    except CaseError as refusal:
        form.add_error("email", refused(refusal))
        return False
    messages.success(request, _("Tautan sedang dikirim."))
    return True


def _open_or_404(request: HttpRequest, code: str, pk: int) -> DisputeAccess:
    dispute = get_object_or_404(queries.disputes_kept_by(request.user), code=code)
    return get_object_or_404(queries.granted_in(dispute), pk=pk, revoked_at=None)


def _rows(dispute: Dispute) -> list[dict[str, Any]]:
    found = list(queries.granted_in(dispute))
    failed = orders.failures(JobKind.SEND_ACCESS, [str(one.pk) for one in found])
    return [_row(one, failed) for one in found]


def _row(one: DisputeAccess, failed: Mapping[str, str]) -> dict[str, Any]:
    state = rules.state(
        sent_at=one.sent_at,
        taken_up_at=one.taken_up_at,
        revoked_at=one.revoked_at,
        expires_at=one.expires_at,
        has_password=one.user is not None and one.user.has_usable_password(),
        has_failed=str(one.pk) in failed,
        now=timezone.now(),
    )
    return {
        "access": one,
        "name": (one.user.name if one.user else "") or one.name or one.email,
        "state": state,
        "word": word("access_state", state),
        "is_open": state not in OVER,
        "error": failed.get(str(one.pk), "") if state is AccessState.FAILED else "",
    }
