"""``manage.py shelf verify`` and ``manage.py shelf rebuild``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.services import publication


class Command(BaseCommand):
    help = (
        "Turunkan lagi rak publik dari rekaman: bandingkan (verify), atau betulkan (rebuild)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["verify", "rebuild"])

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["action"] == "rebuild":
            touched = publication.rebuild(now=timezone.now())
            self.stdout.write(f"Rak publik diturunkan lagi: {touched} baris berubah.")
            return
        found = list(publication.verify())
        for difference in found:
            self.stdout.write(str(difference))
        if found:
            raise CommandError(
                f"Rak publik berbeda dari rekaman: {len(found)} baris.", returncode=1
            )
        self.stdout.write("Rak publik sama dengan rekaman.")
