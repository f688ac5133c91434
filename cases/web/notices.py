"""What one was told and what became of it; what one wants to be told; ending it by a link."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.adapters import notice_letters
from cases.domain.notices import NoticeKind, NoticeState
from cases.models import Notice
from cases.queries import disputes
from cases.queries import notices as queries
from cases.services import notices as services
from cases.services.journal import Actor
from cases.web.forms.notices import ChoicesForm
from cases.web.words import tongue, word


@require_safe
@login_required
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """One's own notices: what, when, and whether it arrived at the mail server."""
    notices = rows(queries.of_user(request.user)[: queries.LATEST])
    return render(request, "notices/mine.html", {"notices": notices})


@require_safe
@login_required
@never_cache
def of_dispute(request: HttpRequest, code: str) -> HttpResponse:
    """Who was told what of a dispute; to the registry everybody's, to others their own."""
    dispute = get_object_or_404(disputes.visible_to(request.user), code=code)
    found = queries.of_dispute(dispute, request.user)[: queries.LATEST]
    return render(
        request,
        "notices/of_dispute.html",
        {
            "register": queries.register_of(dispute) or dispute.code,
            "notices": rows(found, with_names=True),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def choices(request: HttpRequest) -> HttpResponse:
    """What one wants to be told."""
    form = ChoicesForm(
        request.POST or None,
        choices=queries.choices_of(request.user),
        initial={"language": queries.language_of(request.user) or tongue()},
    )
    if form.is_valid():
        services.choose(
            request.user,
            wanted=form.wanted(),
            language=form.cleaned_data["language"],
            actor=Actor(str(request.user)),
            now=timezone.now(),
        )
        messages.success(request, _("Pilihan pemberitahuan disimpan."))
        return redirect("notice_choices")
    return render(request, "notices/choices.html", {"form": form})


@require_POST
@login_required
def revoke_links(request: HttpRequest) -> HttpResponse:
    """Let the links in all messages sent until now lead nowhere."""
    services.revoke_links(request.user, actor=Actor(str(request.user)), now=timezone.now())
    messages.success(request, _("Tautan dalam surel yang sudah dikirim tidak berlaku lagi."))
    return redirect("notice_choices")


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_exempt  # the signed link is the proof; mail programs post it without a visit before
@never_cache
def unsubscribe(request: HttpRequest, link: str) -> HttpResponse:
    """End messages of one kind without signing in. Opening the link alone ends nothing."""
    notice = queries.by_link(link)
    if notice is None:
        raise Http404
    if request.method == "POST":
        services.stop(notice, now=timezone.now())
    context = {
        "kind": notice.kind,
        "is_wanted": queries.is_wanted(notice.user or notice.address, NoticeKind(notice.kind)),
    }
    return render(request, "notices/unsubscribe.html", context)


def rows(notices: Iterable[Notice], *, with_names: bool = False) -> list[dict[str, Any]]:
    """The contexts of ``notices/_list.html``."""
    return [_row(notice, with_names=with_names) for notice in notices]


def _row(notice: Notice, *, with_names: bool) -> dict[str, Any]:
    kind = NoticeKind(notice.kind)
    return {
        "kind": word("notice_kind", kind),
        "about": notice_letters.subject(kind, notice.payload, tongue()),
        "address": notice.payload.get("address", ""),
        "whom": _whom(notice) if with_names else "",
        "channel": word("notice_channel", notice.channel),
        "ordered_at": notice.created_at,
        "sent_at": notice.sent_at,
        "state": notice.state,
        "word": _state(notice),
        "next_attempt_at": notice.next_attempt_at,
        "error": notice.error if notice.state != NoticeState.SENT else "",
    }


def _whom(notice: Notice) -> str:
    return (notice.user.name or notice.user.email) if notice.user else notice.address


def _state(notice: Notice) -> str:
    if notice.state == NoticeState.WAITING and notice.waits_for_digest:
        return _("menunggu ringkasan harian")
    return word("notice_state", notice.state)
