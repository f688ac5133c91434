"""One cell: what was written, what was understood, and why not where it was not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from cases.domain.register_import.reasons import Reason

Value = TypeVar("Value")
SILENT = Reason()

# How a register says that there is nothing to say.
BLANKS = frozenset(
    {"", "-", "--", "---", "–", "—", "n/a", "na", "nihil", "tidak ada", "kosong"}
)
STRUCK = re.compile(r"\bregister?\s*(?:telah\s*|sudah\s*)?di\s?hapus\b", re.IGNORECASE)
# Words shorter than the first figure are taken as they are; from the second on two slips pass.
ONE_SLIP, TWO_SLIPS = 4, 7


@dataclass(frozen=True, slots=True)
class Understood(Generic[Value]):
    """``note`` is what else stood in the cell; ``reason`` why it is doubtful or unread."""

    written: str
    value: Value | None = None
    note: str = ""
    reason: Reason = SILENT


def plain(written: str) -> str:
    """The words of a cell in one line."""
    return " ".join(written.split())


def is_blank(written: str) -> bool:
    """Whether a cell says nothing."""
    return plain(written).casefold() in BLANKS


def is_struck(written: str) -> bool:
    """Whether a cell says that the number was struck from the register."""
    return bool(STRUCK.search(written))


def slips(first: str, second: str, *, most: int) -> int:
    """How many letters are wrong, missing, too many or swapped; ``most + 1`` for any more."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        above, before = before, row
        row = [i]
        for j, other in enumerate(second, start=1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == second[j - 2] and first[i - 2] == other:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def nearest(word: str, known: tuple[str, ...]) -> str:
    """The one known word that this one must be, but for a slip or two; empty when in doubt."""
    if len(word) < ONE_SLIP:
        return ""
    most = 2 if len(word) >= TWO_SLIPS else 1
    found = sorted((slips(word, one, most=most), one) for one in known)
    best = [one for distance, one in found if distance == found[0][0]]
    return best[0] if found[0][0] <= most and len(best) == 1 else ""
