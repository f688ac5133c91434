"""``manage.py restore``: a backup comes back, and is checked before anybody uses it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error as DatabaseFault

from cases.domain.errors import CaseError
from cases.services import backups


class Command(BaseCommand):
    help = "Pulihkan cadangan ke pemasangan kosong, lalu periksa semuanya."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help="berkas .tar, folder cadangan, atau satu saat")
        parser.add_argument(
            "--ganti", action="store_true", help="buang isi pemasangan ini yang sekarang"
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        source = Path(options["source"]).absolute()
        try:
            if options["ganti"]:
                self._say_what_goes(source)
            restored = backups.restore(source, replace=options["ganti"], say=self._say)
        except CaseError as refusal:
            raise CommandError(str(refusal)) from refusal
        except (OSError, DatabaseFault) as fault:
            raise CommandError(f"Cadangan tidak dapat dipulihkan: {fault}") from fault
        if options["json"]:
            self.stdout.write(json.dumps(asdict(restored), ensure_ascii=False))
        else:
            self.stdout.write(
                f"Dipulihkan, keadaan {restored.at}: {restored.rows} baris, "
                f"{restored.files} berkas, jurnal {restored.entries} entri."
            )
        if restored.wrong:
            listed = "\n".join(f"  {one}" for one in restored.wrong[:20])
            raise CommandError(f"Yang tidak cocok: {len(restored.wrong)}\n{listed}")

    def _say_what_goes(self, source: Path) -> None:
        for chain, count in backups.lost_by(source).items():
            self._say(f"jurnal {chain}: {count} entri sesudah cadangan itu akan hilang")

    def _say(self, text: str) -> None:
        self.stderr.write(f"[sidang] {text}")
