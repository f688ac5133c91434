"""How large something becomes when it is unpacked, counted without keeping any of it.

One budget serves a whole file: every layer of every stream and every part of every archive
inside it is added up, for a bomb that is small in each layer is large in all of them together.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from cases.domain.uploads import (
    HARMLESS_GROWTH,
    MOST_EXPANDED,
    MOST_GROWTH,
    Reason,
    Refused,
)

PIECE = 64 * 1024


class Budget:
    """What may still be unpacked."""

    def __init__(self, most: int = MOST_EXPANDED) -> None:
        self.left = most

    def spend(self, size: int) -> None:
        """Count so many bytes.

        Raises:
            Refused: it is too much by now.
        """
        self.left -= size
        if self.left < 0:
            raise Refused(Reason.BOMB)


class Growth:
    """How much one part grew; harmless as long as it stays small."""

    def __init__(self, packed: int) -> None:
        self.packed, self.unpacked = max(packed, 1), 0

    def add(self, size: int) -> None:
        """Count so many bytes.

        Raises:
            Refused: nothing honest grows like that.
        """
        self.unpacked += size
        if self.unpacked > HARMLESS_GROWTH and self.unpacked > MOST_GROWTH * self.packed:
            raise Refused(Reason.BOMB)


def inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Unpack one layer of Flate, piece by piece; a broken stream ends where it breaks."""
    unpacker = zlib.decompressobj()
    try:
        for piece in pieces:
            waiting = piece
            while waiting and not unpacker.eof:
                yield unpacker.decompress(waiting, PIECE)
                waiting = unpacker.unconsumed_tail
        yield unpacker.flush(PIECE)
    except zlib.error:
        return


def counted(pieces: Iterable[bytes], budget: Budget, growth: Growth) -> Iterator[bytes]:
    """The same pieces, each of them paid for."""
    for piece in pieces:
        budget.spend(len(piece))
        growth.add(len(piece))
        yield piece


def in_pieces(content: bytes) -> Iterator[bytes]:
    """Something that stands in memory, in pieces."""
    for start in range(0, len(content), PIECE):
        yield content[start : start + PIECE]
