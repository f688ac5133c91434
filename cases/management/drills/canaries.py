"""A word of its own in every field, and readers who follow every address to find them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from cases.management.drills import ground as grounds
from cases.management.drills.drill import Drill, shop
from cases.management.drills.tally import Tally
from cases.management.drills.visitors import Clerk, call
from cases.management.small_world import crawl
from cases.management.small_world.canaries import Reader

READERS = (Reader.ANONYMOUS, Reader.STRANGER, Reader.OTHER_NGO, Reader.AGENCY)
AT_FIRST = READERS[:2]  # who walks where only the quick part is asked for


class Canaries(Drill):
    """In the small world of ``seed_drill``, by a site that serves it."""

    name: ClassVar[str] = "kenari"
    title: ClassVar[str] = "kata rahasia di setiap ruas, dicari di setiap alamat"

    def hold(self, tally: Tally) -> None:
        house = self.ground.bare(BASE_URL="http://127.0.0.1:8000")
        self.houses.append(house)
        grounds.must(house, "migrate", "--verbosity", "0")
        world = json.loads(grounds.must(house, "seed_drill", "--json"))
        sessions = grounds.inside(house, "enter", emails=_emails(world))
        host = f"http://127.0.0.1:{house.port}"
        with shop(house) as at_work:
            at_work.start_web()
            at_work.start_worker()
            at_work.start_beat()
            at_work.until_answering()
            at_work.until_done()
            found = crawl.search(
                world,
                lambda reader: Browser(house.port, sessions.get(reader, "")),
                host=host,
                base=house.settings["BASE_URL"],
                readers=AT_FIRST if self.asked.is_short else READERS,
            )
        tally.add("kata rahasia", len(world["canaries"]))
        tally.add("kata umum", len(world["public_canaries"]))
        tally.add("alamat dikunjungi", found.visited)
        tally.lost += len(found.missing)
        tally.wrong += [
            f"bocor: {one.kind} kepada {one.reader} di {one.address}" for one in found.leaks
        ]
        tally.wrong += [f"kata umum tidak ditemukan: {kind}" for kind in found.missing]
        tally.wrong += [f"galat: {address}" for address in found.broken]


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as Django's test client gives it, as far as a walk asks."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes
    streaming: bool = False

    def __getitem__(self, name: str) -> str:
        return self.headers[name]

    def getvalue(self) -> bytes:
        return self.content


@dataclass(frozen=True, slots=True)
class Browser:
    """Asks a site that is served; with the session of an account, or of nobody."""

    port: int
    session: str

    def get(self, address: str) -> Page:
        asked = Clerk(self.port, self.session).get if self.session else self._plainly
        told = asked(address)
        return Page(told.status, told.headers, told.body)

    def _plainly(self, address: str) -> Any:
        return call(self.port, "GET", address)


def _emails(world: Mapping[str, Any]) -> dict[str, str]:
    """By reader, the address of the account with which they walk."""
    known = world["accounts"]
    return {reader: known[reader]["email"] for reader in READERS if reader in known}
