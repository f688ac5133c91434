"""``manage.py import_public_bodies``: the register of public bodies from a CSV file."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from cases.adapters import tables
from cases.services import public_bodies
from cases.services.journal import Actor


class Command(BaseCommand):
    help = "Masukkan badan publik beserta PPID dan atasannya dari CSV."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="BERKAS")
        parser.add_argument("--dry-run", action="store_true", help="periksa saja")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            rows = tables.read_csv(options["file"].read_bytes())
        except (OSError, tables.UnreadableTable) as refusal:
            raise CommandError(str(refusal)) from None
        with transaction.atomic():
            done = public_bodies.import_rows(
                rows, actor=Actor.system("import"), now=timezone.now()
            )
            transaction.set_rollback(options["dry_run"])
        if options["json"]:
            told = asdict(done) | {
                "rejected": [{"row": row, "reason": why} for row, why in done.rejected]
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        self.stdout.write(f"{done.imported} dimasukkan, {done.unchanged} tidak berubah.")
        for row, reason in done.rejected:
            self.stdout.write(f"baris {row}: {reason}")
