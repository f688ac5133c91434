"""``manage.py journal verify``: recompute the hash chains."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.domain import numbering
from cases.models import Dispute, JournalEntry
from cases.services import journal


class Command(BaseCommand):
    help = "Periksa jurnal: tiap entri dihitung ulang dan disambung dengan yang sebelumnya."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", choices=["verify"])
        parser.add_argument("--dispute", help="kode atau nomor register satu sengketa")

    def handle(self, *_args: Any, **options: Any) -> None:
        entries = JournalEntry.objects.all()
        if options["dispute"]:
            dispute = _dispute(options["dispute"])
            entries = entries.filter(dispute_code=dispute.code)
            broken = journal.verify_dispute(dispute)
        else:
            broken = journal.verify()
        for one in broken:
            act = f" ({one.act})" if one.act else ""
            self.stdout.write(f"RUSAK {one.chain} entri {one.seq}{act}: {one.reason}")
        if broken:
            raise CommandError(f"Jurnal tidak utuh: {len(broken)} temuan.", returncode=1)
        self.stdout.write(f"Jurnal utuh: {entries.count()} entri.")


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
