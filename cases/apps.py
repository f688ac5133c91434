from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register every task, so that their names are known in the web process too.

        The guards as well: a session notes its beginning before any page was asked for.
        """
        import_module("cases.tasks")
        import_module("cases.web.guards")
