"""A page of what was found, or all of it, with the facets of everything that answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from cases.domain.search import near, read
from cases.queries.public import engine
from cases.queries.public.search import hits as shown
from cases.queries.public.search.facets import Facet, FacetValue, facets
from cases.queries.public.search.hits import Hit
from cases.queries.public.search.pool import Case, Found, Pool, pool, stretches
from cases.queries.public.search.wanted import KINDS, Search

TAKEN = 1000  # answers in a file
PER_PAGE = 20
MOST_GUESSED = 3  # words about which something is guessed

Thing = tuple[Found | None, tuple[Case, ...]]  # what was found, and the cases it belongs to


@dataclass(frozen=True, slots=True)
class Results:
    """A page of the register.

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
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    kinds: Mapping[str, int]
    suggestion: str = ""

    @property
    def first(self) -> int:
        """The place of the first hit on this page, 0 when there is none."""
        return (self.search.page - 1) * PER_PAGE + 1 if self.hits else 0

    @property
    def last(self) -> int:
        return self.first + len(self.hits) - 1 if self.hits else 0

    @property
    def chosen(self) -> tuple[tuple[Facet, FacetValue], ...]:
        """The filters in use, each with the query that drops it."""
        return tuple(
            (facet, value) for facet in self.facets for value in facet.values if value.is_chosen
        )

    @property
    def previous_query(self) -> str | None:
        page = self.search.page
        return self.search.query(page=page - 1) if page > 1 else None

    @property
    def next_query(self) -> str | None:
        page = self.search.page
        return self.search.query(page=page + 1) if page < self.pages else None


@dataclass(frozen=True, slots=True)
class _Answer:
    whole: list[Thing]
    passing: list[Thing]
    entries: tuple[Found, ...]
    is_capped: bool
    of_newest: bool
    kinds: Mapping[str, int]


def find(search: Search) -> Results:
    """A page of what answers, with the facets of all that does; at most nine queries, however
    much that is, and four where everything could be counted and something was found.
    """
    return _page(search, _answered(search))


def everything(search: Search) -> tuple[Results, tuple[Hit, ...]]:
    """The first page, and the first ``TAKEN`` of all that answers, for files and feeds."""
    search = replace(search, page=1)
    answer = _answered(search)
    return _page(search, answer), _hits(answer.passing[:TAKEN], answer.entries)


def _page(search: Search, answer: _Answer) -> Results:
    total = len(answer.passing)
    pages = max(-(-total // PER_PAGE), 1)
    search = replace(search, page=min(search.page, pages))
    start = (search.page - 1) * PER_PAGE
    return Results(
        search=search,
        total=total,
        is_capped=answer.is_capped,
        of_newest=answer.of_newest,
        pages=pages,
        hits=_hits(answer.passing[start : start + PER_PAGE], answer.entries),
        facets=facets(search, _cases(answer.whole), _cases(answer.passing)),
        kinds=answer.kinds,
        suggestion="" if total or answer.whole else _suggested(search),
    )


def _answered(search: Search) -> _Answer:
    """The words are looked up once; again only where more answer than are taken, and filters
    have to reach those beyond.
    """
    whole = pool(search, narrowed=False)
    told = narrow = _things(whole, search)
    within = whole
    needs_kind = bool(search.kind) and not whole.entries
    if (search.chosen or search.kind) and (whole.is_capped or needs_kind):
        within = pool(search, narrowed=True)
        narrow = _things(within, search)
        told = narrow if needs_kind else told
    return _Answer(
        whole=told,
        passing=_passing(narrow, search),
        entries=within.entries,
        is_capped=within.is_capped,
        of_newest=within.is_capped or (whole.is_capped and bool(search.chosen)),
        kinds={} if whole.is_capped else _kinds(whole, search),
    )


def _things(found: Pool, search: Search) -> list[Thing]:
    """What is listed: the cases, or what is of one kind, each once with all its cases."""
    if not search.kind:
        return [(None, (case,)) for case in found.cases.values()]
    kind = KINDS[search.kind]
    once: dict[tuple[str, str, str, int], tuple[Found, list[Case]]] = {}
    for entry in found.entries:
        if entry.kind == kind and entry.dispute in found.cases:
            once.setdefault(entry.key, (entry, []))[1].append(found.cases[entry.dispute])
    return [(entry, tuple(cases)) for entry, cases in once.values()]


def _passing(things: Iterable[Thing], search: Search) -> list[Thing]:
    chosen = stretches(search.chosen)
    if not chosen:
        return list(things)
    told = (
        (entry, tuple(case for case in cases if case.passes(chosen))) for entry, cases in things
    )
    return [(entry, cases) for entry, cases in told if cases]


def _kinds(found: Pool, search: Search) -> Mapping[str, int]:
    """How many there are of each kind, by the word of the address; of disputes under ''."""
    chosen = stretches(search.chosen)
    passing = set(found.cases)
    if chosen:
        passing = {code for code, case in found.cases.items() if case.passes(chosen)}
    keys: dict[str, set[tuple[str, str, str, int]]] = {}
    for entry in found.entries:
        if entry.dispute in passing:
            keys.setdefault(entry.kind, set()).add(entry.key)
    return {"": len(passing)} | {
        word: len(keys.get(kind, ())) for word, kind in KINDS.items() if found.entries
    }


def _cases(things: Iterable[Thing]) -> list[tuple[Case, ...]]:
    return [cases for _entry, cases in things]


def _hits(things: Sequence[Thing], entries: Iterable[Found]) -> tuple[Hit, ...]:
    if things and things[0][0] is not None:
        told = [entry._replace(dispute=cases[0].code) for entry, cases in things if entry]
        return shown.thing_hits(told)
    return shown.dispute_hits([cases[0].code for _none, cases in things], entries)


def _suggested(search: Search) -> str:
    """The same question with each unknown word put right, where that finds something."""
    words = {word for part in search.asked.parts for word in part.words}
    guesses = {word: near(word) for word in sorted(words)}
    asked = [word for word, told in guesses.items() if told][:MOST_GUESSED]
    if not asked:
        return ""
    known = engine.known([*asked, *(one for word in asked for one in guesses[word])])
    told = search.q
    for word in asked:
        better = [one for one in guesses[word] if one in known]
        if word not in known and better:
            told = _put_right(told, word, max(better, key=lambda one: (known[one], one)))
    is_other = read(told) != search.asked
    return told if is_other and _finds(replace(search, q=told)) else ""


def _put_right(told: str, word: str, better: str) -> str:
    return re.sub(rf"(?i)(?<!\w){re.escape(word)}(?!\w)", better, told)


def _finds(search: Search) -> bool:
    return bool(pool(search, narrowed=False).cases)
