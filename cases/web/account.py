"""One's own account: name, address, password, second factor, sessions, organisations."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.base.views import IndexView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cases.queries import accounts as queries
from cases.services import accounts
from cases.web.forms.account import NameForm
from cases.web.hooks import REFUSALS, may_remove

# What browsers call themselves, the telling words first.
BROWSERS = (
    *(("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox")),
    *(("Chrome", "Chrome"), ("Safari", "Safari")),
)
SYSTEMS = (
    *(("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad")),
    *(("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux")),
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, in which houses, and how one's door is locked; the name is changed."""
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if form.is_valid():
        accounts.rename(request.user, name=form.cleaned_data["name"], now=timezone.now())
        messages.success(request, _("Nama telah diganti."))
        return redirect("account")
    context = {
        "form": form,
        "memberships": [_membership(one) for one in queries.memberships(request.user)],
        "has_second_factor": queries.has_second_factor(request.user),
        "waiting_address": EmailAddress.objects.get_new(request.user),
        "is_administrator": queries.is_administrator(request.user),
    }
    return render(request, "account/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; end the session in one of these places."""
    if request.method == "POST":
        mine = UserSession.objects.filter(user=request.user)
        chosen = request.POST.get("session", "")
        found = get_object_or_404(mine, pk=chosen if chosen.isdigit() else 0)
        accounts.end_session(found, by=request.user, now=timezone.now())
        messages.success(request, _("Sesi itu telah diakhiri."))
        return redirect("sessions")
    rows = UserSession.objects.purge_and_list(request.user)
    latest = sorted(rows, key=lambda row: row.created_at, reverse=True)
    told = {"sessions": [_session(row) for row in latest]}
    return render(request, "account/sessions.html", told)


@require_POST
@login_required
@never_cache
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere else."""
    accounts.end_sessions(request.user, now=timezone.now())
    seal_session(request)
    messages.success(request, _("Semua sesi lain telah diakhiri."))
    return redirect("sessions")


def seal_session(request: HttpRequest) -> None:
    """Let this session go on, under a new id, after the seal of all was broken."""
    request.user.refresh_from_db()
    update_session_auth_hash(request, request.user)
    UserSession.objects.create_from_request(request)


class ActivateApp(ActivateTOTPView):
    """Set up an app; the code that proved it is spent, and signs nobody in."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        done = super().form_valid(form)
        accounts.spend_code(queries.app_of(self.request.user), form.cleaned_data["code"])
        return done


activate_app = ActivateApp.as_view()


class SecondFactor(IndexView):
    """The factors of an account, and what to do about each."""

    template_name = "mfa/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say as well whether a second factor is compulsory for this person."""
        return {
            **super().get_context_data(**kwargs),
            "is_compulsory": queries.is_guarded(self.request.user),
        }


class RemovePasskey(webauthn.RemoveWebAuthnView):
    """Take a passkey off, unless it is the last factor of somebody who must have one."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Refuse the last one in words."""
        if may_remove(self.request.user, self.object):
            return super().form_valid(form)
        messages.error(
            self.request,
            REFUSALS["cannot_delete_authenticator"],
        )
        return redirect("mfa_index")


second_factor = never_cache(login_required(SecondFactor.as_view()))
remove_passkey = never_cache(RemovePasskey.as_view())


def _membership(one: Any) -> dict[str, Any]:
    organisation = one.organisation
    return {
        "role": one.role,
        "house": queries.house_of(one),
        "slug": organisation.slug if organisation else "",
    }


def _session(row: UserSession) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "device": _device(row.user_agent),
        "ip": row.ip,
        "began_at": row.created_at,
        "is_current": row.is_current(),
    }


def _device(user_agent: str) -> str:
    """A browser and a system in words, as far as they say who they are."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), _("Peramban lain"))
    system = next((name for sign, name in SYSTEMS if sign in user_agent), "")
    return f"{browser}, {system}" if system else browser
