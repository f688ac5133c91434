"""``manage.py export_open_data``: everything public as files, whole or not at all."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.domain.errors import CaseError
from cases.services import open_data


class Command(BaseCommand):
    help = (
        "Tulis semua yang publik ke satu folder: CSV, JSON Lines, SQLite, dan Parquet, dengan "
        "skema, kamus data, lisensi, sidik jari, dan perubahan sejak ekspor sebelumnya di situ."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", help="dibuat, atau diganti bila isinya ekspor terdahulu")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            made = open_data.export(Path(options["folder"]), now=timezone.now())
        except CaseError as refusal:
            raise CommandError(str(refusal)) from refusal
        for table, count in made.rows:
            self.stdout.write(f"{table}\t{count}")
        size = sum(one.size for one in made.files)
        self.stdout.write(f"{len(made.files)} berkas, {size} bita, lisensi {made.licence}.")
        for one in made.changes:
            if one.added or one.changed or one.removed:
                told = f"{one.added} baru, {one.changed} berubah, {one.removed} hilang"
                self.stdout.write(f"{one.table}: {told}")
