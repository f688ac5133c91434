"""``manage.py bench``: what this program costs against named floors, side by side."""

from __future__ import annotations

import argparse
import json
import logging
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cases.adapters import rubbish
from cases.management.bench.measure import TINY, Result, Sizes
from cases.management.bench.registry import BENCHES

# The installation that is measured: SQLite, in a folder of its own, as it would be in use.
SERVICES = ("DATABASE_URL", "CELERY_BROKER_URL", "REDIS_URL", "MEDIA_ROOT", "BASE_URL")


class Command(BaseCommand):
    help = "Ukur biaya program ini terhadap lantai yang disebut namanya, berdampingan."
    requires_system_checks = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("names", nargs="*", metavar="NAMA", help=", ".join(BENCHES))
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--rounds", type=int, help="banyaknya putaran")
        parser.add_argument("--scale", type=int, help="banyaknya sengketa buatan")
        parser.add_argument("--pages", type=int, help="banyaknya halaman risalah")
        parser.add_argument(
            "--database", metavar="URL", help="basis data ini, bukan SQLite sementara"
        )
        parser.add_argument("--tiny", action="store_true", help="ukuran kecil, asal jalan")
        parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)

    def handle(self, *_args: Any, **options: Any) -> None:
        names = options["names"] or list(BENCHES)
        if unknown := sorted(set(names) - set(BENCHES)):
            raise CommandError(
                f"Tidak ada bench bernama {', '.join(unknown)}. Yang ada: {', '.join(BENCHES)}."
            )
        if not options["inside"]:
            raise SystemExit(_elsewhere(sys.argv[2:], options["database"]))
        logging.disable(logging.INFO)  # a request that a bench makes is no event
        sizes = _sizes(options)
        _load()
        rubbish.look_seldom()  # as the web server does before its first request
        told = ((name, result) for name in names for result in BENCHES[name](sizes))
        self._tell(told, as_json=options["json"])

    def _tell(self, told: Iterator[tuple[str, Result]], *, as_json: bool) -> None:
        if as_json:
            plain = [result.as_plain(name) for name, result in told]
            self.stdout.write(json.dumps({"results": plain}, ensure_ascii=False, indent=2))
            return
        for name, result in told:
            self.stdout.write(f"{name:<11} {_line(result)}")
            self.stdout.flush()


def _elsewhere(arguments: Sequence[str], database: str | None) -> int:
    """Run the same bench on a new installation in a folder that goes away with it, or on the
    base that was named, which is filled and stays.
    """
    with tempfile.TemporaryDirectory(prefix="sidang-bench-") as folder:
        kept = {name: value for name, value in os.environ.items() if name not in SERVICES}
        settings_there = {
            "SIDANG_NO_BOOTSTRAP": "1",
            "DATA_DIR": folder,
            "DEBUG": "0",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "ALLOWED_HOSTS": "127.0.0.1",
        } | ({"DATABASE_URL": database} if database else {})
        manage = str(Path(settings.BASE_DIR) / "manage.py")
        command = [sys.executable, manage, "bench", *arguments, "--inside"]
        return subprocess.run(command, env=kept | settings_there, check=False).returncode


def _sizes(options: dict[str, Any]) -> Sizes:
    wanted = {"rounds": options["rounds"], "disputes": options["scale"]}
    wanted["pages"] = options["pages"]
    asked = {name: value for name, value in wanted.items() if value is not None}
    return replace(TINY if options["tiny"] else Sizes(), **asked)


def _load() -> None:
    """The demonstration and collected static files; what a bench needs besides it makes."""
    call_command("migrate", verbosity=0)
    call_command("demo", "--force", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def _line(result: Result) -> str:
    """One result for people: the figure, both sides, the goal."""
    told = f"{result.name}: {result.figure:g} {result.unit}"
    if result.ours and result.floor:
        told += f" = {_times(result.ours)} ÷ {_times(result.floor)} [{result.floor_name}]"
    if result.goal is not None:
        word = "tercapai" if result.is_met else "BELUM tercapai"
        told += f"; sasaran ≤ {result.goal:g}: {word}"
    return f"{told} ({result.note})" if result.note else told


def _times(times: Any) -> str:
    return f"{times.median:.3g} ms ({times.least:.3g}–{times.most:.3g})"
