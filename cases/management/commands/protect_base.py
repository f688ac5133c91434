"""``manage.py protect_base``: the roles of web, workers and shelf, given by the owner."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from cases.adapters import base_roles
from cases.adapters.base_roles import Given, Role


class Command(BaseCommand):
    help = (
        "Beri peran web dan pekerja hak menambah tanpa hak mengubah yang hanya bertambah, dan "
        "peran rak publik hak membaca rak saja. Dijalankan pemilik tabel, sesudah migrate."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--web",
            metavar="URL",
            default=settings.DATABASE_WEB_URL,
            help="alamat basis data dengan nama dan sandi peran web (bawaan: DATABASE_WEB_URL)",
        )
        parser.add_argument(
            "--shelf",
            metavar="URL",
            default=settings.DATABASE_SHELF_URL,
            help="yang sama untuk peran rak publik (bawaan: DATABASE_SHELF_URL)",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if not base_roles.is_needed():
            self.stdout.write("SQLite tidak mengenal peran; tidak ada yang perlu dilakukan.")
            return
        asked = [
            (_role_in(options[name]), name == "shelf")
            for name in ("web", "shelf")
            if options[name]
        ]
        if not asked:
            raise CommandError("Sebutkan --web atau --shelf, atau setel DATABASE_WEB_URL.")
        try:
            for role, shelf_only in asked:
                self._tell(base_roles.protect(role, shelf_only=shelf_only))
        except base_roles.TooMuchPower as refusal:
            raise CommandError(f"Peran tidak terlindung: {refusal}") from refusal
        except DatabaseError as fault:
            raise CommandError(f"Jalankan sebagai pemilik tabel: {fault}") from fault

    def _tell(self, given: Given) -> None:
        state = "dibuat" if given.is_new else "diperbarui"
        self.stdout.write(f"Peran {given.role} {state}; {len(given.rights)} tabel:")
        for rights in sorted(set(given.rights.values()), key=len):
            named = [table for table, held in given.rights.items() if held == rights]
            self.stdout.write(f"  {', '.join(sorted(rights))}: {len(named)}")
            if rights != base_roles.ALL:
                self.stdout.write(f"    {', '.join(named)}")


def _role_in(url: str) -> Role:
    told = urlsplit(url)
    if not told.username:
        raise CommandError("Alamat itu tidak menyebut nama peran.")
    return Role(unquote(told.username), unquote(told.password or ""))
