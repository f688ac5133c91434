"""``manage.py end_sessions``: sign one account out everywhere, or everybody."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.models import User
from cases.services import accounts
from cases.services.journal import Actor

MACHINE = Actor.system("pengelola mesin")


class Command(BaseCommand):
    help = "Akhiri semua sesi satu akun, atau sesi semua orang; token program tidak disentuh."

    def add_arguments(self, parser: ArgumentParser) -> None:
        whom = parser.add_mutually_exclusive_group(required=True)
        whom.add_argument("email", nargs="?", metavar="SUREL")
        whom.add_argument("--all", action="store_true", help="semua akun, sesudah pembobolan")

    def handle(self, *_args: Any, **options: Any) -> None:
        users = User.objects.all()
        if not options["all"]:
            users = users.filter(email=options["email"].lower())
            if not users.exists():
                raise CommandError("Tidak ada akun dengan surel itu.")
        count = accounts.end_sessions_of(users, actor=MACHINE, now=timezone.now())
        self.stdout.write(f"Sesi {count} akun diakhiri.")
