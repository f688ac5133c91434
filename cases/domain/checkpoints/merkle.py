"""The Merkle tree of RFC 6962 (2.1) and its proofs, checked as RFC 9162 (2.1.3, 2.1.4) says.

A leaf is ``SHA-256(0x00 || data)``, a node ``SHA-256(0x01 || left || right)``; hashes are 32
bytes. Proofs are made from complete subtrees alone: ``Nodes`` gives the hash of the one with
2**level leaves at its place, so whoever keeps some of them need not read every leaf again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence

Nodes = Callable[[int, int], bytes]

EMPTY = hashlib.sha256(b"").digest()  # the root of a tree without leaves
GROUP_LEVELS = 8
GROUP = 1 << GROUP_LEVELS  # leaves below one kept node, and kept nodes below the next


def leaf_of(data: bytes) -> bytes:
    """The hash of a leaf."""
    return hashlib.sha256(b"\x00" + data).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """The node over so many hashes of one level, a power of two of them."""
    level = list(hashes)
    while len(level) > 1:
        level = [_node(left, right) for left, right in _pairs(level)]
    return level[0]


def root(size: int, nodes: Nodes) -> bytes:
    """The root of the tree of the first ``size`` leaves."""
    return _range(0, size, nodes) if size else EMPTY


def inclusion(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """The proof that the leaf at ``index``, from 0, is in the tree of ``size`` leaves.

    Raises:
        ValueError: the tree has no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    found: list[bytes] = []
    low, high = 0, size
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            found.append(_range(middle, high, nodes))
            high = middle
        else:
            found.append(_range(low, middle, nodes))
            low = middle
    return found[::-1]


def consistency(older: int, newer: int, nodes: Nodes) -> list[bytes]:
    """The proof that the tree of ``older`` leaves is the beginning of that of ``newer``.

    Raises:
        ValueError: the older one is empty or the larger.
    """
    if not 0 < older <= newer:
        raise ValueError(f"a tree of {older} leaves is no beginning of one of {newer}")
    found: list[bytes] = []
    low, high, is_known = 0, newer, True
    while older < high:
        middle = low + _split(high - low)
        if older <= middle:
            found.append(_range(middle, high, nodes))
            high = middle
        else:
            found.append(_range(low, middle, nodes))
            low, is_known = middle, False
    return found[::-1] if is_known else [_range(low, high, nodes), *found[::-1]]


def is_included(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root_hash: bytes
) -> bool:
    """Whether the proof leads from a leaf to the root."""
    if not 0 <= index < size:
        return False
    reached = leaf
    try:
        for is_left, step in _turns(index, size - 1, proof):
            reached = _node(step, reached) if is_left else _node(reached, step)
    except ValueError:
        return False
    return reached == root_hash


def is_consistent(
    older: int, newer: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> bool:
    """Whether the proof shows that the newer tree only added to the older one."""
    if older == newer:
        return not proof and old_root == new_root
    steps = [old_root, *proof] if older & (older - 1) == 0 else list(proof)
    if not 0 < older < newer or not steps:
        return False
    shared = (~(older - 1) & older).bit_length() - 1  # levels whose subtree both trees have
    was = now = steps[0]
    try:
        for is_left, step in _turns(older - 1 >> shared, newer - 1 >> shared, steps[1:]):
            was = _node(step, was) if is_left else was
            now = _node(step, now) if is_left else _node(now, step)
    except ValueError:
        return False
    return (was, now) == (old_root, new_root)


def _turns(place: int, last: int, proof: Sequence[bytes]) -> Iterator[tuple[bool, bytes]]:
    """Each step of a proof with its side, from a place up to the root.

    Raises:
        ValueError: the proof is too long or too short.
    """
    for step in proof:
        if last == 0:
            raise ValueError("steps beyond the root")
        is_left = bool(place & 1) or place == last
        while is_left and place and not place & 1:
            place, last = place >> 1, last >> 1
        yield is_left, step
        place, last = place >> 1, last >> 1
    if last:
        raise ValueError("the root was not reached")


class Frontier:
    """A tree that grows leaf by leaf and keeps only its right edge."""

    def __init__(self) -> None:
        self.size = 0
        self._edge: list[bytes] = []  # of complete subtrees, the largest first

    def append(self, leaf: bytes) -> Iterator[tuple[int, int, bytes]]:
        """Add a leaf; each complete group that it ends, as (groups below it, place, hash)."""
        reached, level = leaf, 0
        while self.size >> level & 1:
            reached, level = _node(self._edge.pop(), reached), level + 1
            if level % GROUP_LEVELS == 0:
                yield level // GROUP_LEVELS, self.size >> level, reached
        self._edge.append(reached)
        self.size += 1

    def root(self) -> bytes:
        """The root of what was added so far."""
        if not self._edge:
            return EMPTY
        reached = self._edge[-1]
        for left in reversed(self._edge[:-1]):
            reached = _node(left, reached)
        return reached


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _pairs(level: Sequence[bytes]) -> Iterator[tuple[bytes, bytes]]:
    return zip(level[::2], level[1::2], strict=True)


def _split(size: int) -> int:
    """The largest power of two below ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


def _range(low: int, high: int, nodes: Nodes) -> bytes:
    size = high - low
    if size & (size - 1) == 0:  # the tree splits so that such a range begins at its own place
        level = size.bit_length() - 1
        return nodes(level, low >> level)
    middle = low + _split(size)
    return _node(_range(low, middle, nodes), _range(middle, high, nodes))
