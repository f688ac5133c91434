"""``manage.py seed_drill``: a small world for drills, on a base without a dispute."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.management.small_world import world
from cases.models import Dispute
from cases.services import calendars
from cases.services.journal import Actor


class Command(BaseCommand):
    help = "Dunia kecil untuk latihan, satu kata kenari di setiap ruas; hanya bila DRILL=1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DRILL:
            raise CommandError("Dunia latihan hanya dibuat bila DRILL=1.")
        if Dispute.objects.exists():
            raise CommandError("Basis data ini sudah berisi sengketa; latihan tidak dimuat.")
        calendars.load(actor=Actor.system("latihan"), now=world.NOW)
        told = world.plant().as_json()
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        secret, public = len(told["canaries"]), len(told["public_canaries"])
        self.stdout.write(f"Dunia latihan: {secret} kata rahasia, {public} kata umum.")
