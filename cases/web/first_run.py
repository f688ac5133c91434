"""The door of an empty installation; afterwards there is nothing by this address."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.core import ratelimit
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cases.domain.errors import CaseError
from cases.forms.words import refused
from cases.services import first_run as services
from cases.web.errors import too_many
from cases.web.forms.first_run import FirstRunForm

LOOK = "lihat"  # the button that only shows the next number


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("code", "password1", "password2")
@never_cache
def first_run(request: HttpRequest) -> HttpResponse:
    """Say who runs this installation and for which commission; done once."""
    if not services.is_open():
        raise Http404
    if not ratelimit.consume(request, action="first_run"):
        return too_many(request)
    if request.method != "POST" or LOOK in request.POST:
        return _shown(request, FirstRunForm(initial=_typed(request)))
    form = FirstRunForm(request.POST)
    if form.is_valid():
        try:
            user = services.begin(
                form.to_beginning(), form.cleaned_data["code"], now=timezone.now()
            )
        except CaseError as refusal:
            form.add_error(None, refused(refusal))
        else:
            return perform_login(request, Login(user=user))
    return _shown(request, form)


def _typed(request: HttpRequest) -> dict[str, str]:
    """What was typed so far, for looking at the number only; passwords are typed again."""
    return {name: value for name, value in request.POST.items() if isinstance(value, str)} or {
        "pattern": FirstRunForm.base_fields["pattern"].initial
    }


def _shown(request: HttpRequest, form: FirstRunForm) -> HttpResponse:
    told = {"form": form, "next_number": form.next_number(), "look": LOOK}
    return render(request, "first_run/first_run.html", told)
