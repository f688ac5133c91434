"""What any proxy may keep: a public page for a minute, for whoever brings no session.

A page is known by the fingerprint of its bytes, so that whatever changes it (the record, the
day, the program) changes its ETag. What belongs to one person, carries the token of a form or
sets a cookie is kept by nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from cases.adapters import replica

PUBLIC = "public, max-age=60"  # short: what is sealed is gone everywhere within a minute
PRIVATE = "private, no-store"
SIGNED_IN = "private, no-cache"  # a public page, as somebody with a session sees it
# The first part of the addresses of public pages; what is not named here is kept by nobody.
OPEN = frozenset(
    {
        *("", "perkara", "perkara.csv", "perkara.json", "perkara.ics", "sidang", "r", "b", "v"),
        "akn",
        *("berkas", "jadwal", "jadwal.ics", "umpan", "pengakuan", "pertanyaan", "kesanggupan"),
        *("putusan", "pengecualian", "pengecualian.csv", "statistik", "statistik.csv"),
        *("badan-publik", "pemohon", "kalkulator", "bolehkah", "verifikasi", "data", "tentang"),
        *("jurnal", "oembed", "robots.txt"),
    }
)
SITE_MAP = "sitemap"


def is_open(path: str) -> bool:
    """Whether there are public pages at this part of the site."""
    first = path.lstrip("/").partition("/")[0]
    return first in OPEN or first.startswith(SITE_MAP)


class ReplicaMiddleware:
    """Let a visitor without a session read the shelf from the copy that follows the base."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not replica.is_there():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _asks_for_the_shelf(request):
            return self.get_response(request)
        with replica.reading():
            return self.get_response(request)


class PublicCacheMiddleware:
    """Say of every answer who may keep it, and answer 304 where it is the same.

    Stands inside the one that packs answers and outside those that set cookies.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.has_header("Cache-Control"):  # the view knows better
            return response
        if not _is_for_everybody(request, response):
            is_seen_signed_in = is_open(request.path) and response.status_code == 200
            response["Cache-Control"] = SIGNED_IN if is_seen_signed_in else PRIVATE
            return response
        response["Cache-Control"] = PUBLIC
        patch_vary_headers(response, ["Cookie"])  # in which the reader's language stands
        if response.status_code != 200 or response.streaming:
            return response
        response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
        return _unless_known(request, response)


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether every visitor without a session gets these very bytes."""
    return (
        _asks_for_the_shelf(request)
        and response.status_code in {200, 304}
        and not response.cookies
    )


def _asks_for_the_shelf(request: HttpRequest) -> bool:
    return (
        request.method in {"GET", "HEAD"}
        and is_open(request.path)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
    )


def _unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    answer: HttpResponse = get_conditional_response(
        request, etag=response["ETag"], response=response
    )
    answer["Cache-Control"] = response["Cache-Control"]
    return answer
