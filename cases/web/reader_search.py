"""Looking for words inside one transcript: ``cari`` the words, ``ke`` the hit that is shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from cases.queries import public
from cases.web.folios import Cited

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Sought:
    """Words and the turns that hold them; ``no``: the hit shown, from 1, or 0."""

    words: str = ""
    hits: tuple[public.InsideHit, ...] = ()
    no: int = 0
    is_chosen: bool = False

    @property
    def first_hit(self) -> public.InsideHit | None:
        """Where the search begins."""
        return self.hits[0] if self.hits else None

    @property
    def hit(self) -> public.InsideHit | None:
        """The hit that is shown."""
        return self.hits[self.no - 1] if self.no else None

    @property
    def lines(self) -> Cited | None:
        """The lines of the hit that is shown."""
        one = self.hit
        return ((one.page, one.line), (one.last_page, one.last_line)) if one else None


def sought(request: HttpRequest, transcript: public.Transcript) -> Sought:
    """What somebody looks for in a transcript; one query, and none where nothing is asked."""
    words = request.GET.get("cari", "").strip()[:LONGEST]
    if not words:
        return Sought()
    hits = public.found_inside(transcript, words)
    told = request.GET.get("ke", "")
    is_chosen = told.isascii() and told.isdigit() and 0 < len(told) < 6
    no = min(max(int(told), 1), len(hits)) if is_chosen else 0
    return Sought(words, hits, no, is_chosen)
