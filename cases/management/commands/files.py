"""``manage.py files verify``: every file lies where its row says, with the bytes it says."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.queries import documents


class Command(BaseCommand):
    help = "Periksa berkas: tiap surat dan unggahan ada berkasnya dan cocok sidik jarinya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["verify"])
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        checked, wrong = documents.verify_files()
        if options["json"]:
            told = {"checked": checked, "wrong": [asdict(one) for one in wrong]}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        elif not wrong:
            self.stdout.write(f"Berkas utuh: {checked}.")
        if wrong:
            first = wrong[0]
            raise CommandError(
                f"Berkas {first.code}: {first.file} {first.reason}. "
                f"Tidak cocok: {len(wrong)} dari {checked} berkas.",
                returncode=1,
            )
