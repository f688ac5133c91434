"""Public codes: what people quote instead of a key, the same on every installation."""

from __future__ import annotations

import hashlib
import secrets

# No vowels (no words by accident) and none of the look-alikes 0O 1IL 2Z 5S 8B.
ALPHABET = "3467BCDFGHJKMPQRTVWX"
LENGTH = 8
STRIDE = 7_654_321_987  # shares no factor with the number of letters


def letters(no: int) -> str:
    """A to z, then aa, ab …: as people letter a list."""
    label = ""
    while no:
        no, place = divmod(no - 1, 26)
        label = chr(ord("a") + place) + label
    return label


def derive(kind: str, *natural_key: str, attempt: int = 0) -> str:
    """Derive the code of one record from what identifies it in the world.

    The same record gets the same code wherever it is loaded, so that two installations print
    the same bytes. ``attempt`` counts collisions, which the caller notices by its unique key.
    """
    words = [kind, *natural_key, *([str(attempt)] if attempt else [])]
    return _written(int.from_bytes(hashlib.sha256("\x1f".join(words).encode()).digest(), "big"))


def numbered(no: int) -> str:
    """The code of that number: all there are in a scattered order, none twice."""
    return _written(no * STRIDE)


def draw() -> str:
    """A code by chance, for what is no public record and need not be the same elsewhere."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def _written(number: int) -> str:
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[place])
    return "".join(letters)
