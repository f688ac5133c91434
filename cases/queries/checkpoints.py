"""Reading the tree over a chain: its nodes, its checkpoints, and the proofs that are given out.

Of an entry only the hash of its leaf ever leaves the house. Its digest stays inside: it is the
salt of the next entry, whose content could otherwise be guessed from the hash beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db.models import OuterRef, Subquery

from cases.domain import checkpoints as rules
from cases.domain.errors import CaseError
from cases.models import JournalCheckpoint, JournalEntry, JournalLeaf, JournalNode

HELD = 16  # groups of 256 hashes that one proof may need at once


class NodesMissing(CaseError):
    """Entries, or nodes that stand over them, are not there."""

    code = "nodes_missing"


class Named(NamedTuple):
    """A checkpoint as a list tells it."""

    chain: str
    day: date
    size: int
    root: str


@dataclass(frozen=True, slots=True)
class Inclusion:
    """Where an entry stands and how that is proved; without a checkpoint: none covers it yet.

    ``proof`` is a list of hashes as hexadecimal; ``seq`` counts from 1, the tree from 0.
    """

    chain: str
    seq: int
    leaf: str
    checkpoint: JournalCheckpoint | None
    proof: Sequence[str]


class Tree:
    """The complete subtrees of one chain, out of kept nodes and, below them, of entries."""

    def __init__(self, chain: str) -> None:
        self.chain = chain
        self._held = lru_cache(HELD)(self._read)

    def node(self, level: int, place: int) -> bytes:
        """The hash over 2**level leaves.

        Raises:
            NodesMissing: not all of them are there.
        """
        groups, above = divmod(level, rules.GROUP_LEVELS)
        first, width = place << above, 1 << above
        hashes = self._held(groups, first // rules.GROUP)
        start = first % rules.GROUP
        found = hashes[start : start + width]
        if len(found) < width:
            raise NodesMissing(f"Rantai {self.chain} tidak lengkap pada lapis {level}.")
        return rules.fold(found)

    def root(self, size: int) -> bytes:
        """The root over the first ``size`` entries."""
        return rules.root(size, self.node)

    def _read(self, groups: int, place: int) -> list[bytes]:
        first = place * rules.GROUP
        if groups:
            kept = JournalNode.objects.filter(
                chain=self.chain, level=groups, place__range=(first, first + rules.GROUP - 1)
            ).order_by("place")
            rows = list(kept.values_list("place", "hash"))
            hashes = [bytes.fromhex(told) for _place, told in rows]
        else:
            entries = JournalEntry.objects.filter(
                chain=self.chain, seq__range=(first + 1, first + rules.GROUP)
            ).order_by("seq")
            rows = [(seq - 1, told) for seq, told in entries.values_list("seq", "digest")]
            hashes = [leaf_of(told) for _place, told in rows]
        if any(at != first + no for no, (at, _told) in enumerate(rows)):
            raise NodesMissing(f"Rantai {self.chain} tidak lengkap sesudah {first}.")
        return hashes


def leaf_of(digest: str) -> bytes:
    """The hash of the leaf of an entry with that digest."""
    return rules.leaf_of(bytes.fromhex(digest))


def last(chain: str) -> JournalCheckpoint | None:
    """The newest checkpoint of a chain."""
    return JournalCheckpoint.objects.filter(chain=chain).order_by("-day").first()


def newest() -> list[JournalCheckpoint]:
    """The newest checkpoint of every chain."""
    days = JournalCheckpoint.objects.filter(chain=OuterRef("chain")).order_by("-day")
    newest_day = Subquery(days.values("day")[:1])
    return list(JournalCheckpoint.objects.filter(day=newest_day).order_by("chain"))


def of_day(chain: str, day: date) -> JournalCheckpoint | None:
    """The checkpoint that closes a day."""
    return JournalCheckpoint.objects.filter(chain=chain, day=day).first()


def before(checkpoint: JournalCheckpoint) -> JournalCheckpoint | None:
    """The one that ``consistency`` leads from."""
    older = JournalCheckpoint.objects.filter(chain=checkpoint.chain, day__lt=checkpoint.day)
    return older.order_by("-day").first()


def listed(chain: str) -> list[Named]:
    """Every checkpoint of a chain, the newest first."""
    rows = JournalCheckpoint.objects.filter(chain=chain).order_by("-day")
    return [Named(*row) for row in rows.values_list("chain", "day", "size", "root")]


def public_keys() -> list[str]:
    """Every public key that signed a checkpoint, the first first."""
    rows = JournalCheckpoint.objects.order_by("pk").values_list("key", flat=True)
    return list(dict.fromkeys(rows))


def consistency(older: JournalCheckpoint, newer: JournalCheckpoint) -> list[str]:
    """The proof between any two checkpoints of a chain."""
    tree = Tree(newer.chain)
    return [one.hex() for one in rules.consistency(older.size, newer.size, tree.node)]


def inclusion(chain: str, seq: int, leaf: str) -> Inclusion | None:
    """The proof for whoever holds the hash of a leaf; None where that is not its hash."""
    entry = JournalEntry.objects.filter(chain=chain, seq=seq).values_list("digest", flat=True)
    if (digest := entry.first()) is None or leaf_of(digest).hex() != leaf:
        return None
    covering = JournalCheckpoint.objects.filter(chain=chain, size__gte=seq).order_by("-day")
    if (checkpoint := covering.first()) is None:
        return Inclusion(chain, seq, leaf, None, ())
    proof = rules.inclusion(seq - 1, checkpoint.size, Tree(chain).node)
    return Inclusion(chain, seq, leaf, checkpoint, [one.hex() for one in proof])


def leaf_of_paper(code: str) -> JournalLeaf | None:
    """Where the paper that bears a code is told in the journal."""
    return JournalLeaf.objects.filter(code=code).first()
