"""The disk is full: what is brought is refused in a sentence, and nothing stays by half."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

from cases.management.drills import ground as grounds
from cases.management.drills import occasions
from cases.management.drills.drill import Drill, Shop, shop, verify
from cases.management.drills.house import House
from cases.management.drills.tally import Tally
from cases.management.drills.visitors import Answer, Program

MEGABYTE = 1024 * 1024
SPARE = 160 * MEGABYTE  # beside what the house holds: what an upload must find, and more
NO_ROOM = 507
HOUSE = "organisation:yakin"
TIMES = 5


class Disks(Drill):
    """On a small file system: full before an upload, in the middle of one, and at an act."""

    name: ClassVar[str] = "penuh"
    title: ClassVar[str] = "cakram penuh"

    def hold(self, tally: Tally) -> None:
        house = self.open()
        try:
            with small_disk(house):
                self._on(house, tally)
                verify(house, tally)
        except NoMount as why:
            tally.skipped = f"sistem berkas kecil tidak dapat dipasang di sini ({why})"
        self.houses.remove(house)
        house.close()

    def _on(self, house: House, tally: Tally) -> None:
        token = grounds.inside(house, "let_in")["ngo"]["token"]
        program, ballast = Program(house.port, token), Ballast(house.folder / "pemberat")
        with shop(house) as at_work:
            at_work.start_web()
            at_work.until_answering()
            self._before(program, ballast, tally)
            place, content = self._in_the_middle(program, ballast, tally)
            self._acts(program, ballast, tally)
            ballast.throw()
            self._afterwards(at_work, program, place, content, tally)
        parts = [one.name for one in house.folder.rglob(".part-*")]
        if parts:
            tally.wrong.append(f"berkas separuh tertinggal: {parts[:3]}")

    def _before(self, program: Program, ballast: Ballast, tally: Tally) -> None:
        """Less is free than an upload and everything else need."""
        ballast.leave(40 * MEGABYTE)
        for no in range(TIMES):
            told = {"name": f"{no}.pdf", "size": MEGABYTE, "house": HOUSE}
            self._refused(program.call("POST", "uploads/", told), "mulai", tally)
        ballast.throw()

    def _in_the_middle(
        self, program: Program, ballast: Ballast, tally: Tally
    ) -> tuple[str, bytes]:
        """Room when it begins, none when its bytes come."""
        content = occasions.paper() + os.urandom(8 * MEGABYTE)
        told = {"name": "besar.pdf", "size": len(content), "house": HOUSE}
        begun = program.call("POST", "uploads/", told)
        place = begun.headers["Location"].removeprefix("/api/v1/")
        ballast.leave(2 * MEGABYTE)
        for _time in range(TIMES):
            self._refused(program.send(place, content), "di tengah", tally)
        return place, content

    def _acts(self, program: Program, ballast: Ballast, tally: Tally) -> None:
        """No room for anything: an act is refused like an upload, or is done whole."""
        ballast.leave(0)
        for _time in range(TIMES):
            answer = program.call("POST", "drafts/", {"organisation": "yakin"})
            if answer.status == 201:
                tally.add("perbuatan masih muat")
            else:
                self._refused(answer, "perbuatan", tally)

    def _afterwards(
        self, at_work: Shop, program: Program, place: str, content: bytes, tally: Tally
    ) -> None:
        standing = program.call("GET", place)
        offset = int(standing.headers.get("Upload-Offset", standing.json()["received"]))
        whole = program.send(place, content, offset)
        if whole.status != 200 or whole.json()["received"] != len(content):
            tally.lost += 1
            tally.wrong.append(f"unggahan tidak dapat dilanjutkan: {whole.status}")
        program.file()
        tally.add("permohonan sesudah ada ruang")
        at_work.start_worker()
        at_work.start_beat()
        at_work.until_done()

    def _refused(self, answer: Answer, when: str, tally: Tally) -> None:
        says = answer.status == NO_ROOM and bool(answer.json().get("detail"))
        tally.add("507 dengan kalimat", int(says))
        if not says:
            told = answer.body[:200].decode("utf-8", "replace")
            tally.wrong.append(f"penuh, {when}: {answer.status} {told}")


class NoMount(Exception):
    """No file system may be mounted here."""


class Ballast:
    """A file that takes up room."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def leave(self, free: int) -> None:
        """Let so many bytes stay free."""
        with self.place.open("ab") as file, contextlib.suppress(OSError):
            while (over := shutil.disk_usage(self.place.parent).free - free) > 0:
                file.write(b"\0" * min(over, MEGABYTE))
                file.flush()

    def throw(self) -> None:
        self.place.unlink(missing_ok=True)


@contextlib.contextmanager
def small_disk(house: House) -> Iterator[None]:
    """Put a house on a file system that is a little larger than what it holds.

    Raises:
        NoMount: we may not.
    """
    held = sum(one.stat().st_size for one in house.folder.rglob("*") if one.is_file())
    aside = house.folder.with_name(f"{house.folder.name}-isi")
    shutil.copytree(house.folder, aside)
    size = f"size={held + SPARE}"
    command = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(house.folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoMount(done.stderr.strip() or f"mount: {done.returncode}")
    try:
        shutil.copytree(aside, house.folder, dirs_exist_ok=True)
        yield
    finally:
        house.close()
        subprocess.run(["umount", "-l", str(house.folder)], check=False)
