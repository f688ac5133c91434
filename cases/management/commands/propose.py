"""``manage.py propose``: a calendar computed at once and printed; nothing is written."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.domain import vocabulary
from cases.domain.errors import CaseError
from cases.domain.scheduling.facts import USUAL_SECONDS, Wish
from cases.domain.scheduling.reading import Row
from cases.domain.wording import weekday_date
from cases.models import Commission
from cases.services import proposals
from cases.services.proposals import Computed


class Command(BaseCommand):
    help = "Hitung usulan jadwal sebuah komisi dan tunjukkan; tidak ada yang ditulis."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--commission", required=True, metavar="KODE")
        parser.add_argument("--from", dest="first", type=date.fromisoformat, required=True)
        parser.add_argument("--to", dest="last", type=date.fromisoformat, required=True)
        parser.add_argument("--seconds", type=int, default=USUAL_SECONDS, metavar="DETIK")
        parser.add_argument("--move", action="store_true", help="yang diumumkan boleh pindah")
        parser.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        commission = Commission.objects.filter(code=options["commission"]).first()
        if commission is None:
            raise CommandError(f"Komisi {options['commission']} tidak ada.")
        wish = Wish(
            options["first"],
            options["last"],
            may_move=options["move"],
            seconds=options["seconds"],
        )
        try:
            found = proposals.compute(commission, wish, now=timezone.now())
        except CaseError as refusal:
            raise CommandError(str(refusal)) from None
        if options["json"]:
            told = json.dumps(_plain(found), ensure_ascii=False, indent=2)
            self.stdout.write(told)
        else:
            self._tell(found)

    def _tell(self, found: Computed) -> None:
        method = vocabulary.label("proposal_method", found.solved.method)
        self.stdout.write(f"{method}; {found.solved.seconds:.1f} detik")
        for row in found.read.rows:
            kind = vocabulary.label("hearing_kind", row.kind)
            if row.held_on is None or row.starts is None or row.ends is None:
                self.stdout.write(f"tanpa tempat: {row.label}, {kind}")
                for bars in row.reasons:
                    self.stdout.write(f"  {' dan '.join(one.text for one in bars)}")
                continue
            where = found.known.rooms.get(row.room, "–")
            hours = f"{row.starts:%H.%M}–{row.ends:%H.%M}"
            day = weekday_date(row.held_on)
            self.stdout.write(f"{day}, {hours}, {where}: {row.label}, {kind}")
        for part, cost in found.read.score.items():
            self.stdout.write(f"{vocabulary.label('proposal_part', part)}: {cost}")


def _plain(found: Computed) -> dict[str, Any]:
    return {
        "method": found.solved.method,
        "is_best": found.solved.is_best,
        "first_after": round(found.solved.first_after, 3),
        "seconds": round(found.solved.seconds, 3),
        "score": {part.value: cost for part, cost in found.read.score.items()},
        "loads": [one.told() for one in found.read.loads],
        "rows": [_row(found, row) for row in found.read.rows],
    }


def _row(found: Computed, row: Row) -> dict[str, Any]:
    return {
        "registers": row.label,
        "kind": row.kind,
        "held_on": row.held_on.isoformat() if row.held_on else None,
        "starts": f"{row.starts:%H:%M}" if row.starts else None,
        "ends": f"{row.ends:%H:%M}" if row.ends else None,
        "room": found.known.rooms.get(row.room, ""),
        "registrar": found.known.people.get(row.registrar, ""),
        "moves": row.standing is not None,
        "doubts": list(row.doubts),
        "reasons": row.told_reasons(),
    }
