"""Public pages against the cheapest page of the same Django; their queries and their weight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import cast

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from cases.management.bench import floor
from cases.management.bench.measure import Result, Sizes, compared, side_by_side
from cases.management.bench.paper import HEARD_ON
from cases.models import Edition

CASE = "/perkara/kip/002-KIP-PSIP-II-2024/"
REQUESTS = 20  # in each round
MOST_TIMES, MOST_QUERIES, MOST_KIB = 3.0, 12, 60
SAME_TIMES = 1.2
NOTHING_KEPT = settings.CACHES | {
    "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
}


def measure(sizes: Sizes) -> Iterator[Result]:
    """By the test client in this process, for one reader who is not signed in: a page that is
    made, one that was made before, and one that the reader has.
    """
    requests = 1 if sizes.rounds == 1 else REQUESTS
    for name, address in _addresses().items():
        with override_settings(ROOT_URLCONF=floor.__name__, CACHES=NOTHING_KEPT):
            yield from _page(name, address, sizes.rounds, requests)
        with override_settings(ROOT_URLCONF=floor.__name__):
            yield from _again(name, address, sizes.rounds, requests)


def _addresses() -> Mapping[str, str]:
    edition = Edition.objects.filter(hearing__held_on=HEARD_ON).order_by("no")[0]
    return {
        "halaman perkara": CASE,
        "daftar perkara": reverse("register"),
        "risalah": reverse("transcript", args=[edition.hearing.code, edition.no]),
        "halaman sidang": f"{CASE}sidang/2/",
    }


def _page(name: str, address: str, rounds: int, requests: int) -> Iterator[Result]:
    client = Client(HTTP_HOST="127.0.0.1")
    yield _beside_floor(name, client, address, rounds, requests, goal=MOST_TIMES)
    with CaptureQueriesContext(connection) as caught:
        _get(client, address)
    yield Result(f"{name}: kueri", "kueri", len(caught), goal=MOST_QUERIES)
    packed = _get(client, address, HTTP_ACCEPT_ENCODING="gzip").content
    size = round(len(packed) / 1024, 1)
    yield Result(f"{name}: HTML dimampatkan", "KiB", size, goal=MOST_KIB)


def _again(name: str, address: str, rounds: int, requests: int) -> Iterator[Result]:
    """The same page asked again, and by who has it; only where the page can tell."""
    client = Client(HTTP_HOST="127.0.0.1")
    told = f"{name}, sudah pernah dibuat"
    yield _beside_floor(told, client, address, rounds, requests, goal=SAME_TIMES)
    if mark := _get(client, address).headers.get("ETag"):
        told = f"{name}, tidak berubah"
        known = {"HTTP_IF_NONE_MATCH": mark}
        yield _beside_floor(told, client, address, rounds, requests, goal=SAME_TIMES, **known)


def _beside_floor(
    name: str,
    client: Client,
    address: str,
    rounds: int,
    requests: int,
    *,
    goal: float,
    **headers: str,
) -> Result:
    sides = side_by_side(
        partial(_read, client, address, requests, **headers),
        partial(_read, client, floor.ADDRESS, requests),
        rounds=rounds,
    )
    return compared(
        name,
        sides,
        per=(requests, requests),
        floor_name="view Django termurah, middleware yang sama",
        goal=goal,
    )


def _read(client: Client, address: str, times: int, **headers: str) -> None:
    for _ in range(times):
        _get(client, address, **headers)


def _get(client: Client, address: str, **headers: str) -> HttpResponse:
    answer = cast("HttpResponse", client.get(address, **headers))  # type: ignore[arg-type]
    if answer.status_code not in {200, 304}:
        raise RuntimeError(f"{address}: {answer.status_code}")
    return answer
