"""``manage.py import_transcript``: captions or recognised words into the draft of a hearing."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.domain import vocabulary
from cases.domain.errors import CaseError
from cases.models import Hearing
from cases.services import transcripts
from cases.services.journal import Actor
from cases.services.transcripts.imports import Report


class Command(BaseCommand):
    help = "Masukkan takarir (VTT, SRT), JSON, tabel (CSV) atau teks ke draf risalah."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="BERKAS")
        parser.add_argument("--hearing", required=True, metavar="KODE", help="kode sidang")
        parser.add_argument("--keep-cues", action="store_true", help="tiap takarir satu ucapan")
        parser.add_argument("--dry-run", action="store_true", help="periksa saja")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        code = options["hearing"].upper()
        hearing = Hearing.objects.filter(code=code).first()
        if hearing is None:
            raise CommandError(f"Tidak ada sidang berkode {options['hearing']}.")
        try:
            report = transcripts.import_file(
                hearing,
                options["file"].read_bytes(),
                name=options["file"].name,
                keep_cues=options["keep_cues"],
                is_dry=options["dry_run"],
                actor=Actor.system("import"),
                now=timezone.now(),
            )
        except (OSError, CaseError) as refusal:
            raise CommandError(str(refusal)) from None
        if options["json"]:
            self.stdout.write(json.dumps(report.told(), ensure_ascii=False))
        else:
            self._tell(report, is_dry=options["dry_run"])

    def _tell(self, report: Report, *, is_dry: bool) -> None:
        if report.is_known:
            self.stdout.write("Berkas ini sudah diimpor ke sidang ini; tidak ada yang ditulis.")
            return
        done = "akan ditulis" if is_dry else "ditulis"
        self.stdout.write(
            f"{report.cues} takarir: {report.turns} ucapan {done}, "
            f"{report.filled} ucapan terisi, {len(report.remarks)} keanehan."
        )
        for one in report.remarks:
            reason = vocabulary.label("caption_oddity", one.oddity)
            said = f" “{one.text}”" if one.text else ""
            self.stdout.write(f"baris {one.line}: {reason}.{said}")
