"""The door: signing in and out, and coming in by an invitation."""

from __future__ import annotations

from allauth.account import views as account
from allauth.account.internal.flows.login import perform_login
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.domain.accounts import AddressTaken, InvitationUnknown
from cases.domain.errors import CaseError
from cases.models import Invitation
from cases.queries import accounts as queries
from cases.services import invitations
from cases.web.account import seal_session
from cases.web.errors import too_many
from cases.web.forms.account import SignUpForm
from cases.web.words import refused, word

HELD = "invitation"  # where a session keeps the token, so that no address line shows it on

sign_in = never_cache(account.login)


@require_POST
@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session, or give up a sign-in that waits for its second factor."""
    logout(request)
    return redirect("home")


@require_safe
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail: keep the token, and go on without it in the address."""
    try:
        invitations.find(token, now=timezone.now())
    except CaseError as refusal:
        return _refuse(request, refusal)
    request.session[HELD] = token
    return redirect("invited")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invited(request: HttpRequest) -> HttpResponse:
    """Who invites whom to what; a member of the house of another takes it up here."""
    if not ratelimit.consume(request, action="invitation"):
        return too_many(request)
    try:
        found = _held(request)
        if request.method == "POST" and request.user.is_authenticated:
            invitations.accept(found, request.user, now=timezone.now())
            return _joined(request, found)
    except CaseError as refusal:
        return _refuse(request, refusal)
    return render(request, "account/invited.html", _told(request, found))


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("password1", "password2")
@never_cache
def sign_up(request: HttpRequest) -> HttpResponse:
    """Open an account, with an invitation only; its address is confirmed by having read it."""
    if request.user.is_authenticated:
        return redirect("invited" if HELD in request.session else "desk")
    if not ratelimit.consume(request, action="signup"):
        return too_many(request)
    form = SignUpForm(request.POST or None)
    try:
        found = _held(request)
        invitations.check_no_account(found)
        if form.is_valid():
            return _signed_up(request, found, form)
    except AddressTaken:
        return redirect("invited")
    except CaseError as refusal:
        return _refuse(request, refusal)
    return render(request, "account/sign_up.html", {**_told(request, found), "form": form})


def _signed_up(request: HttpRequest, found: Invitation, form: SignUpForm) -> HttpResponse:
    user = invitations.sign_up(
        found,
        name=form.cleaned_data["name"],
        password=form.cleaned_data["password1"],
        now=timezone.now(),
    )
    del request.session[HELD]
    return perform_login(request, Login(user=user))


def _joined(request: HttpRequest, found: Invitation) -> HttpResponse:
    """Say so; this session goes on under a new seal, all others have ended."""
    del request.session[HELD]
    seal_session(request)
    house = queries.house_of(found)
    messages.success(request, _("Anda kini anggota %(house)s.") % {"house": house})
    return redirect("account")


def _held(request: HttpRequest) -> Invitation:
    """The invitation that this session holds, if it is still open."""
    token = request.session.get(HELD)
    if token is None:
        raise InvitationUnknown(
            "Akun dibuka lewat undangan. Bukalah tautan dalam surel undangan Anda."
        )
    return invitations.find(token, now=timezone.now())


def _told(request: HttpRequest, found: Invitation) -> dict[str, object]:
    is_here = request.user.is_authenticated
    return {
        "invitation": found,
        "house": queries.house_of(found),
        "role": word("membership_role", found.role),
        "is_for_them": is_here and request.user.email == found.email,
        "has_account": invitations.has_account(found),
    }


def _refuse(request: HttpRequest, refusal: CaseError) -> HttpResponse:
    request.session.pop(HELD, None)
    status = 404 if isinstance(refusal, InvitationUnknown) else 410
    told = {"said": refused(refusal)}
    return render(request, "account/invitation_refused.html", told, status=status)
