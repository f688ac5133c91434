"""``manage.py first_run``: a fresh code for setting an empty installation up."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.domain.errors import CaseError
from cases.services import first_run


class Command(BaseCommand):
    help = "Cetak kode sekali pakai untuk memulai pemasangan yang masih kosong."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            code = first_run.draw_code(now=timezone.now())
        except CaseError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Mulailah di {settings.BASE_URL}/pemasangan/ dengan kode {code}")
