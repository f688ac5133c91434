"""``manage.py demo``: the real disputes of the demonstration, through the services."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.management.demo import accounts, bulk, load, scale
from cases.services import calendars
from cases.services.journal import Actor


class Command(BaseCommand):
    help = "Muat keluarga perkara YAKIN v. KPU dan sengketa nyata lain sebagai peragaan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="juga bila DEBUG mati")
        parser.add_argument(
            "--scale", type=int, default=0, metavar="N", help="tambah N sengketa buatan"
        )
        parser.add_argument(
            "--bulk",
            action="store_true",
            help="sengketa buatan langsung ke rak publik, tanpa rekaman: untuk jutaan",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if not settings.DEBUG and not options["force"]:
            raise CommandError(
                "Peragaan tidak dimuat bila DEBUG mati. Tambahkan --force bila memang dimaksud."
            )
        now = timezone.now()
        calendars.load(actor=Actor.system("demo"), now=now)
        told = load.load(now)
        if options["scale"]:
            made_by = bulk if options["bulk"] else scale
            told["made_up"] = made_by.add(options["scale"], now=now)
        if options["verbosity"]:
            self._tell(told)

    def _tell(self, told: dict[str, int]) -> None:
        self.stdout.write(
            f"Peragaan: {told['added']} sengketa baru, {told['disputes']} seluruhnya."
        )
        if "made_up" in told:
            self.stdout.write(f"Sengketa buatan untuk uji beban: {told['made_up']}.")
        self.stdout.write(f"Akun (kata sandi semua: {accounts.PASSWORD}):")
        for account in accounts.ACCOUNTS:
            self.stdout.write(f"  {account.email:<22} {account.name}")
