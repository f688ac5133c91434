"""The properties by which public disputes are divided, as they are kept and counted."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from cases.domain.publication import traits

NAME = st.sampled_from(["year", "yearly", "phase", "respondent"])
WORD = st.text(st.characters(blacklist_categories=["C", "Z"]), min_size=1, max_size=5)
OF_ONE = st.lists(st.tuples(NAME, WORD, st.just("Label")), max_size=4, unique=True)


@given(st.lists(OF_ONE, max_size=6))
def test_every_value_is_counted_once_for_each_that_has_it(told):
    wanted = Counter((name, value) for one in told for name, value, _label in one)
    kept = "".join(map(traits.written, told))

    counts = traits.counted(kept)

    found = {(name, one[0]): one[2] for name, values in counts.items() for one in values}
    assert found == wanted
    for name in counts:
        assert traits.counted(kept, name) == {name: counts[name]}


def test_of_what_nobody_has_nothing_is_counted():
    assert traits.counted("") == {}
    assert traits.counted(traits.written([("year", "2024", "")]), "phase") == {}
