"""The search for words that must not be found: every address, file and header, by every reader.

One function, ``search``, for tests and for the drill on an installation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cases.management.small_world.addresses import doors
from cases.management.small_world.canaries import Reader
from cases.management.small_world.visitor import HOST, Search

Open = Callable[[Reader], Any]
BEGINNINGS = (
    *("/", "/sitemap.xml", "/robots.txt", "/api/docs/", "/api/schema/", "/data/"),
    *("/jadwal.ics", "/umpan/jadwal.atom", "/umpan/perkara.atom", "/perkara.csv"),
    *("/perkara.json", "/perkara.ics", "/statistik.csv", "/pengecualian.csv"),
    *("/verifikasi/sidik-jari.json", "/jadwal/?bulan=2024-02", "/jadwal/?bulan=2024-03"),
    *("/jadwal/hari-ini/?tanggal=2024-02-21", "/jadwal/pintu/?tanggal=2024-02-21"),
    *("/jadwal/teks/?tanggal=2024-02-21", "/jadwal.ics?sejak=2011-01-01", "/oembed"),
)
INSIDE = ("/meja/", "/akun/", "/permohonan/", "/permintaan/", "/unggah/", "/kalender/")
SPACE = re.compile(r"[\s\u00ad-]+")


@dataclass(frozen=True, slots=True)
class Leak:
    """A word, where it was found, and by whom it must not be."""

    reader: str
    kind: str
    address: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a search found. ``missing``: the kinds of public words that the anonymous did not
    meet, none where they did not walk; ``broken``: addresses that answered with a fault.
    """

    visited: int
    leaks: tuple[Leak, ...]
    missing: tuple[str, ...]
    broken: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing leaked, nothing is missing and nothing broke."""
        return not (self.leaks or self.missing or self.broken)


def search(
    world: Mapping[str, Any],
    open_as: Open,
    *,
    host: str = HOST,
    base: str = HOST,
    readers: Sequence[Reader] = tuple(Reader),
) -> Outcome:
    """Walk the house as each reader and look for the words that ``seed_drill`` placed.

    ``open_as`` gives a client for a reader, signed in but for ``anonymous``; ``host`` is where
    it asks, ``base`` how the site calls itself. Every reader follows every link from the home
    page and from their own desk, and tries every code of every row in every address.
    """
    walks = {reader: _walk(open_as(reader), world, reader, host, base) for reader in readers}
    return Outcome(
        visited=sum(len(walk.status) for walk in walks.values()),
        leaks=tuple(
            leak for reader, walk in walks.items() for leak in _leaks(world, reader, walk)
        ),
        missing=tuple(
            kind
            for reader, walk in walks.items()
            if reader is Reader.ANONYMOUS
            for kind in _missing(world, walk)
        ),
        broken=tuple(
            f"{reader}: {address}"
            for reader, walk in walks.items()
            for address, status in walk.status.items()
            if status >= 500
        ),
    )


def _walk(
    client: Any, world: Mapping[str, Any], reader: Reader, host: str, base: str
) -> Search:
    walk = Search(client, host=host, base=base)
    starts = [*BEGINNINGS, *doors(world["ids"])]
    if reader is not Reader.ANONYMOUS:
        starts += INSIDE
    for address in starts:
        walk.go(address)
    return walk


def _leaks(world: Mapping[str, Any], reader: Reader, walk: Search) -> Iterator[Leak]:
    forbidden = [one for one in world["canaries"] if reader in one["forbidden_for"]]
    for address in walk.status:
        told = _all_of(walk, address)
        for canary in forbidden:
            if canary["word"] in told:
                yield Leak(reader, canary["kind"], address)


def _missing(world: Mapping[str, Any], walk: Search) -> Iterator[str]:
    told = "\n".join(_all_of(walk, address) for address in walk.status)
    for canary in world["public_canaries"]:
        if canary["word"] not in told:
            yield canary["kind"]


def _all_of(walk: Search, address: str) -> str:
    """Address, headers and words of an answer; also as if no line had been broken."""
    told = f"{walk.headers[address]}\n{walk.bodies.get(address, '')}".lower()
    return f"{told}\n{SPACE.sub('', told)}"
