"""Security events in the log: one line each, by a name of its own, for who watches over them.

A line names the event and plain facts, never an address of mail, a password or a token; which
request and account it was about stands beside it as beside every line.
"""

from __future__ import annotations

import logging

from django.utils.crypto import salted_hmac

logger = logging.getLogger("cases.security")

SIGNED_IN, SIGN_IN_FAILED, SIGN_IN_HELD_UP = "signed_in", "sign_in_failed", "sign_in_held_up"
FACTOR_REFUSED, REFUSED, FORGED = "factor_refused", "access_refused", "form_without_proof"
TOO_OFTEN = "asked_too_often"


def note(event: str, **facts: str | int) -> None:
    """Write an event down; refusals as warnings, so that they can be counted by level."""
    told = " ".join(f"{name}={value}" for name, value in facts.items() if value != "")
    level = logging.INFO if event == SIGNED_IN else logging.WARNING
    logger.log(level, "%s %s", event, told)


def blurred(address: str) -> str:
    """An address of mail as the same few signs each time; without the key nobody can try out
    whose they are.
    """
    return salted_hmac(__name__, address.strip().lower(), algorithm="sha256").hexdigest()[:12]
