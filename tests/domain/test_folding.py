"""How a copy is written down as JSON, and by what its content is known."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from cases.domain.publication.folding import digest, plain, restore


@dataclass(frozen=True, slots=True)
class Leaf:
    text: str
    on: date | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Branch:
    leaves: tuple[Leaf, ...]
    numbers: tuple[int, ...]
    one: Leaf | None


INSTANTS = st.datetimes(timezones=st.just(UTC))
LEAVES = st.builds(Leaf, st.text(), st.none() | st.dates(), st.none() | INSTANTS)
BRANCHES = st.builds(
    Branch,
    st.lists(LEAVES, max_size=3).map(tuple),
    st.lists(st.integers(), max_size=3).map(tuple),
    st.none() | LEAVES,
)


@given(BRANCHES)
def test_a_copy_is_read_back_as_it_was_written(copy):
    assert restore(Branch, json.loads(json.dumps(plain(copy)))) == copy


@given(BRANCHES)
def test_a_copy_and_what_is_written_of_it_are_known_by_the_same(copy):
    assert digest(copy) == digest(plain(copy))
    assert digest({"body": copy}) == digest({"body": plain(copy)})


def test_what_a_copy_is_known_by_never_changes():
    """Rows that are kept are compared by it; the digest is that of the first ones."""
    leaf = Leaf("é", date(2024, 3, 13), datetime(2024, 3, 13, 9, tzinfo=UTC))

    assert digest(Branch((leaf,), (1,), None)) == "6595840142554ea3"
