"""Is it alive, and has it all it needs? For machines that watch.

Each part is told by its name and one word. What a part waits for is bounded: the base by the
limits of its connection and statement, the rest by ``PATIENCE_OF_WATCHERS``.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import lru_cache, partial

from celery import current_app
from celery.exceptions import OperationalError
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.adapters import files
from cases.models import Job
from cases.models.jobs import JobState
from cases.services.jobs import SIGN_OF_LIFE

PATIENCE = timedelta(minutes=2)
PATIENCE_OF_WATCHERS = 3.0  # seconds that one part may take to answer
MEGABYTE = 1024 * 1024


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Each part that is needed, by name; 503 when one is missing."""
    parts = {name: works() for name, works in PARTS.items()}
    told = {name: "ok" if works else "gagal" for name, works in parts.items()}
    return JsonResponse(told, status=200 if all(parts.values()) else 503)


def _database() -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                limit = int(PATIENCE_OF_WATCHERS * 1000)
                cursor.execute(f"SET LOCAL statement_timeout = {limit}")
            Job.objects.exists()
    except DatabaseError:
        return False
    return True


def _migrations() -> bool:
    """The base has been brought to where this program expects it."""
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError:
        return False
    return _last_migrations() <= applied


@lru_cache(maxsize=1)
def _last_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def _broker() -> bool:
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    except (OSError, OperationalError):
        return False
    return True


def _worker() -> bool:
    """Somebody is at work or was here lately, and nobody has waited for long."""
    if current_app.conf.task_always_eager:  # whoever orders work does it
        return True
    now = timezone.now()
    try:
        waiting = Job.objects.filter(state=JobState.WAITING, wait_until=None)
        busy = Job.objects.filter(state=JobState.RUNNING, lease_until__gte=now).exists()
        late = waiting.filter(created_at__lt=now - PATIENCE).exists()
        seen_at = cache.get(SIGN_OF_LIFE)  # the cache may be a table
    except DatabaseError:
        return False
    return busy or (not late and seen_at is not None and now - seen_at < PATIENCE)


def _storage() -> bool:
    """Files can be written: where they lie, or where their folder will be made."""
    return files.can_be_written()


def _disk() -> bool:
    """Files and base have room to grow for a while."""
    return min(files.free_space(), files.free_space(settings.DATA_DIR)) >= (
        settings.DISK_LEAST_MB * MEGABYTE
    )


class _Bounded:
    """A question to something outside that may never answer: no answer in time is a no.

    Who is still being waited for is not asked again, so that at most one thread hangs.
    """

    def __init__(self, question: Callable[[], bool]) -> None:
        self.question = question
        self.asking: threading.Thread | None = None

    def __call__(self) -> bool:
        if self.asking is not None and self.asking.is_alive():
            return False
        answers: list[bool] = []
        ask = partial(self._ask, answers)
        self.asking = threading.Thread(target=ask, name="readyz", daemon=True)
        self.asking.start()
        self.asking.join(PATIENCE_OF_WATCHERS)
        return answers == [True]

    def _ask(self, answers: list[bool]) -> None:
        answers.append(self.question())


PARTS: Mapping[str, Callable[[], bool]] = {
    "database": _database,
    "migrations": _migrations,
    "broker": _Bounded(_broker),
    "worker": _worker,
    "storage": _Bounded(_storage),
    "disk": _Bounded(_disk),
}
