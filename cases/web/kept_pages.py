"""Public pages that were made already, kept in this process until the shelf changes.

A visitor without a session gets the bytes of the one before, as from a proxy, with the same
fingerprint. Each time the base is asked how the shelf stands (one query): for a page of one
case what belongs to that case, for every other page the whole. A page of another state or
another hour is made anew, since at a full hour a day begins in some zone of the country; of the
pages that are not of a case some show what the shelf does not know, and stand for a minute.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import Any, cast

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils import timezone
from django.utils.cache import cc_delim_re, get_conditional_response

from cases.queries import public
from cases.web.caching import is_open

PAGES = "pages"
LARGEST = 256 * 1024  # bytes of one page
PROGRAMS = "/api/v1/"
MINUTE = 60  # seconds
HOUR = 60 * MINUTE  # what is told of changes stays for a day (``PublicChange``)
# What an answer may depend on; the rest of the address is in the key as well.
ASKED_BY = ("Accept", "Accept-Encoding")
MAY_VARY = {"cookie", *(name.lower() for name in ASKED_BY)}
# Pages that show one dispute or one hearing and nothing beside what belongs to it, by the names
# of their routes and the parts of their addresses; a test changes every row of the shelf.
OF_AN_ADDRESS = frozenset({"dispute", "hearing", "dispute_news", "dispute_card"})
OF_A_HEARING = frozenset(
    {
        *("transcript", "transcript_card", "concordance", "concordance_csv", "passage_card"),
        "api_hearings_one",
    }
)
OF_A_DISPUTE = frozenset({"api_disputes_one"})
State = Callable[..., str]
STATES: Mapping[str, tuple[State, tuple[str, ...]]] = {
    **dict.fromkeys(OF_AN_ADDRESS, (public.state_of_address, ("commission", "slug"))),
    **dict.fromkeys(OF_A_HEARING, (public.state_of_hearing, ("code",))),
    **dict.fromkeys(OF_A_DISPUTE, (public.state_of_dispute, ("code",))),
}
WHOLE: tuple[State, tuple[str, ...]] = (public.state, ())


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it left the house: its body and its headers."""

    content: bytes
    headers: tuple[tuple[str, str], ...]


class Part:
    """What a large part of a page tells (``templatetags/pieces``), read when it is asked for.

    It stands while that stands from which the page is made, for whoever asks; whatever else it
    depends on is named. ``find``: what it is made from, where that is read in less time than
    the part is made; where the same is found, it stands as well.
    """

    def __init__(
        self,
        request: HttpRequest,
        read: Callable[[], Mapping[str, Any]],
        *,
        asked: str = "",
        find: Callable[[], Any] | None = None,
        is_kept: bool = True,
    ) -> None:
        names = (request.path, state_of(request), asked) if is_kept else ()
        self.state = "\0".join(names)
        self.seconds = _seconds(request)
        self._read, self._find = read, find

    @property
    def found(self) -> Any:
        """Everything that it is made from, as plain values; None where nobody tells."""
        return self._find() if self._find else None

    @cached_property
    def told(self) -> Mapping[str, Any]:
        """All that its template sees."""
        return self._read()


class KeptPagesMiddleware:
    """Answer again what was answered before; stands outside everything that makes a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_asked_by_nobody(request):
            return self.get_response(request)
        request.resolver_match = _match(request)
        # Before the page is made: a change meanwhile makes it another key.
        key = _key(request)
        if kept := caches[PAGES].get(key):
            return _again(request, kept)
        response = self.get_response(request)
        if _is_for_everybody(response):
            kept = Kept(response.content, tuple(response.items()))
            caches[PAGES].set(key, kept, _seconds(request))
        return response


def _is_asked_by_nobody(request: HttpRequest) -> bool:
    """Whether nothing but the address and the language tells this visitor from another."""
    return (
        request.method == "GET"
        and (is_open(request.path) or request.path.startswith(PROGRAMS))
        and not set(request.COOKIES) - {settings.LANGUAGE_COOKIE_NAME}
        and "Authorization" not in request.headers
        and "Range" not in request.headers
    )


def _match(request: HttpRequest) -> ResolverMatch | None:
    """Which page is asked for, by which a kept one is counted and logged as well."""
    try:
        return _resolved(settings.ROOT_URLCONF, request.path_info)
    except Resolver404:
        return None


@lru_cache(maxsize=2_000)
def _resolved(site: str, path: str) -> ResolverMatch:
    """Where an address leads; to go through all of them costs as much as a kept page."""
    return resolve(path, site)


def _seconds(request: HttpRequest) -> int:
    """How long it may stand: what is not of one case may show what the shelf does not know."""
    match = request.resolver_match
    return HOUR if match is not None and match.url_name in STATES else MINUTE


def _key(request: HttpRequest) -> str:
    told = (
        state_of(request),
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""),
        request.headers.get("Accept", ""),
        # Packed or not; what else a browser could read is another list in each.
        str(bool(re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")))),
    )
    return sha256("\0".join(told).encode()).hexdigest()


def state_of(request: HttpRequest) -> str:
    """How that part of the shelf stands from which the page is made, and the hour."""
    if not hasattr(request, "shelf_state"):
        hour = f"{timezone.localtime():%Y%m%d%H}"  # a day begins at a full hour in each zone
        request.shelf_state = f"{_state(request.resolver_match)} {hour}"
    return str(request.shelf_state)


def _state(match: ResolverMatch | None) -> str:
    if match is None:
        return public.state()
    state, parts = STATES.get(match.url_name or "", WHOLE)
    return state(*(match.kwargs[part] for part in parts))


def _is_for_everybody(response: HttpResponse) -> bool:
    varies = {name.lower() for name in cc_delim_re.split(response.get("Vary", "")) if name}
    told = {part.strip() for part in response.get("Cache-Control", "").split(",")}
    return (
        response.status_code == 200
        and not response.streaming
        and "public" in told
        and not response.cookies
        and varies <= MAY_VARY
        and len(response.content) <= LARGEST
    )


def _again(request: HttpRequest, kept: Kept) -> HttpResponse:
    response = HttpResponse(kept.content, headers=dict(kept.headers))
    etag = response.get("ETag")
    answer = cast("HttpResponse", get_conditional_response(request, etag, None, response))
    for name in ("Cache-Control", "Vary"):  # which a 304 says as well
        if name in response:
            answer[name] = response[name]
    return answer
