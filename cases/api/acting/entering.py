"""Who a program acts for, and what its token is for."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from cases.models import ApiToken, User
from cases.queries import accounts
from cases.queries import tokens as held
from cases.services import tokens

WORDS = frozenset({"bearer", "token"})


class SecondFactorNeeded(exceptions.PermissionDenied):
    default_code = "second_factor_needed"


class InsufficientScope(exceptions.PermissionDenied):
    default_code = "insufficient_scope"


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer sidang_…``, or with the word ``Token``."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """The person and the token; None where the header speaks of something else.

        Raises:
            AuthenticationFailed: the token opens nothing, or not any more.
            SecondFactorNeeded: who keeps the record has to set one up first.
        """
        word, _space, told = request.headers.get("Authorization", "").partition(" ")
        if word.lower() not in WORDS:
            return None
        now = timezone.now()
        found = held.by_written(told.strip(), now=now)
        if found is None:
            raise exceptions.AuthenticationFailed(
                _("Token ini tidak berlaku: salah, kedaluwarsa, atau dicabut."), "bad_token"
            )
        _check_factor(found.user)
        tokens.note_use(found, now=now)
        return found.user, found

    def authenticate_header(self, _request: Request) -> str:
        return 'Bearer realm="sidang-terbuka"'


class InScope(BasePermission):
    """A token opens what it was made for: ``reads`` of a view, or ``writes``."""

    def has_permission(self, request: Request, view: Any) -> bool:
        if request.user is None:
            return False
        wanted = view.reads if request.method in SAFE_METHODS else view.writes
        if wanted.value not in request.auth.scopes:
            told = _("Token ini tidak dibuat untuk “%(scope)s”.") % {"scope": wanted.value}
            raise InsufficientScope(told)
        return True


class TokenScheme(OpenApiAuthenticationExtension):
    """How the schema names the token."""

    target_class = "cases.api.acting.entering.TokenAuthentication"
    name = "token"

    def get_security_definition(self, _auto_schema: Any) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "Made under /akun/token/, for some scopes; it expires.",
        }


def _check_factor(user: User) -> None:
    if not settings.REQUIRE_SECOND_FACTOR or not accounts.is_guarded(user):
        return
    if not accounts.has_second_factor(user):
        raise SecondFactorNeeded(_("Pasang faktor kedua pada akun ini lebih dahulu."))
