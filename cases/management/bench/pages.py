"""Public pages against the cheapest page of the same Django; their queries and their weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import count
from typing import cast

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from cases.management.bench import floor
from cases.management.bench.measure import Result, Sizes, clock, compared, side_by_side
from cases.management.bench.paper import HEARD_ON
from cases.models import Edition, PublicDispute

SLUG = "002-KIP-PSIP-II-2024"
CASE = f"/perkara/kip/{SLUG}/"
REQUESTS = 20  # in each round
MOST_TIMES, MOST_QUERIES, MOST_KIB = 3.0, 12, 60
SAME_TIMES = 1.2
OF_A_CASE = {"halaman perkara", "risalah", "halaman sidang", "kabar perkara"}
# What tells of the whole shelf, and might cost more the more stands there.
OF_THE_SHELF = {
    "halaman muka": "/",
    "jadwal bulan ini": "/jadwal/",
    "kalender sidang": "/jadwal.ics",
    "daftar badan publik": "/badan-publik/",
    "rekaman badan publik": "/badan-publik/kpu/",
    "peta pengecualian": "/pengecualian/",
    "statistik": "/statistik/",
    "putusan": "/putusan/",
    "pengakuan": "/pengakuan/",
    "pertanyaan": "/pertanyaan/",
    "kesanggupan": "/kesanggupan/",
    "badan publik untuk program": "/api/v1/public-bodies/",
    "komisi untuk program": "/api/v1/commissions/",
    "peta situs": "/sitemap.xml",
}
ASKERS = count(1)
NOWHERE = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
PIECES = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pieces"}
PARTS = PIECES | {"LOCATION": "parts"}
ALL_KEPT = settings.CACHES | {"pieces": PIECES, "parts": PARTS}
PARTS_KEPT = ALL_KEPT | {"pages": NOWHERE}
PIECES_KEPT = PARTS_KEPT | {"parts": NOWHERE}
NOTHING_KEPT = PIECES_KEPT | {"pieces": NOWHERE}


def measure(sizes: Sizes) -> Iterator[Result]:
    """By the test client in this process, for one reader who is not signed in: a page that is
    made for the first time, one that is made of components that were drawn before (after its
    case changed), one whose large parts stand (for who is signed in), one that was made before,
    also when another case has changed since, and one that the reader has. Of pages that tell of
    the whole shelf what it costs to make them for the first time (``growth`` has their goal).
    """
    requests = 1 if sizes.rounds == 1 else REQUESTS
    for name, address in addresses().items():
        page = _Page(name, address, sizes.rounds, requests)
        with override_settings(ROOT_URLCONF=floor.__name__, CACHES=NOTHING_KEPT):
            yield page.beside_floor("pertama kali", goal=MOST_TIMES)
            yield from page.weighed()
        with override_settings(ROOT_URLCONF=floor.__name__, CACHES=PIECES_KEPT):
            yield page.beside_floor("dibuat lagi dari komponen", goal=MOST_TIMES)
        with override_settings(ROOT_URLCONF=floor.__name__, CACHES=PARTS_KEPT):
            yield page.beside_floor("dibuat lagi dari bagian besar", goal=MOST_TIMES)
        with override_settings(ROOT_URLCONF=floor.__name__, CACHES=ALL_KEPT):
            yield page.beside_floor("sudah pernah dibuat", goal=SAME_TIMES)
            yield page.after_another()
            yield from page.known()
    for name, address in OF_THE_SHELF.items():
        page = _Page(name, address, sizes.rounds, requests)
        with override_settings(ROOT_URLCONF=floor.__name__, CACHES=NOTHING_KEPT):
            yield page.beside_floor("pertama kali")


def addresses() -> Mapping[str, str]:
    """One page of each kind that has a goal."""
    edition = Edition.objects.filter(hearing__held_on=HEARD_ON).order_by("no")[0]
    return {
        "halaman perkara": CASE,
        "daftar perkara": reverse("register"),
        "risalah": reverse("transcript", args=[edition.hearing.code, edition.no]),
        "halaman sidang": f"{CASE}sidang/2/",
        "daftar API": "/api/v1/disputes/",
        "kabar perkara": reverse("dispute_news", args=["kip", SLUG]),
        "kabar register": reverse("search_news"),
    }


class _Page:
    """One address, asked so often in each round."""

    def __init__(self, name: str, address: str, rounds: int, requests: int) -> None:
        self.name, self.address = name, address
        self.rounds, self.requests = rounds, requests

    def beside_floor(
        self,
        told: str,
        *,
        goal: float | None = None,
        aside: _Aside | None = None,
        **headers: str,
    ) -> Result:
        """What it costs against the cheapest page of all."""
        client, aside = somebody(), aside or _Aside()
        sides = side_by_side(
            partial(self._read, client, self.address, aside, **headers),
            partial(self._read, client, floor.ADDRESS, _Aside()),
            rounds=self.rounds,
            clock=aside.clock,
        )
        return compared(
            f"{self.name}, {told}",
            sides,
            per=(self.requests, self.requests),
            floor_name="view Django termurah, middleware yang sama",
            goal=goal,
        )

    def after_another(self) -> Result:
        """What it costs while another case changes between any two who ask: that page of a
        case is the same; whatever tells of many may have changed, and is made again.
        """
        goal = SAME_TIMES if self.name in OF_A_CASE else MOST_TIMES
        return self.beside_floor("sesudah perkara lain berubah", goal=goal, aside=_Touch())

    def known(self) -> Iterator[Result]:
        """What it costs whoever has it; only where the page can tell."""
        if mark := read(somebody(), self.address).headers.get("ETag"):
            known = {"HTTP_IF_NONE_MATCH": mark}
            yield self.beside_floor("tidak berubah", goal=SAME_TIMES, **known)

    def weighed(self) -> Iterator[Result]:
        """How many queries it takes, and how heavy it is."""
        client = somebody()
        with CaptureQueriesContext(connection) as caught:
            read(client, self.address)
        yield Result(f"{self.name}: kueri", "kueri", len(caught), goal=MOST_QUERIES)
        packed = read(client, self.address, HTTP_ACCEPT_ENCODING="gzip").content
        size = round(len(packed) / 1024, 1)
        yield Result(f"{self.name}: dimampatkan", "KiB", size, goal=MOST_KIB)

    def _read(self, client: Client, address: str, aside: _Aside, **headers: str) -> None:
        for _ in range(self.requests):
            aside.done()
            read(client, address, **headers)


class _Aside:
    """What happens beside the measured work, and is not counted: nothing."""

    def __init__(self) -> None:
        self.spent, self._now = 0.0, clock()

    def clock(self) -> float:
        """CPU seconds without those, of this process and of the base that works for it."""
        return self._now() - self.spent

    def done(self) -> None:
        """Before each time that somebody asks."""


class _Touch(_Aside):
    """Another case is written anew."""

    def done(self) -> None:
        started = self._now()
        other = PublicDispute.objects.exclude(slug=SLUG).order_by("pk").values("pk")[:1]
        PublicDispute.objects.filter(pk=other).update(subject=F("subject"))
        self.spent += self._now() - started


def somebody() -> Client:
    """Somebody else each time, because programs may not ask without end."""
    return Client(HTTP_HOST="127.0.0.1", REMOTE_ADDR=f"127.0.1.{next(ASKERS)}")


def read(client: Client, address: str, **headers: str) -> HttpResponse:
    """What they get.

    Raises:
        RuntimeError: it is no page.
    """
    answer = cast("HttpResponse", client.get(address, **headers))  # type: ignore[arg-type]
    if answer.status_code not in {200, 304}:
        raise RuntimeError(f"{address}: {answer.status_code}")
    return answer
