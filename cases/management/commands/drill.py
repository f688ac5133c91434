"""``manage.py drill``: what may go wrong, done on purpose to an installation made for it."""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from psycopg import Error as DatabaseError

from cases.management.drills import ground, scenes
from cases.management.drills.drill import Asked
from cases.management.drills.ground import Ground
from cases.management.drills.registry import DRILLS
from cases.management.drills.tally import Tally


class Command(BaseCommand):
    help = (
        "Latihan gangguan pada pasangan buangan: prosesnya nyata, isinya peragaan. "
        "Pemasangan ini sendiri tidak disentuh."
    )
    requires_system_checks: Sequence[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAMA", help=", ".join(DRILLS))
        parser.add_argument(
            "--database", default="", metavar="URL", help="peladen PostgreSQL; bukan SQLite"
        )
        parser.add_argument(
            "--broker", default="", metavar="URL", help="nomor Redis yang kosong; bukan berkas"
        )
        parser.add_argument("--minutes", type=float, default=2.0, help="lamanya beban campuran")
        parser.add_argument("--short", action="store_true", help="bagian yang cepat saja")
        parser.add_argument("--json", type=Path, metavar="BERKAS", help="tulis hasil ke berkas")
        parser.add_argument("--inside", help=argparse.SUPPRESS)
        parser.add_argument("--told", default="{}", help=argparse.SUPPRESS)

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["inside"]:
            self._play(options["inside"], json.loads(options["told"]))
            return
        names = options["names"] or list(DRILLS)
        if unknown := sorted(set(names) - set(DRILLS)):
            raise CommandError(
                f"Tidak ada latihan bernama {', '.join(unknown)}. "
                f"Yang ada: {', '.join(DRILLS)}."
            )
        asked = Asked(options["minutes"], options["short"])
        try:
            with ground.opened(options["database"], options["broker"]) as place:
                tallies = [self._hold(name, place, asked) for name in names]
        except ground.NotOurs as refusal:
            raise CommandError(str(refusal)) from None
        self._tell(tallies, options["json"], place)

    def _hold(self, name: str, place: Ground, asked: Asked) -> Tally:
        began = time.monotonic()
        try:
            tally = DRILLS[name](place, asked).run()
        except (RuntimeError, TimeoutError, OSError, DatabaseError) as fall:
            tally = Tally(name)
            tally.break_off(fall)
        tally.told["seconds"] = round(time.monotonic() - began, 1)
        self.stdout.write(tally.line())
        for wrong in tally.wrong:
            self.stdout.write(f"{'':<10} RUSAK: {wrong}")
        for note in tally.notes:
            self.stdout.write(f"{'':<10} catatan: {note}")
        self.stdout.flush()
        return tally

    def _tell(self, tallies: Sequence[Tally], file: Path | None, place: Ground) -> None:
        lost = sum(one.lost for one in tallies)
        broken = [one.name for one in tallies if not one.is_whole]
        if file is not None:
            told = {
                "database": "postgresql" if place.is_postgresql else "sqlite",
                "broker": "redis" if place.broker else "filesystem",
                "lost": lost,
                "ok": not broken,
                "drills": [one.as_plain() for one in tallies],
            }
            file.write_text(json.dumps(told, ensure_ascii=False, indent=2), encoding="utf-8")
        self.stdout.write(f"hilang: {lost}")
        if broken:
            raise CommandError(f"Latihan tidak utuh: {', '.join(broken)}.", returncode=1)

    def _play(self, scene: str, told: dict[str, Any]) -> None:
        if not ground.is_thrown_away(settings.DATA_DIR, os.environ):
            raise CommandError("Ini bukan pemasangan buangan; latihan tidak menyentuhnya.")
        self.stdout.write(json.dumps(scenes.SCENES[scene](**told), ensure_ascii=False))
