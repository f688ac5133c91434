"""What is noticed at the door: who came in and by what, who did not, and what is odd of it.

Who comes in after several failures is told by mail; so is whose password was right while the
second factor was wrong. That an address was tried is told to nobody at that moment: the time it
takes would say whether there is such an account.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.core.cache import cache
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.adapters import account_letters, security_log
from cases.domain.accounts import MOST_SESSIONS, ODD_FAILURES
from cases.models import User
from cases.services import accounts

DAY = 24 * 60 * 60


def failed(email: str) -> None:
    """A password was wrong, or there is no such account."""
    security_log.note(security_log.SIGN_IN_FAILED, who=security_log.blurred(email))
    key = _failures(email)
    cache.set(key, int(cache.get(key, 0)) + 1, DAY)


def held_up(email: str) -> None:
    """Too many failed; not even the right password is taken now."""
    security_log.note(security_log.SIGN_IN_HELD_UP, who=security_log.blurred(email))


@receiver(authentication_failed)
def factor_refused(user: User, authenticator: Authenticator, **_signal: Any) -> None:
    """The password was right and the second factor was not: told once a day by mail."""
    security_log.note(security_log.FACTOR_REFUSED, account=user.pk, by=authenticator.type)
    if cache.add(f"factor-refused:{user.pk}", 1, DAY):
        told = _("Kata sandi akun Anda dipakai dengan benar, tetapi faktor keduanya salah.")
        _write(user, told)


@receiver(user_logged_in)
def came_in(request: HttpRequest, user: User, **_signal: Any) -> None:
    """Note it and by which ways; too many sessions end, and what was odd is told."""
    ways = [str(one["method"]) for one in get_authentication_records(request, user)]
    security_log.note(security_log.SIGNED_IN, account=user.pk, by=",".join(ways))
    accounts.end_oldest_sessions(user, keep=MOST_SESSIONS - 1, now=timezone.now())
    key = _failures(user.email)
    count = int(cache.get(key, 0))
    cache.delete(key)
    if count >= ODD_FAILURES:
        told = _("Akun Anda dimasuki sesudah %(count)s percobaan yang gagal.") % {
            "count": count
        }
        messages.warning(request, told, fail_silently=True)
        _write(user, told)


def _write(user: User, what: str) -> None:
    told = {"what": what, "timestamp": timezone.now()}
    letter = partial(account_letters.send, user.email, "account_changed", told)
    transaction.on_commit(letter, robust=True)


def _failures(email: str) -> str:
    return f"sign-in-failures:{security_log.blurred(email)}"
