"""The benches by the names under which they are called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cases.management.bench import deadlines, journal, pages, paper, propose, search, words
from cases.management.bench.measure import Result, Sizes

BENCHES: Mapping[str, Callable[[Sizes], Iterator[Result]]] = {
    "transcript": paper.measure,
    "pages": pages.measure,
    "deadlines": deadlines.measure,
    "journal": journal.measure,
    "search": search.measure,
    "propose": propose.measure,
    "words": words.measure,
}
