"""``manage.py invariants``: every rule that spans rows, with its count."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.queries import invariants


class Command(BaseCommand):
    help = "Periksa aturan yang melintasi baris: berapa diperiksa, berapa dilanggar."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        found = list(invariants.check())
        broken = [one for one in found if one.broken]
        if options["json"]:
            told = {"ok": not broken, "rules": [asdict(one) for one in found]}
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        for one in () if options["json"] else found:
            named = f": {', '.join(one.first)}" if one.broken else ""
            state = f"RUSAK {one.broken} dari" if one.broken else "utuh"
            self.stdout.write(f"{state:>5} {one.checked:>6}  {one.rule}  {one.says}{named}")
        if broken:
            rules = ", ".join(one.rule for one in broken)
            raise CommandError(f"Aturan dilanggar: {rules}.", returncode=1)
