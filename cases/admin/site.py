"""What ``/admin/`` lets anybody do, by construction: look, and a few acts that are journalled.

Whatever model is registered, by this house or by a library, is held by ``Held``: nothing is
added or changed there, and nothing taken away but what ``REMOVALS`` knows a service for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin import AdminSite, ModelAdmin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone

from cases.services import accounts

# How a row is taken away here; each of these services writes into the journal.
REMOVALS: Mapping[type[Model], Callable[..., None]] = MappingProxyType(
    {Authenticator: accounts.remove_factor, UserSession: accounts.end_session}
)
# Keys and seals, which not even who looks after the machine reads off a page.
SECRET = frozenset({"data", "key", "password", "session_key"})


class Held(ModelAdmin):
    """Before every other class in its line: nothing here writes past the journal."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: what is added has a page of its own, with its rules."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody: what is changed has a page of its own, with its rules."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Who may, where a service takes the row away and writes it down."""
        return self.model in REMOVALS and super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """None: an act on many rows at once would be told by no service."""
        return {}

    def get_inline_instances(self, request: HttpRequest, obj: Model | None = None) -> list[Any]:
        """None: what belongs to a row is looked at by itself."""
        return []

    def get_exclude(self, request: HttpRequest, obj: Model | None = None) -> Sequence[str]:
        """The secrets of the row."""
        return sorted({field.name for field in self.opts.fields} & SECRET)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        """Let the service do it, which tells the journal."""
        REMOVALS[type(obj)](obj, by=request.user, now=timezone.now())

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """One by one, as each is told by itself."""
        for row in queryset:
            self.delete_model(request, row)


class JournalledSite(AdminSite):
    """The site of administration: whoever registers a model, ``Held`` holds it."""

    def register(
        self,
        model_or_iterable: type[Model] | Iterable[type[Model]],
        admin_class: type[ModelAdmin] | None = None,
        **options: Any,
    ) -> None:
        """Register, under a class that adds to ``Held`` how the rows are shown."""
        shown = type("Shown", (admin_class or ModelAdmin,), options)
        super().register(model_or_iterable, type("HeldAdmin", (Held, shown), {}))

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """Lead to the one page where passwords are changed, told and written down."""
        return redirect("account_change_password")
