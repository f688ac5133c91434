"""What every page knows: whose house this is, the menu, the two languages."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.domain.accounts import APPLICANT_ROLES, REGISTRY_ROLES, Role
from cases.models import Membership
from cases.queries import accounts

MENU = (
    ("register", _("Register")),
    ("schedule", _("Jadwal")),
    ("admissions", _("Pengakuan")),
    ("questions", _("Pertanyaan")),
    ("decisions", _("Putusan")),
    ("statistics", _("Statistik")),
    ("calculator", _("Tenggat")),
    ("verify", _("Periksa")),
)
# Rooms of the workroom: route, sign, and whose roles open it (None: everybody's).
ROOMS: tuple[tuple[str, Promise, frozenset[Role] | None], ...] = (
    ("desk", _("Perkara kami"), None),
    ("registry", _("Kepaniteraan"), frozenset(REGISTRY_ROLES)),
    ("board", _("Papan sidang"), frozenset(REGISTRY_ROLES)),
    ("desk_calendar", _("Kalender"), None),
    ("requests", _("Permintaan"), APPLICANT_ROLES),
    ("drafts", _("Ajukan sengketa"), APPLICANT_ROLES),
    ("register", _("Register"), None),
    ("calculator", _("Tenggat"), None),
    ("uploads", _("Unggahan"), None),
    ("desk_notices", _("Kabar"), None),
)
LANGUAGES = (("id", "ID", "Bahasa Indonesia"), ("en", "EN", "English"))


def site(request: HttpRequest) -> dict[str, Any]:
    """The context of base.html."""
    return {
        "DEMO": settings.DEMO,
        "BASE_URL": settings.BASE_URL,
        "COMMISSION_NAME": getattr(settings, "COMMISSION_NAME", "Komisi Informasi Pusat"),
        "SOURCE_URL": getattr(settings, "SOURCE_URL", ""),
        "canonical": f"{settings.BASE_URL}{request.path}",
        "menu": _menu(request.path),
        "rooms": partial(rooms_of, request),
        "languages": _languages(request),
    }


def rooms_of(
    request: HttpRequest, memberships: Iterable[Membership] | None = None
) -> list[dict[str, Any]]:
    """The rooms of the workroom that somebody's roles open; asked by its pages alone.

    A page that has read the memberships already hands them in.
    """
    if not request.user.is_authenticated:
        return []
    if memberships is None:
        memberships = accounts.memberships(request.user)
    roles = {one.role for one in memberships}
    rooms = {
        reverse(route): label
        for route, label, for_roles in ROOMS
        if for_roles is None or roles & for_roles
    }
    current = max(filter(request.path.startswith, rooms), key=len, default="")
    return [
        {"address": address, "label": label, "is_current": address == current}
        for address, label in rooms.items()
    ]


@dataclass(frozen=True)
class Menu:
    """The rooms of the house, by address and label, and in which of them the page is."""

    rooms: tuple[tuple[str, Promise], ...]
    current: str

    @property
    def fingerprint(self) -> tuple[Any, ...]:
        """What its piece is known by; a label follows from its address."""
        return ([address for address, _label in self.rooms], self.current)


def _menu(path: str) -> Menu:
    rooms = _announced(get_urlconf())
    current = next((address for address, _label in rooms if path.startswith(address)), "")
    return Menu(rooms, current)


@cache
def _announced(_site: str | None) -> tuple[tuple[str, Promise], ...]:
    """The rooms that this installation has; one that is not there yet is not announced."""
    rooms = []
    for route, label in MENU:
        with suppress(NoReverseMatch):
            rooms.append((reverse(route), label))
    return tuple(rooms)


def _languages(request: HttpRequest) -> list[dict[str, Any]]:
    """The same page in each language, with whatever else was asked for kept."""
    asked = request.GET.copy()
    found = []
    for code, short, name in LANGUAGES:
        asked["bahasa"] = code
        found.append(
            {
                "code": code,
                "short": short,
                "name": name,
                "address": f"?{asked.urlencode()}",
                "is_current": code == getattr(request, "LANGUAGE_CODE", "id"),
            }
        )
    return found
