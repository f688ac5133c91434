"""``manage.py serve``: everything in one command."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import socket
import sys
import time
from argparse import ArgumentParser
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, close_old_connections, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from cases.adapters.supervisor import Family, Role
from cases.management import members
from cases.management.demo import accounts
from cases.models import Dispute
from cases.services import first_run, jobs

PULSE_SECONDS = 0.5
READY_FILE = "static-ready"
WAITING_VISITORS = 128


class Command(BaseCommand):
    help = "Siapkan semuanya, lalu jalankan web, pekerja latar, dan penjadwal bersama."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT)
        parser.add_argument(
            "--once", action="store_true", help="berhenti setelah pekerjaan selesai"
        )
        parser.add_argument("--workers", type=int, default=1, help="banyaknya pekerja latar")

    def handle(self, *_args: Any, **options: Any) -> None:
        for stop in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(stop, _leave)
        family = Family({}, self._say, first_time_only=["FAULT_AT"])
        try:
            with _open_door(options["port"]) as door:
                self._make_ready()
                family.roles = roles(door, options["workers"])
                family.start()
                self._welcome(options["port"])
                self._watch(family, once=options["once"])
        except KeyboardInterrupt:
            self._say("berhenti")
        finally:
            family.stop()
        if options["once"] and jobs.counts()["failed"]:
            raise CommandError("Ada pekerjaan latar yang gagal; lihat manage.py jobs.")

    def _make_ready(self) -> None:
        """Rows, decreed days, the demonstration, static files; each only if it is missing."""
        try:
            is_behind = _is_behind()
            call_command("migrate", verbosity=0)
        except OperationalError as unreachable:
            reason = str(unreachable).strip().splitlines()[0]
            raise CommandError(f"Basis data tidak dapat dibuka: {reason}") from None
        if is_behind and Dispute.objects.exists():
            self._say("menyusun ulang rak publik")  # its rows have another shape now
            call_command("shelf", "rebuild", stdout=StringIO())
        call_command("load_holidays", verbosity=0)
        if settings.DEMO and settings.DEBUG:
            if not Dispute.objects.exists():
                self._say("memuat peragaan")
            call_command("demo", verbosity=0)
        if _static_is_stale():
            self._say("menyiapkan berkas statis")
            call_command("collectstatic", interactive=False, verbosity=0)
            (settings.DATA_DIR / READY_FILE).touch()

    def _welcome(self, port: int) -> None:
        self.stdout.write(f"Sidang Terbuka: http://127.0.0.1:{port}/")
        if settings.DEMO and settings.DEBUG:
            self.stdout.write(f"Akun peragaan, kata sandi {accounts.PASSWORD}:")
            for account in accounts.ACCOUNTS:
                self.stdout.write(f"  {account.email:<22} {account.name}")
        elif first_run.can_draw():
            code = first_run.draw_code(now=timezone.now())
            self.stdout.write(f"Pemasangan kosong. Mulailah di /pemasangan/ dengan kode {code}")
        self.stdout.write("Hentikan dengan Ctrl-C.")
        self.stdout.flush()

    def _watch(self, family: Family, *, once: bool) -> None:
        while True:
            family.look_after()
            time.sleep(PULSE_SECONDS)
            if once and not _has_open_jobs():
                return

    def _say(self, text: str) -> None:
        self.stderr.write(f"[sidang] {text}")
        self.stderr.flush()


def _is_behind() -> bool:
    """Whether the base has steps to go to the tables of this version."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def roles(door: socket.socket, workers: int) -> dict[str, Role]:
    """The processes of the family."""
    # The web master ends its own children, so it is asked; the others have none.
    family = {
        "web": Role(
            [sys.executable, *members.web_command(door)],
            signal.SIGTERM,
            handed=[door.fileno()],
            settings=_as_visitors_see_it(),
        )
    }
    for no in range(1, workers + 1):
        family[f"pekerja {no}"] = Role(
            [sys.executable, *members.worker_command(no)], is_quiet=True
        )
    family["penjadwal"] = Role([sys.executable, *members.beat_command()], is_quiet=True)
    return family


def _open_door(port: int) -> socket.socket:
    """Listen before all else: who calls early waits, and a busy port is told at once."""
    try:
        return socket.create_server(("127.0.0.1", port), backlog=WAITING_VISITORS)
    except (OSError, OverflowError) as taken:
        is_busy = getattr(taken, "errno", None) == errno.EADDRINUSE
        why = "sedang dipakai program lain" if is_busy else f"tidak dapat dibuka ({taken})"
        advice = f"Pilih yang lain, misalnya: PORT={port + 1} python3 manage.py serve"
        raise CommandError(f"Porta {port} {why}. {advice}") from None


def _as_visitors_see_it() -> dict[str, str]:
    """Our own pages of refusal and fault, not Django's with settings and code, unless asked."""
    counted = {"PROMETHEUS_MULTIPROC_DIR": _counting_folder()}
    if "DEBUG" in os.environ:
        return counted
    key = str(settings.DATA_DIR / "secret-key")
    return counted | {"DEBUG": "0", "DEMO": str(settings.DEMO), "SECRET_KEY_FILE": key}


def _counting_folder() -> str:
    """Where the web processes count together, from nothing at every start."""
    folder = Path(settings.DATA_DIR) / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return str(folder)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _has_open_jobs() -> bool:
    close_old_connections()
    return jobs.counts()["open"] > 0


def _static_is_stale() -> bool:
    """Whether a source is newer than what was collected from it."""
    stamp = settings.DATA_DIR / READY_FILE
    if not stamp.exists():
        return True
    collected = stamp.stat().st_mtime
    sources = Path(settings.BASE_DIR, "static").rglob("*")
    return any(source.stat().st_mtime > collected for source in sources if source.is_file())
