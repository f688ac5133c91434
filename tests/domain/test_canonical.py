"""The quick way to canonical JSON writes the bytes of the slow one, or refuses alike."""

from __future__ import annotations

import pytest
import rfc8785
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cases.domain import canonical

TEXT = st.text(st.characters(exclude_categories=[]), max_size=8)  # surrogates among it
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | TEXT
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=8,
)


def written(dumps, value):
    try:
        return dumps(value)
    except ValueError:
        return "refused"


@given(VALUES)
@example({"\U0001f600": 1, "\ufb33": 2})  # code points and UTF-16 order these otherwise
@example({"a": [2**53 - 1, -(2**53), 1e16, -0.0]})
@example('\x00\x1f\x7f\u2028"\\/\b\f\n\r\t')
@example("\ud800")
@settings(max_examples=400)
def test_both_ways_write_the_same_bytes(value):
    assert written(canonical.dumps, value) == written(rfc8785.dumps, value)


def test_what_json_does_not_hold_is_refused():
    with pytest.raises(ValueError, match=r".+"):
        canonical.dumps({"a": float("nan")})
