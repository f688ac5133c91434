"""``manage.py self_check``: look now whether everything adds up."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.services import self_checks


class Command(BaseCommand):
    help = "Periksa jurnal, berkas, rak publik, aturan dan antrean; keluar 1 bila ada temuan."

    def handle(self, *_args: Any, **_options: Any) -> None:
        found = list(self_checks.findings(now=timezone.now()))
        for told in found:
            self.stdout.write(told)
        if found:
            raise CommandError(f"Temuan: {len(found)}.", returncode=1)
        self.stdout.write("Semuanya cocok.")
