"""Is it alive, and has it all it needs? For machines that watch."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from celery import current_app
from celery.exceptions import OperationalError
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.adapters import files
from cases.models import Job
from cases.models.jobs import JobState
from cases.services.jobs import SIGN_OF_LIFE

PATIENCE = timedelta(minutes=2)


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
        Job.objects.exists()
    except DatabaseError:
        return False
    return True


def _broker() -> bool:
    try:
        with current_app.connection_for_write() as connection:
            connection.ensure_connection(max_retries=1, timeout=2)
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


PARTS: Mapping[str, Callable[[], bool]] = {
    "database": _database,
    "broker": _broker,
    "worker": _worker,
    "storage": _storage,
}
