"""What is played inside an installation for drills: rows that a drill needs and cannot ask for.

Every scene is called by ``manage.py drill --inside`` with its name, and tells JSON.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from celery import current_app
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from cases.domain.tokens import Scope
from cases.management.drills import occasions
from cases.models import Job, User
from cases.services import jobs, tokens

VERIFICATIONS = (
    ["journal", "verify"],
    ["files", "verify"],
    ["shelf", "verify"],
    ["invariants"],
)


def whole() -> dict[str, Any]:
    """Every verification, and how the order book stands."""
    wrong = []
    for command in VERIFICATIONS:
        said = io.StringIO()
        try:
            call_command(*command, stdout=said, stderr=said)
        except CommandError as broken:
            wrong.append(f"{' '.join(command)}: {broken}")
    failed = Job.objects.filter(state="failed").order_by("pk")[:5]
    told = [f"{one.kind}: {one.error[:200]}" for one in failed]
    return {"wrong": wrong, "jobs": jobs.counts(), "failed": told}


def let_in() -> dict[str, dict[str, str]]:
    """A token and a session for every account of the demonstration."""
    now = timezone.now()
    found: dict[str, dict[str, str]] = {}
    for user in User.objects.filter(email__endswith="@demo.test"):
        _token, written = tokens.make(
            user, label="latihan", scopes=list(Scope), days=7, now=now
        )
        name = user.email.removesuffix("@demo.test")
        found[name] = {"token": written, "session": _session(user)}
    return found


def enter(*, emails: Mapping[str, str]) -> dict[str, str]:
    """A session for each of these accounts, by the names under which they were asked."""
    return {name: _session(User.objects.get(email=address)) for name, address in emails.items()}


def order(*, is_more: bool = False) -> dict[str, int]:
    """Work of as many kinds as the demonstration gives occasion for; how much of each."""
    (occasions.make_more if is_more else occasions.make)(timezone.now())
    found: dict[str, int] = {}
    for kind in Job.objects.values_list("kind", flat=True):
        found[kind] = found.get(kind, 0) + 1
    return found


def ready(*, count: int) -> dict[str, Any]:
    """What pairs of clerks need."""
    return occasions.ready(timezone.now(), count)


def proposed() -> dict[str, Any]:
    """The computed calendar that they decide."""
    return occasions.proposed()


def ring_again(*, times: int) -> int:
    """The broker delivers every open job several times; how many messages."""
    open_ones = list(Job.objects.values_list("pk", flat=True))
    for _time in range(times):
        for job_id in open_ones:
            current_app.tasks[jobs.RUN].delay(job_id=job_id)
    return times * len(open_ones)


def _session(user: User) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)


PLAYED = (whole, let_in, enter, order, ready, proposed, ring_again)
SCENES: Mapping[str, Callable[..., Any]] = {scene.__name__: scene for scene in PLAYED}
