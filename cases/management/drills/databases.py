"""The database falls: PostgreSQL is restarted at once, SQLite is left amid a write."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from cases.management.drills import ground as grounds
from cases.management.drills.drill import Drill, Filers, Shop, filers, shop, verify
from cases.management.drills.house import House, free_port
from cases.management.drills.tally import Tally

TIMES, SHORT_TIMES, PAUSE_SECONDS = 4, 2, 5.0
MOMENT_SECONDS = 10.0
INSTALLED = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


class Databases(Drill):
    """Whoever files is answered in the end, and what was answered is there."""

    name: ClassVar[str] = "basisdata"
    title: ClassVar[str] = "basis data jatuh di tengah transaksi"

    def hold(self, tally: Tally) -> None:
        if not self.ground.is_postgresql:
            self._killed_while_writing(tally)
        elif (server := OwnServer.found(self.ground.folder)) is None:
            tally.skipped = "initdb atau pengguna bukan root tidak ada di mesin ini"
        else:
            with server.running():
                house = self.open()
                here = server.copy_of(house.settings["DATABASE_URL"])
                house.settings = {**house.settings, "DATABASE_URL": here}
                self._restarted(house, server, tally)
                self.houses.remove(house)
                verify(house, tally)  # while its server still runs
                house.close()

    def _restarted(self, house: House, server: OwnServer, tally: Tally) -> None:
        before, people = grounds.filed(house), filers(house)
        moments: list[float] = []
        with shop(house) as at_work:
            self._start(at_work)
            with people.at_work():
                for _time in range(self._times):
                    time.sleep(PAUSE_SECONDS)
                    moments.append(time.monotonic())
                    server.restart()
                    tally.add("PostgreSQL jatuh")
                time.sleep(PAUSE_SECONDS)
            grounds.let_leases_end(house)
            at_work.until_done()
        self._count_outside(people, moments, tally)
        if "deadlock" in server.log():
            tally.wrong.append("kebuntuan (deadlock) di log PostgreSQL")
        people.tell(tally, grounds.filed(house) - before)

    def _killed_while_writing(self, tally: Tally) -> None:
        house = self.open()
        before, people = grounds.filed(house), filers(house)
        with shop(house) as at_work:
            running = self._start(at_work)
            with people.at_work():
                for _time in range(self._times):
                    time.sleep(PAUSE_SECONDS)
                    for process in running:
                        at_work.end(process)
                    tally.add("semua penulis dimatikan")
                    found = grounds.ask(house, "PRAGMA integrity_check")
                    if found != [("ok",)]:
                        tally.wrong.append(f"integrity_check: {found[:3]}")
                    running = self._start(at_work, is_waiting=False)
            grounds.let_leases_end(house)
            at_work.until_done()
        people.tell(tally, grounds.filed(house) - before)

    @property
    def _times(self) -> int:
        return SHORT_TIMES if self.asked.is_short else TIMES

    def _start(
        self, at_work: Shop, *, is_waiting: bool = True
    ) -> list[subprocess.Popen[bytes]]:
        started = [at_work.start_web(), at_work.start_worker(), at_work.start_beat()]
        if is_waiting:
            at_work.until_answering()
        return started

    def _count_outside(self, people: Filers, moments: list[float], tally: Tally) -> None:
        """Faults that no restart explains."""
        faults = [one for program in people.programs for one in program.faults]
        outside = [
            text
            for at, text in faults
            if not any(0 <= at - moment < MOMENT_SECONDS for moment in moments)
        ]
        tally.add("5xx di saat jatuh", len(faults) - len(outside))
        tally.add("5xx di luar saat jatuh", len(outside))
        if outside:
            tally.wrong.append(f"5xx lebih dari 10 detik sesudah jatuh: {outside[0]}")


def tools_of(initdb: str | None) -> Path | None:
    """Where the programs of PostgreSQL lie: beside ``initdb`` itself, to which a link may lead;
    None where there are none.
    """
    if initdb is not None:
        return Path(initdb).resolve().parent
    return next(reversed(INSTALLED), None)


@dataclass
class OwnServer:
    """A PostgreSQL of the drill's own in its folder, run by somebody who is not root."""

    folder: Path
    tools: Path
    user: str | None
    port: int

    @classmethod
    def found(cls, folder: Path) -> OwnServer | None:
        """None where its programs, or somebody to run it, are missing."""
        tools, user = tools_of(shutil.which("initdb")), _somebody()
        if tools is None or (os.geteuid() == 0 and user is None):
            return None
        place = folder / f"postgresql-{free_port()}"
        place.mkdir()
        if user is not None:
            shutil.chown(place, user)
        return cls(place, tools, user, free_port())

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-U", "postgres", "--auth=trust", "-E", "UTF8", "-N")
        self._control("start")
        try:
            yield
        finally:
            self._control("stop", "-m", "immediate")

    def restart(self) -> None:
        """At once, as after a power cut: no transaction is finished."""
        self._control("restart", "-m", "immediate")

    def copy_of(self, other: str) -> str:
        """Another base in here, with what it holds; its address."""
        held = subprocess.run(
            [self.tools / "pg_dump", other], capture_output=True, check=True
        ).stdout
        subprocess.run(
            [self.tools / "psql", "-q", "-v", "ON_ERROR_STOP=1", self.url],
            input=held, stdout=subprocess.DEVNULL, check=True,
        )  # fmt: skip
        return self.url

    def log(self) -> str:
        return (self.folder / "log").read_text("utf-8", "replace")

    def _control(self, *act: str) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {self.folder}"
        place = ["-D", str(self.folder / "data"), "-l", str(self.folder / "log")]
        self._run("pg_ctl", *act, "-w", *place, "-o", options)

    def _run(self, tool: str, *told: str) -> None:
        subprocess.run(
            [self.tools / tool, *told],
            user=self.user,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )


def _somebody() -> str | None:
    """Who runs it: whoever we are, or where we are root somebody else."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name).pw_name
    return None
