"""Members of a house: who they are, letting them in, changing their role, letting them go."""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.domain.accounts import HouseKind
from cases.domain.errors import CaseError
from cases.models import Commission, Membership
from cases.queries import accounts as queries
from cases.services import accounts, invitations
from cases.web.forms.account import InviteForm, RoleForm
from cases.web.words import refused, tongue

SHOWN = 50  # houses on the administrator's list


class HouseKindConverter:
    """The kind of a house as addresses write it."""

    words = {
        "organisasi": HouseKind.ORGANISATION,
        "badan-publik": HouseKind.PUBLIC_BODY,
        "komisi": HouseKind.COMMISSION,
    }
    regex = "|".join(words)

    def to_python(self, value: str) -> HouseKind:
        return self.words[value]

    def to_url(self, value: str) -> str:
        return next(word for word, kind in self.words.items() if kind == value)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def house(request: HttpRequest, kind: HouseKind, slug: str) -> HttpResponse:
    """The members of a house, and the form by which its owners invite."""
    found = _house_or_404(request, kind, slug)
    form = InviteForm(kind, request.POST or None)
    if form.is_valid():
        try:
            invitations.invite(
                found,
                email=form.cleaned_data["email"],
                role=form.to_role(),
                by=request.user,
                language=tongue(),
                now=timezone.now(),
            )
        except CaseError as refusal:
            form.add_error(None, refused(refusal))
        else:
            messages.success(request, _("Undangan sedang dikirim."))
            return redirect("house", kind, slug)
    return render(request, "account/house.html", _told(request, kind, slug, found, form))


@require_POST
@login_required
@never_cache
def revoke(request: HttpRequest, kind: HouseKind, slug: str, pk: int) -> HttpResponse:
    """Take an invitation back."""
    found = _house_or_404(request, kind, slug)
    waiting = queries.open_invitations(found, now=timezone.now())
    invitation = get_object_or_404(waiting, pk=pk)
    try:
        invitations.revoke(invitation, by=request.user, now=timezone.now())
    except CaseError as refusal:
        messages.error(request, refused(refusal))
    else:
        messages.success(request, _("Undangan telah dicabut."))
    return redirect("house", kind, slug)


@require_POST
@login_required
@never_cache
def change_role(request: HttpRequest, kind: HouseKind, slug: str, pk: int) -> HttpResponse:
    """Give a member another role."""
    return _change_role(request, kind, slug, _member_or_404(request, kind, slug, pk))


@reauthentication_required
def _change_role(
    request: HttpRequest, kind: HouseKind, slug: str, member: Membership
) -> HttpResponse:
    form = RoleForm(kind, request.POST)
    if not form.is_valid():
        messages.error(request, _("Pilihlah salah satu peran."))
        return redirect("house", kind, slug)
    try:
        accounts.change_role(member, role=form.to_role(), by=request.user, now=timezone.now())
    except CaseError as refusal:
        messages.error(request, refused(refusal))
    else:
        messages.success(request, _("Peran telah diganti."))
    return redirect("house", kind, slug)


@require_POST
@login_required
@never_cache
def end_membership(request: HttpRequest, kind: HouseKind, slug: str, pk: int) -> HttpResponse:
    """Let a member go, or leave."""
    return _end_membership(request, kind, slug, _member_or_404(request, kind, slug, pk))


@reauthentication_required
def _end_membership(
    request: HttpRequest, kind: HouseKind, slug: str, member: Membership
) -> HttpResponse:
    try:
        accounts.end_membership(member, by=request.user, now=timezone.now())
    except CaseError as refusal:
        messages.error(request, refused(refusal))
        return redirect("house", kind, slug)
    messages.success(request, _("Keanggotaan telah diakhiri."))
    left = member.user_id == request.user.pk and not queries.is_administrator(request.user)
    return redirect("account") if left else redirect("house", kind, slug)


@require_safe
@login_required
@never_cache
def houses(request: HttpRequest) -> HttpResponse:
    """Every house, for the administrator, by kind or by a part of the name."""
    if not queries.is_administrator(request.user):
        raise Http404
    asked = request.GET.get("q", "").strip()
    rows = [
        {"kind": kind, "house": one, "slug": _slug(one)}
        for kind in HouseKind
        for one in queries.visible_houses(request.user, kind)
        .filter(name__icontains=asked)
        .order_by("name")[: SHOWN + 1]
    ]
    told = {"rows": rows[:SHOWN], "has_more": len(rows) > SHOWN, "asked": asked}
    return render(request, "account/houses.html", told)


def _house_or_404(request: HttpRequest, kind: HouseKind, slug: str) -> queries.House:
    key = "code" if kind is HouseKind.COMMISSION else "slug"
    return get_object_or_404(queries.visible_houses(request.user, kind), **{key: slug})


def _member_or_404(request: HttpRequest, kind: HouseKind, slug: str, pk: int) -> Membership:
    found = _house_or_404(request, kind, slug)
    return get_object_or_404(queries.members(found), pk=pk)


def _told(
    request: HttpRequest, kind: HouseKind, slug: str, found: queries.House, form: InviteForm
) -> dict[str, Any]:
    may_manage = queries.may_manage(request.user, found)
    waiting = queries.open_invitations(found, now=timezone.now()) if may_manage else ()
    return {
        "kind": kind,
        "slug": slug,
        "house": found,
        "form": form,
        "may_manage": may_manage,
        "members": [
            {
                "row": one,
                "form": RoleForm(
                    kind, initial={"role": one.role}, auto_id=f"peran-{one.pk}-%s"
                ),
                "is_self": one.user_id == request.user.pk,
            }
            for one in queries.members(found)
        ],
        "former": queries.former_members(found),
        "invitations": waiting,
    }


def _slug(one: queries.House) -> str:
    return one.code if isinstance(one, Commission) else one.slug
