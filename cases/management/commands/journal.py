"""``manage.py journal verify|close``: recompute the chains, sign the day that is over."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.domain import numbering
from cases.models import Dispute, JournalEntry
from cases.services import checkpoints, journal
from cases.services.journal import Broken


class Command(BaseCommand):
    help = (
        "Periksa jurnal: tiap entri dihitung ulang, disambung dengan yang sebelumnya, dan "
        "dibandingkan dengan titik periksa (verify); atau tutup hari yang lalu (close)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["verify", "close"])
        parser.add_argument("--dispute", help="kode atau nomor register satu sengketa")
        parser.add_argument(
            "--against", type=Path, metavar="DIR", help="folder titik periksa dari luar"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        {"verify": self._verify, "close": self._close}[options["act"]](options)

    def _verify(self, options: dict[str, Any]) -> None:
        entries = JournalEntry.objects.all()
        against = options["against"]
        if against is not None and not against.is_dir():
            raise CommandError(f"Tidak ada folder {against}.")
        if options["dispute"]:
            dispute = _dispute(options["dispute"])
            entries = entries.filter(dispute_code=dispute.code)
            broken = journal.verify_dispute(dispute)
        else:
            broken = checkpoints.verify(against=against)
        self._tell(broken)
        self.stdout.write(f"Jurnal utuh: {entries.count()} entri.")

    def _close(self, _options: dict[str, Any]) -> None:
        closed = checkpoints.close_days(now=timezone.now())
        for one in closed.made:
            self.stdout.write(f"{one.chain} {one.day}: {one.size} entri, akar {one.root}")
        self._tell(closed.refused)
        self.stdout.write(f"Titik periksa baru: {len(closed.made)}.")

    def _tell(self, broken: Sequence[Broken]) -> None:
        for one in broken:
            act = f" ({one.act})" if one.act else ""
            self.stdout.write(f"RUSAK {one.chain} entri {one.seq}{act}: {one.reason}")
        if broken:
            raise CommandError(f"Jurnal tidak utuh: {len(broken)} temuan.", returncode=1)


def _dispute(named: str) -> Dispute:
    """Find a dispute by its code, its register number, or its key."""
    found = Dispute.objects.filter(code=named.upper()).first()
    found = (
        found or Dispute.objects.filter(numbers__normal=numbering.read(named).normal).first()
    )
    found = found or Dispute.objects.filter(numbers__slug=named).first()
    if found is None and named.isdigit():
        found = Dispute.objects.filter(pk=int(named)).first()
    if found is None:
        raise CommandError(f"Tidak ada sengketa {named}.")
    return found
