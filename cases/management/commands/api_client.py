"""Write the typed Python client from the schema, or say that it is stale."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from drf_spectacular.generators import SchemaGenerator

from cases.management.client import methods, models

FOLDER = Path("clients/python/sidang_terbuka")


class Command(BaseCommand):
    help = "Write clients/python from the schema of the API; --check compares only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="compare, write nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the two modules that follow from the schema.

        Raises:
            CommandError: with ``--check``, one of them is not what the schema says.
        """
        told = SchemaGenerator().get_schema(request=None, public=True)
        schema = json.loads(json.dumps(told, default=str))
        folder = Path(settings.BASE_DIR) / FOLDER
        stale = []
        for name, text in (
            ("models.py", models.write(schema)),
            ("client.py", methods.write(schema)),
        ):
            file = folder / name
            if file.is_file() and file.read_text("utf-8") == text:
                continue
            stale.append(name)
            if not options["check"]:
                file.write_text(text, "utf-8")
        if stale and options["check"]:
            raise CommandError(
                f"Klien tertinggal dari skema: {', '.join(stale)}. "
                "Jalankan: python manage.py api_client"
            )
