"""``manage.py load_holidays``: decreed days, and the deadlines they move."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.domain.errors import CaseError
from cases.domain.wording import long_date
from cases.services import calendars
from cases.services.journal import Actor


class Command(BaseCommand):
    help = "Muat hari libur yang ditetapkan; sebutkan jangka waktu berjalan yang bergeser."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("years", nargs="*", type=int, help="tahun; tanpa ini semua")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            loaded = calendars.load(
                options["years"], actor=Actor.system("load_holidays"), now=timezone.now()
            )
        except CaseError as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["verbosity"]:
            self._tell(loaded)

    def _tell(self, loaded: calendars.Loaded) -> None:
        self.stdout.write(
            f"Kalender versi {loaded.version} ({loaded.digest}): {loaded.added} hari baru, "
            f"{loaded.changed} berubah, {loaded.removed} dihapus."
        )
        for moved in loaded.moved:
            self.stdout.write(
                f"  {moved.dispute_code} {moved.rule}: {long_date(moved.was_on)} menjadi "
                f"{long_date(moved.is_on)}"
            )
