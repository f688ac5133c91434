"""The ground of a drill: an installation that it makes itself and throws away.

Nothing here opens the installation of whoever calls: databases are created under names of their
own, a broker must be empty, files lie in a temporary folder with a mark in it.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.db.backends.sqlite3._functions import register
from redis import Redis

from cases.management.drills.house import House

FILE = "sidang.sqlite3"
MARK = "latihan"
PATIENCE_SECONDS = 1800.0  # tables and demonstration on a machine that is busy
NUMBERS = count(1)


class NotOurs(Exception):
    """What was named is not empty, so it is not a drill's to use."""


@dataclass(slots=True)
class Ground:
    """How installations for drills are made: ``database`` and ``broker`` are addresses of
    servers, empty for the embedded default; ``base`` is an installation with the demonstration,
    made of ``tables``, an SQLite file without rows, where there is one.
    """

    folder: Path
    database: str = ""
    broker: str = ""
    tables: Path | None = None
    base: House | None = None
    made: list[str] = field(default_factory=list)

    @property
    def is_postgresql(self) -> bool:
        return bool(self.database)

    def prepare(self) -> None:
        """Make the base once: tables and the demonstration.

        Raises:
            NotOurs: the queue that was named holds something.
        """
        if self.broker:
            with Redis.from_url(self.broker) as queue:
                if int(queue.dbsize()):  # type: ignore[arg-type]  # not asynchronous here
                    raise NotOurs(f"Antrean {self.broker} tidak kosong; pilih yang kosong.")
        self.base = self.bare("dasar")
        if self.tables is not None:
            shutil.copy(self.tables, self.base.folder / FILE)
        for command in (["migrate"], ["demo", "--force"]):
            must(self.base, *command, "--verbosity", "0")

    def house(self, **settings: str) -> House:
        """A fresh copy of the base; ``settings`` stand in the environment of its processes."""
        if self.base is None:
            raise LookupError("the base is prepared first")
        return self._make("rumah", self.base, **settings)

    def bare(self, what: str = "kosong", **settings: str) -> House:
        """An installation without tables."""
        return self._make(what, None, **settings)

    def close(self) -> None:
        """Take away every database and what stands in the queue."""
        for name in self.made:
            with self._server() as server:
                server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
        self.empty_queue()

    def empty_queue(self) -> None:
        """Nothing of the drill before stands in the queue; it was empty when we came."""
        if self.broker:
            with Redis.from_url(self.broker) as queue:
                queue.flushdb()

    def _make(self, what: str, like: House | None, **settings: str) -> House:
        no = next(NUMBERS)
        folder = self.folder / f"{what}-{no}"
        folder.mkdir()
        token = secrets.token_hex(8)
        (folder / MARK).write_text(token, encoding="utf-8")
        told = surroundings(token) | ({"CELERY_BROKER_URL": self.broker} if self.broker else {})
        if self.database:
            template = like.settings["DATABASE_URL"] if like else ""
            told["DATABASE_URL"] = self._create(f"sidang_latihan_{os.getpid()}_{no}", template)
        elif like is not None:
            shutil.copy(like.folder / FILE, folder / FILE)
        return House(folder, told | settings)

    def _create(self, name: str, template: str) -> str:
        like = f' TEMPLATE "{urlsplit(template).path[1:]}"' if template else ""
        with self._server() as server:
            server.execute(f'CREATE DATABASE "{name}"{like}'.encode())
        self.made.append(name)
        return urlsplit(self.database)._replace(path=f"/{name}").geturl()

    @contextlib.contextmanager
    def _server(self) -> Iterator[psycopg.Connection[Any]]:
        """The server itself, by the base that every one has."""
        address = urlsplit(self.database)._replace(path="/postgres").geturl()
        with psycopg.connect(address, autocommit=True) as server:
            yield server


@contextlib.contextmanager
def opened(database: str = "", broker: str = "") -> Iterator[Ground]:
    """A ground with its base, gone afterwards with all that was made on it."""
    with tempfile.TemporaryDirectory(prefix="sidang-latihan-") as folder:
        # A cluster of a drill's own runs as somebody else, who has to pass through here.
        Path(folder).chmod(0o711)
        ground = Ground(Path(folder), database, broker)
        try:
            ground.prepare()
            yield ground
        finally:
            if ground.base is not None:
                ground.close()


def surroundings(token: str) -> dict[str, str]:
    """The environment of an installation for drills: as in use, with the demonstration."""
    return {
        "DEBUG": "0",
        "DEMO": "1",
        "DRILL": "1",
        "DRILL_MARK": token,
        "SECRET_KEY": secrets.token_urlsafe(48),
        "ALLOWED_HOSTS": "127.0.0.1",
        "API_RATE": "1000000/min",
        "API_ACCOUNT_RATE": "1000000/min",
        "EMAIL_URL": "filemail://surat",
        "REQUIRE_SECOND_FACTOR": "0",
    }


def is_thrown_away(folder: Path, surroundings: Mapping[str, str]) -> bool:
    """Whether an installation was made by a drill: its mark lies there and is known."""
    mark = folder / MARK
    told = surroundings.get("DRILL_MARK", "")
    return (
        bool(told)
        and surroundings.get("DRILL") == "1"
        and mark.is_file()
        and mark.read_text(encoding="utf-8") == told
    )


def must(house: House, *command: str, **settings: str) -> str:
    """``manage.py`` to its good end; what it printed.

    Raises:
        RuntimeError: it failed; with the end of what it said.
    """
    done = house.run(*command, patience=PATIENCE_SECONDS, **settings)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {(done.stderr or done.stdout)[-2000:]}")
    return done.stdout


def inside(house: House, scene: str, **told: Any) -> Any:
    """Play a scene in the installation itself; what it tells."""
    said = must(house, "drill", "--inside", scene, "--told", json.dumps(told))
    return json.loads(said.strip().splitlines()[-1])


def ask(house: House, question: str) -> list[tuple[Any, ...]]:
    """Rows of an installation, read or changed beside its processes."""
    if address := house.settings.get("DATABASE_URL"):
        with psycopg.connect(address) as rows:
            answer = rows.execute(question.encode())
            return answer.fetchall() if answer.description else []
    rows_here = sqlite3.connect(house.folder / FILE, timeout=30)
    register(rows_here)  # what its constraints and triggers call
    try:
        with rows_here:
            return rows_here.execute(question).fetchall()
    finally:
        rows_here.close()


def open_jobs(house: House) -> int:
    """How many jobs wait or run."""
    told = ask(house, "SELECT count(*) FROM cases_job WHERE state IN ('waiting', 'running')")
    return int(told[0][0])


def let_leases_end(house: House) -> None:
    """Half a minute goes by, and each fall counts as a misfortune of its own: a kind that is
    given up after some falls in a row is not what is tried here.
    """
    ask(
        house,
        "UPDATE cases_job SET lease_until = '2024-01-02 00:00:00+00', attempts = 0 "
        "WHERE state = 'running'",
    )
    ask(house, "UPDATE cases_job SET wait_until = NULL WHERE state = 'waiting'")


def on(house: House, **settings: str) -> House:
    """The same installation with other surroundings."""
    return replace(house, settings={**house.settings, **settings}, running=house.running)


def filed(house: House) -> set[str]:
    """The codes of all disputes."""
    return {str(code) for (code,) in ask(house, "SELECT code FROM cases_dispute")}


def names(rows: Sequence[tuple[Any, ...]]) -> set[str]:
    return {str(row[0]) for row in rows}
