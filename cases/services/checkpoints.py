"""Closing the day of every chain with a signed checkpoint, and holding chains against them.

A chain of hashes does not notice that its tail is gone, or that all of it is last week's copy;
a state that was signed and lies elsewhere does. What is signed extends what was signed before,
or nothing is signed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction

from cases.adapters import notes
from cases.adapters.notes import Kept
from cases.domain import checkpoints as rules
from cases.domain.checkpoints import Checkpoint
from cases.domain.errors import CaseError
from cases.models import (
    Commission,
    JournalCheckpoint,
    JournalEntry,
    JournalHead,
    JournalLeaf,
    JournalNode,
)
from cases.queries import checkpoints as held
from cases.services import journal
from cases.services.journal import Broken, Place

TOGETHER = 1000  # nodes written at once
HERE, OUTSIDE = "titik periksa", "titik periksa di luar"


class DoesNotExtend(CaseError):
    """The chain does not go on from its last checkpoint; nothing may be signed over it."""

    code = "does_not_extend"


@dataclass(frozen=True, slots=True)
class Closed:
    """What a run over all chains did: what it signed, and what it could not."""

    made: Sequence[JournalCheckpoint]
    refused: Sequence[Broken]


def close_days(*, now: datetime) -> Closed:
    """Sign, for every chain, the local day that was over last, unless it is signed already.

    A chain that is broken is left out and told; the others are signed. The notes lie in their
    folder afterwards, also those of days before that are not there any more.
    """
    zones = dict(Commission.objects.values_list("code", "time_zone"))
    made, refused = [], []
    for chain in JournalHead.objects.order_by("chain").values_list("chain", flat=True):
        zone = ZoneInfo(zones.get(chain, settings.TIME_ZONE))
        day = now.astimezone(zone).date() - timedelta(days=1)
        try:
            made += close_day(chain, day, now=now)
        except (DoesNotExtend, held.NodesMissing) as broken:
            refused.append(Broken(chain, 0, "", str(broken)))
    return Closed(made, [*refused, *publish()])


def close_day(chain: str, day: date, *, now: datetime) -> list[JournalCheckpoint]:
    """Sign the state of one chain at the end of a day; empty where there is nothing to sign.

    Two that do it at once make one checkpoint.

    Raises:
        DoesNotExtend: what stands there is not what was signed before, with more behind it.
        NodesMissing: entries are gone.
    """
    newest = held.last(chain)
    if newest is not None and newest.day >= day:
        return []
    head = JournalHead.objects.filter(chain=chain, seq__gt=0).first()
    if head is None:
        return []
    _check_extends(chain, newest, head.seq)
    _keep_nodes(chain, head.seq)
    row = _signed(chain, day, newest, Place(head.seq, head.digest), now)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # somebody else was a moment earlier
        return []
    return [row]


def publish() -> tuple[Broken, ...]:
    """Put every note that is not in the folder there; a foreign one in its place is told."""
    there = {(one.chain, one.day): one.note for one in notes.kept_in(settings.CHECKPOINT_DIR)}
    found = []
    for row in JournalCheckpoint.objects.order_by("chain", "day").iterator():
        if there.get((row.chain, row.day)) == row.note:
            continue
        notes.publish_key(row.key)
        if not notes.publish(row.chain, row.day, row.note):
            told = f"di folder titik periksa ada catatan lain untuk {row.day}"
            found.append(Broken(row.chain, row.size, "", told))
    return tuple(found)


def mark(code: str, entry: JournalEntry) -> JournalLeaf:
    """Let whoever holds a paper with that code find its entry among the hashes."""
    leaf = held.leaf_of(entry.digest).hex()
    return JournalLeaf.objects.create(code=code, chain=entry.chain, seq=entry.seq, leaf=leaf)


def verify(*, against: Path | None = None) -> tuple[Broken, ...]:
    """Recompute every chain and hold it against its checkpoints, also those of a folder."""
    outside = defaultdict(list)
    for one in notes.kept_in(against) if against else ():
        outside[one.chain].append(one)
    signed = JournalCheckpoint.objects.order_by("chain").values_list("chain", flat=True)
    chains = sorted({*journal.every_chain(), *signed.distinct(), *outside}, key=str)
    keys = _keys_of(against)
    return tuple(
        broken for chain in chains for broken in verify_chain(chain, outside[chain], keys=keys)
    )


def verify_chain(
    chain: str, outside: Sequence[Kept] = (), *, keys: Sequence[str] = ()
) -> tuple[Broken, ...]:
    """Recompute one chain, and hold it against its checkpoints and those from outside.

    ``keys`` are those that may have signed what comes from outside.
    """
    rows = list(JournalCheckpoint.objects.filter(chain=chain).order_by("day"))
    watch = _Watch(chain)
    found = list(_wrong_notes(rows))
    for row in rows:
        watch.expect(HERE, row.day, row.size, row.root)
    for one in outside:
        found += _expect_outside(watch, one, rows, keys)
    chained = journal.verify_chain(chain, seen=watch.see)
    return (*chained, *found, *watch.findings())


def verify_newest(chain: str) -> tuple[Broken, ...]:
    """Recompute what a chain has told since its last checkpoint, from which it must go on."""
    newest = held.last(chain)
    if newest is None:
        return journal.verify_chain(chain)
    known = Place(newest.size, newest.tip)
    found = [*journal.verify_chain(chain, since=known), *_wrong_notes([newest])]
    try:
        if held.Tree(chain).root(newest.size).hex() != newest.root:
            found.append(Broken(chain, newest.size, "", _changed(HERE, newest.day)))
    except held.NodesMissing as missing:
        found.append(Broken(chain, newest.size, "", str(missing)))
    return tuple(found)


class _Watch:
    """Follows a chain from its beginning, and compares its tree where one was signed."""

    def __init__(self, chain: str) -> None:
        self.chain = chain
        self.frontier = rules.Frontier()
        self.kept = _nodes_of(chain)
        self.wanted: dict[int, list[tuple[str, date, str]]] = defaultdict(list)
        self.wrong: list[Broken] = []

    def expect(self, whose: str, day: date, size: int, root: str) -> None:
        self.wanted[size].append((whose, day, root))

    def see(self, seq: int, digest: str) -> None:
        if self.frontier.size != seq - 1:  # what is missing before it has been told
            return
        for level, place, node in self.frontier.append(_leaf(digest)):
            if self.kept.pop((level, place), node.hex()) != node.hex():
                told = f"simpul {level}/{place} tidak cocok dengan entrinya"
                self.wrong.append(Broken(self.chain, seq, "", told))
        for whose, day, root in self.wanted.pop(seq, ()):
            if self.frontier.root().hex() != root:
                self.wrong.append(Broken(self.chain, seq, "", _changed(whose, day)))

    def findings(self) -> Iterator[Broken]:
        yield from self.wrong
        for size, named in sorted(self.wanted.items()):
            for whose, day, _root in named:
                told = (
                    f"{whose} {day} mencakup {size} entri, rantai berhenti pada "
                    f"{self.frontier.size}: dipotong, atau dikembalikan dari salinan lama"
                )
                yield Broken(self.chain, self.frontier.size + 1, "", told)
        for level, place in sorted(self.kept):
            told = f"simpul {level}/{place} ada tanpa entrinya"
            yield Broken(self.chain, self.frontier.size + 1, "", told)


def _changed(whose: str, day: date) -> str:
    return f"akar {whose} {day} tidak cocok: entri sampai di sini pernah berubah"


def _leaf(digest: str) -> bytes:
    try:
        return held.leaf_of(digest)
    except (TypeError, ValueError):  # no digest any more; the chain has told of it
        return rules.leaf_of(str(digest).encode())


def _nodes_of(chain: str) -> dict[tuple[int, int], str]:
    rows = JournalNode.objects.filter(chain=chain).values_list("level", "place", "hash")
    return {(level, place): told for level, place, told in rows.iterator()}


def _check_extends(chain: str, newest: JournalCheckpoint | None, size: int) -> None:
    known = Place(newest.size, newest.tip) if newest else journal.BEGINNING
    if size < known.seq:
        raise DoesNotExtend(
            f"Rantai {chain} hanya {size} entri; titik periksa terakhir mencakup {known.seq}."
        )
    if newest is not None and held.Tree(chain).root(newest.size).hex() != newest.root:
        raise DoesNotExtend(f"Rantai {chain} berbeda dari titik periksa {newest.day}.")
    if broken := journal.verify_chain(chain, since=known):
        first = broken[0]
        raise DoesNotExtend(f"Rantai {chain} rusak pada entri {first.seq}: {first.reason}.")


def _keep_nodes(chain: str, size: int) -> None:
    """Write the nodes over every group that is complete by now; again is harmless."""
    level = 1
    while below := size >> level * rules.GROUP_LEVELS:
        kept = JournalNode.objects.filter(chain=chain, level=level).count()
        tree = held.Tree(chain)
        for first in range(kept, below, TOGETHER):
            places = range(first, min(first + TOGETHER, below))
            rows = [_node(tree, level, place) for place in places]
            _write_nodes(rows)
        level += 1


def _write_nodes(rows: Sequence[JournalNode]) -> None:
    """Write those that are not there; a second hand at the same moment writes the same."""
    chain, level, places = rows[0].chain, rows[0].level, [one.place for one in rows]
    there = JournalNode.objects.filter(chain=chain, level=level, place__in=places)
    known = set(there.values_list("place", flat=True))
    with suppress(IntegrityError), transaction.atomic():
        JournalNode.objects.bulk_create([one for one in rows if one.place not in known])


def _node(tree: held.Tree, level: int, place: int) -> JournalNode:
    first = place * rules.GROUP
    below = (level - 1) * rules.GROUP_LEVELS
    told = rules.fold([tree.node(below, first + no) for no in range(rules.GROUP)])
    return JournalNode(chain=tree.chain, level=level, place=place, hash=told.hex())


def _signed(
    chain: str, day: date, before: JournalCheckpoint | None, place: Place, now: datetime
) -> JournalCheckpoint:
    tree, signer = held.Tree(chain), notes.signer()
    root = tree.root(place.seq)
    proof = rules.consistency(before.size, place.seq, tree.node) if before else []
    note = rules.sign(
        Checkpoint(f"{notes.place()}/{chain}", place.seq, root, day),
        name=signer.name,
        public=signer.public,
        signature=signer.sign,
    )
    return JournalCheckpoint(
        chain=chain,
        day=day,
        size=place.seq,
        root=root.hex(),
        tip=place.digest,
        note=note,
        key=signer.line(),
        consistency=[one.hex() for one in proof],
        made_at=now,
    )


def _wrong_notes(rows: Sequence[JournalCheckpoint]) -> Iterator[Broken]:
    """Of rows in the order of their days: what their signatures and proofs do not bear out."""
    for row in rows:
        if (told := _wrong_note(row)) is not None:
            yield Broken(row.chain, row.size, "", told)
    for older, newer in pairwise(rows):
        if not _is_consistent(older, newer):
            told = f"titik periksa {newer.day} tidak menyambung {older.day}"
            yield Broken(newer.chain, newer.size, "", told)


def _wrong_note(row: JournalCheckpoint) -> str | None:
    try:
        note = rules.read(row.note)
        is_signed = notes.is_signed(note, row.key)
    except rules.NotANote:
        return f"catatan titik periksa {row.day} tidak terbaca"
    if not is_signed:
        return f"tanda tangan titik periksa {row.day} tidak cocok"
    said = note.checkpoint
    if (said.size, said.root.hex(), said.day) != (row.size, row.root, row.day):
        return f"catatan titik periksa {row.day} menyebut keadaan lain dari barisnya"
    return None


def _is_consistent(older: JournalCheckpoint, newer: JournalCheckpoint) -> bool:
    try:
        proof = [bytes.fromhex(one) for one in newer.consistency]
        was, now = bytes.fromhex(older.root), bytes.fromhex(newer.root)
    except (TypeError, ValueError):
        return False
    return rules.is_consistent(older.size, newer.size, proof, was, now)


def _expect_outside(
    watch: _Watch, kept: Kept, rows: Iterable[JournalCheckpoint], keys: Sequence[str]
) -> Iterator[Broken]:
    """Have the chain compared with a note from outside, if one of the keys signed it."""
    try:
        note = rules.read(kept.note)
        is_signed = any(notes.is_signed(note, key) for key in keys)
    except rules.NotANote:
        is_signed = False
    if not is_signed:
        told = f"{OUTSIDE} {kept.day}: tanda tangannya tidak cocok"
        yield Broken(watch.chain, 0, "", told)
        return
    said = note.checkpoint
    if said.origin.rpartition("/")[2] != watch.chain or said.day != kept.day:
        yield Broken(watch.chain, 0, "", f"{OUTSIDE} {kept.day} adalah catatan lain")
        return
    watch.expect(OUTSIDE, said.day, said.size, said.root.hex())
    if all(row.day != said.day for row in rows):
        yield Broken(watch.chain, said.size, "", f"{OUTSIDE} {said.day} tidak ada di sini")


def _keys_of(folder: Path | None) -> list[str]:
    """The keys that a folder names; without such a file those that signed what stands here."""
    file = folder / notes.KEYS if folder else None
    if file is not None and file.exists():
        return [line for line in file.read_text("utf-8").splitlines() if line.strip()]
    return held.public_keys()
