"""Pages that are painted and not yet bound, as they travel between workers."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass

from cases.adapters.typesetting.faces import Glyph


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked stretch of a page; its place among them is its MCID.

    Stretches of one ``block`` are one element of the structure, also across pages. ``top`` is
    the distance from the upper edge in points, ``title`` the words of a heading.
    """

    block: str
    tag: str
    top: float
    title: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page: its deflated content stream, and what is marked in it."""

    content: bytes
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Painted:
    """Some pages in order, and the glyphs they use."""

    leaves: tuple[Leaf, ...]
    glyphs: frozenset[Glyph]

    def as_bytes(self) -> bytes:
        """The same pages are the same bytes."""
        leaves = [
            [
                base64.b64encode(leaf.content).decode(),
                [[one.block, one.tag, one.top, one.title, one.lang] for one in leaf.marks],
            ]
            for leaf in self.leaves
        ]
        told = {"leaves": leaves, "glyphs": sorted(self.glyphs)}
        return zlib.compress(json.dumps(told, separators=(",", ":")).encode())

    @classmethod
    def from_bytes(cls, content: bytes) -> Painted:
        """What ``as_bytes`` told."""
        told = json.loads(zlib.decompress(content))
        leaves = tuple(
            Leaf(base64.b64decode(stream), tuple(Mark(*one) for one in marks))
            for stream, marks in told["leaves"]
        )
        return cls(leaves, frozenset((file, no, text) for file, no, text in told["glyphs"]))
