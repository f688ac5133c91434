"""A public body replies to its own record, or its registry enters what it brought."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases.domain.errors import CaseError
from cases.models import PublicBody, User
from cases.queries import replies as held
from cases.services import replies as services
from cases.services.journal import Actor
from cases.web.forms.replies import ReplyForm
from cases.web.words import refused


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """What stands, and the form; ``tarik`` takes it back."""
    body = get_object_or_404(PublicBody, slug=slug)
    if not held.may_reply(request.user, body):
        raise Http404
    if request.method == "POST" and "tarik" in request.POST:
        return _taken_back(request, body)
    form = ReplyForm(request.POST or None)
    if form.is_valid() and _replied(request, form, body):
        messages.success(request, _("Tanggapan tampil untuk umum."))
        return redirect(f"{reverse('body_record', args=[slug])}#tanggapan")
    last = held.latest(body)
    told = {"body": body, "form": form, "standing": last if last and last.text else None}
    return render(request, "records/reply.html", told)


def address_for(user: User, slug: str) -> str:
    """Where somebody may speak for a body; empty where they may not."""
    body = PublicBody.objects.filter(slug=slug).first()
    may = body is not None and held.may_reply(user, body)
    return reverse("body_reply", args=[slug]) if may else ""


def _replied(request: HttpRequest, form: ReplyForm, body: PublicBody) -> bool:
    try:
        services.reply(
            body,
            form.cleaned_data["tanggapan"],
            by=form.cleaned_data["oleh"],
            said_on=timezone.localdate(),
            actor=Actor(request.user.name),
            now=timezone.now(),
        )
    except CaseError as refusal:
        form.add_error("tanggapan", refused(refusal))
        return False
    return True


def _taken_back(request: HttpRequest, body: PublicBody) -> HttpResponse:
    try:
        services.take_back(
            body,
            said_on=timezone.localdate(),
            actor=Actor(request.user.name),
            now=timezone.now(),
        )
    except CaseError as refusal:
        messages.error(request, refused(refusal))
    else:
        messages.success(request, _("Tanggapan ditarik."))
    return redirect("body_reply", body.slug)
