"""A page of what was found, or all of it, with the facets of everything that answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from cases.domain.search import near, read
from cases.queries.public import engine
from cases.queries.public.search.facets import Facet, FacetValue, facets
from cases.queries.public.search.found import OF_ONE_DISPUTE
from cases.queries.public.search.hits import Hit
from cases.queries.public.search.listed import Listed, things
from cases.queries.public.search.pool import Pool, pool
from cases.queries.public.search.wanted import KINDS, Search

TAKEN = 1000  # answers in a file
PER_PAGE = 20
MOST_GUESSED = 3  # words about which something is guessed


@dataclass(frozen=True)
class Results:
    """A page of the register. ``whole`` is what answers the words, ``passing`` what passes the
    filters as well, ``pool`` the disputes and entries behind that.

    ``is_capped``: more answer than are counted, and ``total`` is the least there are.
    ``of_newest``: figures of facets are of the newest alone; where the total is whole, those of
    values that are not chosen beside one that is. ``kinds``: how many things of each kind hold
    the words.
    ``suggestion``: other words that find something, where these find nothing.
    """

    search: Search
    total: int
    is_capped: bool
    of_newest: bool
    pages: int
    whole: Listed
    passing: Listed
    pool: Pool
    kinds: Mapping[str, int]
    suggestion: str = ""

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """What stands on this page, with its rows. Two queries."""
        start = (self.search.page - 1) * PER_PAGE
        return self.passing.hits(start, start + PER_PAGE, self.pool.entries)

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """How what answers is divided."""
        return facets(self.search, self.whole, self.passing)

    @property
    def chosen(self) -> tuple[tuple[Facet, FacetValue], ...]:
        """The filters in use, each with the query that drops it."""
        return tuple(
            (facet, value) for facet in self.facets for value in facet.values if value.is_chosen
        )


@dataclass(frozen=True, slots=True)
class _Answer:
    whole: Listed
    passing: Listed
    pool: Pool
    of_newest: bool
    kinds: Mapping[str, int]


def find(search: Search) -> Results:
    """A page of what answers, with the facets of all that does; at most nine queries, however
    much that is, and four where everything could be counted and something was found. Asked
    besides: on PostgreSQL its planner what it expects, on SQLite whether very many hold it.
    """
    return _page(search, _answered(search))


def everything(search: Search) -> tuple[Results, tuple[Hit, ...]]:
    """The first page, and the first ``TAKEN`` of all that answers, for files and feeds."""
    search = replace(search, page=1)
    answer = _answered(search)
    return _page(search, answer), answer.passing.hits(0, TAKEN, answer.pool.entries)


def newest(search: Search, most: int) -> tuple[Hit, ...]:
    """Of the first ``TAKEN`` that answer those whose disputes changed last, the latest first,
    so many at most, for feeds.
    """
    answer = _answered(replace(search, page=1))
    return answer.passing.newest(TAKEN, most, answer.pool.entries)


def _page(search: Search, answer: _Answer) -> Results:
    total = len(answer.passing)
    pages = max(-(-total // PER_PAGE), 1)
    search = replace(search, page=min(search.page, pages))
    return Results(
        search=search,
        total=total,
        is_capped=answer.pool.is_capped,
        of_newest=answer.of_newest,
        pages=pages,
        whole=answer.whole,
        passing=answer.passing,
        pool=answer.pool,
        kinds=answer.kinds,
        suggestion="" if total or len(answer.whole) else _suggested(search),
    )


def _answered(search: Search) -> _Answer:
    """The words are looked up once; again only where more answer than are taken, and filters
    have to reach those beyond.
    """
    whole = pool(search, narrowed=False)
    told = narrow = _listed(whole, search)
    within = whole
    needs_kind = bool(search.kind) and not whole.entries
    if (search.chosen or search.kind) and (whole.is_capped or needs_kind):
        within = pool(search, narrowed=True)
        narrow = _listed(within, search)
        told = narrow if needs_kind else told
    return _Answer(
        whole=told,
        passing=narrow.passing(search.chosen),
        pool=within,
        of_newest=within.is_capped or (whole.is_capped and bool(search.chosen)),
        kinds={} if whole.is_capped else _kinds(whole, search),
    )


def _listed(found: Pool, search: Search) -> Listed:
    """The disputes that answer, or what is of the kind that was asked for."""
    if not search.kind:
        return found.disputes
    kind = KINDS[search.kind]
    return things((entry for entry in found.entries if entry.kind == kind), found.cases)


def _kinds(found: Pool, search: Search) -> Mapping[str, int]:
    """How many there are of each kind, by the word of the address; of disputes under ''."""
    cases = {case.code for case in found.disputes.passing(search.chosen).cases}
    if not found.entries:
        return {"": len(cases)}
    once = {
        (entry.kind, entry.place, entry.number, entry.kind in OF_ONE_DISPUTE and entry.dispute)
        for entry in found.entries
        if entry.dispute in cases
    }
    counts = Counter(kind for kind, *_rest in once)
    return {"": len(cases)} | {word: counts[kind] for word, kind in KINDS.items()}


def _suggested(search: Search) -> str:
    """The same question with each unknown word put right, where that finds something."""
    words = {word for part in search.asked.parts for word in part.words}
    guesses = {word: near(word) for word in sorted(words)}
    asked = [word for word, told in guesses.items() if told][:MOST_GUESSED]
    if not asked:
        return ""
    known = engine.known(asked)
    unknown = [word for word in asked if word not in known]
    known = engine.known([one for word in unknown for one in guesses[word]]) if unknown else {}
    told = search.q
    for word in unknown:
        better = [one for one in guesses[word] if one in known]
        if better:
            told = _put_right(told, word, max(better, key=lambda one: (known[one], one)))
    is_other = read(told) != search.asked
    return told if is_other and _finds(replace(search, q=told)) else ""


def _put_right(told: str, word: str, better: str) -> str:
    return re.sub(rf"(?i)(?<!\w){re.escape(word)}(?!\w)", better, told)


def _finds(search: Search) -> bool:
    return bool(pool(search, narrowed=False).cases)
