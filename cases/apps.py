from __future__ import annotations

from datetime import timedelta
from importlib import import_module

from django.apps import AppConfig
from django.conf import settings
from django.utils import timezone

from cases.adapters import spans


class CasesConfig(AppConfig):
    name = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register every task, so that their names are known in the web process too.

        The guards as well: a session notes its beginning before any page was asked for.
        """
        import_module("cases.tasks")
        import_module("cases.web.guards")
        import_module("cases.web.sign_ins")
        spans.begin(settings.OTEL_ENDPOINT)
        if settings.CLOCK_SHIFT_SECONDS:
            _shift_clock(timedelta(seconds=settings.CLOCK_SHIFT_SECONDS))


def _shift_clock(by: timedelta) -> None:
    """Let ``timezone.now``, the one clock of the house, go wrong by so much, for a drill."""
    right = timezone.now
    timezone.now = lambda: right() + by
