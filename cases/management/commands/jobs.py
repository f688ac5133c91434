"""``manage.py jobs``: how the order book stands."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cases.services import jobs


class Command(BaseCommand):
    help = "Keadaan pekerjaan latar: menunggu, selesai, gagal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        counts = jobs.counts()
        if options["json"]:
            self.stdout.write(json.dumps(counts))
            return
        for name, count in counts.items():
            self.stdout.write(f"{name:<10}{count:>8}")
