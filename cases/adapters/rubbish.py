"""How Python looks for rubbish: seldom, and never through what is loaded once."""

from __future__ import annotations

import gc

MORE = 50_000  # objects than before, until the youngest are looked through


def look_seldom() -> None:
    """Set aside what is loaded by now, and let what a search reads come and go.

    Walking through all of it each time that thousands of rows were read cost some 150 ms, at
    whatever request came next; through those rows alone, one part in six of a search.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(MORE, 20, 20)
