"""Words that somebody may have meant: one letter more, less, other or swapped."""

from __future__ import annotations

import string
from collections.abc import Iterator

SHORTEST = 4  # letters; about what is shorter nothing can be guessed
LETTERS = string.ascii_lowercase


def near(word: str) -> tuple[str, ...]:
    """Every word one slip away from a folded one, each once; none for a number."""
    if len(word) < SHORTEST or not word.isalpha():
        return ()
    return tuple(dict.fromkeys(one for one in _slips(word) if one != word))


def _slips(word: str) -> Iterator[str]:
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    for head, tail in cuts:
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        if tail:
            yield head + tail[1:]
        for letter in LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
