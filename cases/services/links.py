"""Links that go out by mail: derived from a nonce and the secret key, and sent once."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from cases.models import Job
from cases.services.jobs import Progress

SENT = "terkirim"  # the step of a job after which its mail is never sent again


def draw(salt: str) -> dict[str, str]:
    """The columns of a new link: the nonce, and the hash of the token that is made from it."""
    nonce = secrets.token_hex(16)
    return {"nonce": nonce, "token_hash": hash_of(token(nonce, salt))}


def token(nonce: str, salt: str) -> str:
    """The token of a link: the same at every attempt to mail it, and kept nowhere."""
    return salted_hmac(salt, nonce, algorithm="sha256").hexdigest()


def hash_of(token: str) -> str:
    """What a row keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def send(
    job: Job,
    progress: Progress,
    mail: Callable[[], None],
    *,
    is_open: bool,
    row: QuerySet[Any] | None,
    now: datetime,
) -> None:
    """Send the mail of a link, unless the link was closed, or its mail was sent before.

    ``row``: where that it was sent is written down; None: the job alone says so.

    A worker that is killed before it has sent leaves the job to the next; one that is killed
    after it said so causes no second mail. Between the two lies the moment in which the mail
    server takes the message: there nobody can know, and a second mail is better than none.
    """
    is_sent = job.step == SENT
    if not is_sent and is_open:
        progress.step("kirim", 0, 1)
        mail()
        progress.step(SENT, 1, 1)
        is_sent = True
    with progress.effect(now=now):
        if is_sent and row is not None:
            row.filter(sent_at=None).update(sent_at=now)
