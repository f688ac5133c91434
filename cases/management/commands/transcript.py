"""``manage.py transcript``: one transcript in one form, made by the code of the job."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.adapters.transcript_forms.catalogue import FORMS
from cases.domain import transcripts as rules
from cases.domain.errors import CaseError
from cases.models import Hearing
from cases.queries import transcripts


class Command(BaseCommand):
    help = "Tulis risalah satu sidang: edisi terakhir yang dibekukan, atau drafnya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("hearing", help="kode sidang, delapan huruf")
        parser.add_argument("--format", required=True, help=", ".join(FORMS))
        parser.add_argument("--edition", type=int, help="edisi tertentu")
        parser.add_argument("-o", "--output", help="berkas; tanpa ini ke keluaran baku")

    def handle(self, *_args: Any, **options: Any) -> None:
        form = FORMS.get(options["format"])
        if form is None:
            known = ", ".join(FORMS)
            raise CommandError(f"Bentuk {options['format']} belum ada. Yang ada: {known}.")
        record = _record(options["hearing"], options["edition"])
        try:
            content = form.make(record)
        except CaseError as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["output"]:
            Path(options["output"]).write_bytes(content)
        else:
            sys.stdout.buffer.write(content)


def _record(code: str, number: int | None) -> rules.TranscriptRecord:
    hearing = Hearing.objects.filter(code=code.upper()).first()
    if hearing is None:
        raise CommandError(f"Tidak ada sidang berkode {code}.")
    if number is None:
        edition = transcripts.latest_edition(hearing)
        return transcripts.record_of(edition) if edition else transcripts.draft_record(hearing)
    edition = hearing.editions.filter(no=number).first()
    if edition is None:
        raise CommandError(f"Sidang {code} tidak memiliki edisi {number}.")
    return transcripts.record_of(edition)
