"""Signing in and out, and one's own account."""

from __future__ import annotations

from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.queries import accounts
from cases.web.forms.account import SignInForm

sign_in = never_cache(
    auth.LoginView.as_view(
        template_name="account/login.html",
        authentication_form=SignInForm,
        redirect_authenticated_user=True,
    )
)

sign_out = auth.LogoutView.as_view()


@require_safe
@login_required
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    """One's own account: who one is here, and in which houses."""
    return render(
        request, "account/account.html", {"memberships": accounts.memberships(request.user)}
    )
