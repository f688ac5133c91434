"""Who speaks, where a line of words says so itself, as in ``KETUA MAJELIS: Silakan``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from cases.domain.captions.cue import flat

# Bounded: a long line is looked at once, at its beginning.
LABEL = re.compile(
    r"(?:>{1,3}\s*)?(?:\[([^\[\]:\n]{1,60})\]|([^\W\d_][^:\n\[\]]{0,60})):(?=\s|$)"
)
# How people are called: up to six words with capital letters, and a number; bounded throughout.
_WORD = r"[A-ZÀ-ÖØ-Þ][^\W\d_]{0,30}(?:[.,'’-]{1,3}[^\W\d_]{0,30}){0,5}"
CALLED = rf"{_WORD}(?:[ \u00a0]{_WORD}){{0,5}}(?:[ \u00a0]\d{{1,2}})?"
# A time may stand before them.
NAME = re.compile(rf"\s*(?:[\[(]?[\d:.,]{{4,12}}[\])]?\s+)?({CALLED}):(?=\s)")
CHANGE = re.compile(r">{1,3}(?=\s)")
DIARISED = re.compile(r"(?:speaker|penutur|spk)[ _-]?\d{1,4}", re.IGNORECASE)


def is_diarised(speaker: str) -> bool:
    """Whether a machine told speakers apart without knowing who they are."""
    return DIARISED.fullmatch(speaker) is not None


def repeated(text: str) -> set[str]:
    """Names, folded, with which many lines begin: a label need not be in capitals then.

    Each of their words begins with a capital letter; of the lines that hold words a third begin
    with one, and each name more than once.
    """
    lines = [line for line in text.split("\n") if _is_said(line)]
    found = Counter(name for line in lines if (name := _title(line)))
    names = {name: count for name, count in found.items() if count > 1}
    if sum(names.values()) * 3 < len(lines):
        return set()
    return {name.casefold() for name in names}


def _is_said(line: str) -> bool:
    return "-->" not in line and any(map(str.isalpha, line))


def _title(line: str) -> str:
    """A name in front of a line, without a number, as people are called."""
    found = NAME.match(line)
    return flat(found[1]) if found else ""


def parted(text: str, known: Collection[str]) -> list[tuple[str, str]]:
    """The text by speakers: each line that begins with a label opens a new part.

    A label is written in capitals, stands in brackets, is a name of ``known`` (folded), or is
    that of a machine. Words before the first label have no speaker.
    """
    found: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        label, rest = labelled(line, known)
        if label or CHANGE.match(line) or not found:
            found.append((label, []))
        found[-1][1].append(rest)
    return [(label, "\n".join(lines)) for label, lines in found]


def labelled(line: str, known: Collection[str]) -> tuple[str, str]:
    """The label at the beginning of a line, without it nothing, and what follows."""
    found = LABEL.match(line.lstrip())
    if found is None:
        return "", line
    name = flat(found[1] or found[2] or "")
    if found[1] is None and not _is_name(name, known):
        return "", line
    return name, line.lstrip()[found.end() :]


def _is_name(name: str, known: Collection[str]) -> bool:
    is_loud = name == name.upper() and len(name) > 1
    return is_loud or name.casefold() in known or is_diarised(name)
