"""``manage.py transcript``: one transcript in one form, made by the code of the job."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.adapters import fonts
from cases.adapters.transcript_forms.catalogue import FORMS, Form
from cases.domain import sealing
from cases.domain import transcripts as rules
from cases.domain.errors import CaseError
from cases.models import Edition, Hearing
from cases.queries import transcripts
from cases.services import transcripts as services


class Command(BaseCommand):
    help = "Tulis risalah satu sidang: edisi terakhir yang dibekukan, atau drafnya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("hearing", help="kode sidang, delapan huruf")
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--format", help=", ".join(FORMS))
        what.add_argument(
            "--sign", action="store_true", help="pesan tanda tangan elektronik PDF edisi itu"
        )
        parser.add_argument("--edition", type=int, help="edisi tertentu")
        parser.add_argument(
            "--full",
            action="store_true",
            help="dengan bagian yang dirahasiakan; bukan untuk umum",
        )
        parser.add_argument("-o", "--output", help="berkas; tanpa ini ke keluaran baku")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["sign"]:
            self._sign(options["hearing"], options["edition"])
            return
        form = FORMS.get(options["format"])
        if form is None:
            known = ", ".join(FORMS)
            raise CommandError(f"Bentuk {options['format']} belum ada. Yang ada: {known}.")
        record = _record(options["hearing"], options["edition"])
        try:
            content = _full(form, record) if options["full"] else form.make(record)
        except CaseError as refusal:
            raise CommandError(str(refusal)) from refusal
        if options["output"]:
            Path(options["output"]).write_bytes(content)
        else:
            sys.stdout.buffer.write(content)

    def _sign(self, code: str, number: int | None) -> None:
        hearing = _hearing(code)
        edition = _edition(hearing, number) if number else transcripts.latest_edition(hearing)
        if edition is None:
            raise CommandError(f"Sidang {code} belum memiliki edisi.")
        try:
            services.order_signature(edition, now=timezone.now())
        except CaseError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Tanda tangan edisi {edition.no} dipesan.")


def _full(form: Form, record: rules.TranscriptRecord) -> bytes:
    return form.make_full(sealing.opened(record, measure=fonts.measure))


def _record(code: str, number: int | None) -> rules.TranscriptRecord:
    hearing = _hearing(code)
    if number is None:
        edition = transcripts.latest_edition(hearing)
        return transcripts.record_of(edition) if edition else transcripts.draft_record(hearing)
    return transcripts.record_of(_edition(hearing, number))


def _hearing(code: str) -> Hearing:
    hearing = Hearing.objects.filter(code=code.upper()).first()
    if hearing is None:
        raise CommandError(f"Tidak ada sidang berkode {code}.")
    return hearing


def _edition(hearing: Hearing, number: int) -> Edition:
    edition = hearing.editions.filter(no=number).first()
    if edition is None:
        raise CommandError(f"Sidang {hearing.code} tidak memiliki edisi {number}.")
    return edition
