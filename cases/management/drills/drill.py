"""What every drill is, and the verification after it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from cases.management import members
from cases.management.drills import ground as grounds
from cases.management.drills.ground import Ground
from cases.management.drills.house import House
from cases.management.drills.tally import Tally
from cases.management.drills.visitors import Program

WAITING_VISITORS = 128


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever calls the drill asks for. ``minutes`` is how long the mixed load lasts."""

    minutes: float = 2.0
    is_short: bool = False


@dataclass
class Drill:
    """A drill by its name. A subclass does in ``hold`` what may go wrong and counts it; houses
    that it opens are verified and closed after it.
    """

    name: ClassVar[str] = ""
    title: ClassVar[str] = ""

    ground: Ground
    asked: Asked
    houses: list[House] = field(default_factory=list)

    def hold(self, tally: Tally) -> None:
        """Do it."""
        raise NotImplementedError

    def run(self) -> Tally:
        """Hold the drill, verify every house that it used, and take them away."""
        tally = Tally(self.name)
        try:
            self.hold(tally)
            for house in self.houses if not tally.skipped else ():
                verify(house, tally)
        finally:
            for house in self.houses:
                house.close()
            self.ground.empty_queue()
        return tally

    def open(self, **settings: str) -> House:
        """A house of this drill."""
        house = self.ground.house(**settings)
        self.houses.append(house)
        return house


def finish(house: House) -> None:
    """Do what was ordered while the drill closed: until a worker is gone, a message that was on
    its way, of the beat or of a worker that looked around, may put something on order.
    """
    while grounds.open_jobs(house):
        grounds.let_leases_end(house)
        with shop(house) as at_work:
            at_work.start_worker()
            at_work.until_done()


def verify(house: House, tally: Tally) -> None:
    """Journal, files, shelf and invariants are whole; every job took effect exactly once."""
    finish(house)
    told = grounds.inside(house, "whole")
    tally.wrong += told["wrong"]
    tally.see_jobs(told["jobs"])
    tally.wrong += told["failed"]


@dataclass
class Shop:
    """The processes of a house, each started by itself, so that each can be ended by itself."""

    house: House
    door: socket.socket
    web: list[subprocess.Popen[bytes]] = field(default_factory=list)
    others: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_web(self, **settings: str) -> subprocess.Popen[bytes]:
        """The web. Its door is ours, so that who calls while it is away waits."""
        handed = [self.door.fileno()]
        self.web.append(
            self.house.start(*members.web_command(self.door), handed=handed, **settings)
        )
        return self.web[-1]

    def start_worker(self, no: int = 1, **settings: str) -> subprocess.Popen[bytes]:
        return self.start(*members.worker_command(no), **settings)

    def start_beat(self, **settings: str) -> subprocess.Popen[bytes]:
        return self.start(*members.beat_command(), **settings)

    def start(self, *command: str, **settings: str) -> subprocess.Popen[bytes]:
        """Any other process of Python."""
        self.others.append(self.house.start(*command, handed=(), **settings))
        return self.others[-1]

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """Kill -9, with whatever children it has."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def close(self) -> None:
        for process in [*self.web, *self.others]:
            self.end(process)

    def until_answering(self) -> None:
        self.house.until(lambda: self.house.get("/healthz")[0] == 200)

    def until_done(self) -> None:
        """Wait until nobody has work to do."""
        self.house.until(lambda: grounds.open_jobs(self.house) == 0)


@contextlib.contextmanager
def shop(house: House) -> Iterator[Shop]:
    """A house with a door and no process yet."""
    with socket.create_server(("127.0.0.1", house.port), backlog=WAITING_VISITORS) as door:
        opened = Shop(house, door)
        try:
            yield opened
        finally:
            opened.close()


@dataclass
class Filers:
    """People who file one application after the other until they are told to stop."""

    programs: list[Program]
    filed: set[str] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    most: int = 10_000

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        """Let them file while something happens."""
        threads = [threading.Thread(target=self._file, args=(one,)) for one in self.programs]
        for one in threads:
            one.start()
        try:
            yield
        finally:
            self.over.set()
            for one in threads:
                one.join()

    def _file(self, program: Program) -> None:
        while not self.over.is_set() and len(self.filed) < self.most:
            try:
                self.filed.add(program.file())
            except (RuntimeError, TimeoutError, KeyError, ValueError) as trouble:
                self.troubles.append(str(trouble))
                return

    def tell(self, tally: Tally, found: set[str]) -> None:
        """Count what they did, and compare it with what is ``found``."""
        tally.add("permohonan diterima", len(self.filed))
        tally.add("permintaan diulang", sum(one.repeated for one in self.programs))
        tally.add("jawaban diputar ulang", sum(one.absorbed for one in self.programs))
        tally.wrong += self.troubles
        tally.compare(self.filed, found, "permohonan")


def filers(house: House, count: int = 2) -> Filers:
    """Some people of the organisation of the demonstration."""
    token = grounds.inside(house, "let_in")["ngo"]["token"]
    return Filers([Program(house.port, token) for _no in range(count)])


def folder_of(house: House, name: str) -> Path:
    place = house.folder / name
    place.mkdir(exist_ok=True)
    return place
