"""What stands around painted pages, as it travels between workers."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from cases.adapters.typesetting.binding import Frame
from cases.adapters.typesetting.painted import Painted


@dataclass(frozen=True, slots=True)
class Framed:
    """A frame, the pages of the index of words, and how a link to a turn is read out."""

    frame: Frame
    words: Painted
    targets: Mapping[int, str]

    def as_bytes(self) -> bytes:
        """The same frame is the same bytes."""
        told = {
            "paper": _text(self.frame.paper),
            "furniture": _text(self.frame.furniture),
            "words": _text(self.words.as_bytes()),
            "targets": list(self.targets.items()),
        }
        return zlib.compress(json.dumps(told, separators=(",", ":")).encode(), 1)

    @classmethod
    def from_bytes(cls, content: bytes) -> Framed:
        """What ``as_bytes`` told."""
        told = json.loads(zlib.decompress(content))
        paper, furniture, words = (
            base64.b64decode(told[name]) for name in ("paper", "furniture", "words")
        )
        return cls(Frame(paper, furniture), Painted.from_bytes(words), dict(told["targets"]))


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()
