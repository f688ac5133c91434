"""The benches by the names under which they are called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cases.management.bench import (
    deadlines,
    growth,
    journal,
    pages,
    paper,
    propose,
    search,
    words,
)
from cases.management.bench.measure import Result, Sizes

BENCHES: Mapping[str, Callable[[Sizes], Iterator[Result]]] = {
    "transcript": paper.measure,
    "pages": pages.measure,
    "deadlines": deadlines.measure,
    "journal": journal.measure,
    "growth": growth.measure,  # fills a base up, and search measures the full one
    "search": search.measure,
    "propose": propose.measure,
    "words": words.measure,
}
