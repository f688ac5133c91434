"""``manage.py backup``: database and files together, while everybody goes on."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.domain.errors import CaseError
from cases.services import backups


class Command(BaseCommand):
    help = "Cadangkan basis data dan berkas dari satu saat, tanpa menghentikan apa pun."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "target",
            nargs="?",
            default=settings.BACKUP_DIR,
            help="nama berkas .tar, atau folder cadangan (bawaan: BACKUP_DIR)",
        )
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["target"]:
            raise CommandError("Sebutkan berkas atau folder, atau setel BACKUP_DIR.")
        target = Path(options["target"]).absolute()
        if str(options["target"]).endswith("/"):
            target.mkdir(parents=True, exist_ok=True)
        try:
            taken = backups.take(target, now=timezone.now())
        except CaseError as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as fault:
            raise CommandError(f"Cadangan tidak dapat ditulis: {fault}") from fault
        self._tell(taken, as_json=options["json"])
        if taken.damaged:
            raise CommandError(
                f"Cadangan ditulis, tetapi {len(taken.damaged)} berkas hilang atau rusak di "
                f"pemasangan ini: {', '.join(taken.damaged[:5])}"
            )

    def _tell(self, taken: backups.Taken, *, as_json: bool) -> None:
        told = {
            "path": str(taken.path),
            "at": taken.at.isoformat(),
            "rows": taken.rows,
            "files": taken.files,
            "new_bytes": taken.new_bytes,
            "damaged": list(taken.damaged),
        }
        self.stdout.write(
            json.dumps(told, ensure_ascii=False)
            if as_json
            else f"Cadangan {taken.path}: {taken.rows} baris, {taken.files} berkas, "
            f"{taken.new_bytes} bita baru."
        )
