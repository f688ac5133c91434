"""The tree of RFC 6962, its proofs, and the note that states its root."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.domain import checkpoints
from cases.domain.checkpoints import Checkpoint, NotANote

# The leaves and roots that the test data of Certificate Transparency give (google/certificate-
# transparency, merkletree/merkle_tree_test.cc).
LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
CHECKPOINT = Checkpoint("sidang.example/jurnal/pusat", 7, b"r" * 32, date(2026, 11, 26))


def leaves(count):
    return [checkpoints.leaf_of(str(no).encode()) for no in range(count)]


def nodes_of(hashes):
    """Every complete subtree, folded from its leaves."""
    return lambda level, place: checkpoints.fold(hashes[place << level : (place + 1) << level])


def root_of(hashes):
    """The definition of RFC 6962, word by word."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    both = root_of(hashes[:split]) + root_of(hashes[split:])
    return hashlib.sha256(b"\x01" + both).digest()


def test_the_roots_are_those_of_the_known_vectors():
    frontier = checkpoints.Frontier()
    for leaf, root in zip(LEAVES, ROOTS, strict=True):
        list(frontier.append(checkpoints.leaf_of(leaf)))
        assert frontier.root().hex() == root


@given(st.integers(0, 600))
@settings(max_examples=30)
def test_a_tree_that_grows_and_one_that_is_folded_have_the_root_of_the_definition(size):
    hashes, frontier, groups = leaves(size), checkpoints.Frontier(), []
    for leaf in hashes:
        groups += frontier.append(leaf)

    assert frontier.root() == checkpoints.root(size, nodes_of(hashes)) == root_of(hashes)
    assert groups == [
        (1, no, root_of(hashes[no * 256 : (no + 1) * 256])) for no in range(size // 256)
    ]


@given(st.data())
@settings(max_examples=30)
def test_every_leaf_is_proved_and_nothing_else_is(data):
    size = data.draw(st.integers(1, 300))
    index = data.draw(st.integers(0, size - 1))
    hashes = leaves(size)
    root, proof = root_of(hashes), checkpoints.inclusion(index, size, nodes_of(hashes))

    assert checkpoints.is_included(hashes[index], index, size, proof, root)
    assert not checkpoints.is_included(b"x" * 32, index, size, proof, root)
    assert not checkpoints.is_included(hashes[index], index, size, [*proof, root], root)
    other = data.draw(st.integers(0, size).filter(lambda at: at != index))
    assert not checkpoints.is_included(hashes[index], other, size, proof, root)
    if proof:
        assert not checkpoints.is_included(hashes[index], index, size, proof[:-1], root)


@given(st.data())
@settings(max_examples=30)
def test_a_tree_that_only_grew_is_proved_and_one_that_changed_is_not(data):
    newer = data.draw(st.integers(1, 300))
    older = data.draw(st.integers(1, newer))
    hashes = leaves(newer)
    was, now = root_of(hashes[:older]), root_of(hashes)
    proof = checkpoints.consistency(older, newer, nodes_of(hashes))

    assert checkpoints.is_consistent(older, newer, proof, was, now)
    assert not checkpoints.is_consistent(older, newer, proof, b"x" * 32, now)
    assert not checkpoints.is_consistent(older, newer, proof, was, b"x" * 32)
    assert not checkpoints.is_consistent(older, newer, [*proof, was], was, now)
    changed = [b"y" * 32, *hashes[1:]]
    forged = checkpoints.consistency(older, newer, nodes_of(changed))
    assert not checkpoints.is_consistent(older, newer, forged, was, root_of(changed))


@pytest.mark.parametrize(("older", "newer"), [(0, 3), (4, 3)])
def test_a_tree_that_shrank_has_no_proof(older, newer):
    with pytest.raises(ValueError, match="no beginning"):
        checkpoints.consistency(older, newer, nodes_of(leaves(4)))
    assert not checkpoints.is_consistent(older, newer, [b"x" * 32], b"a" * 32, b"b" * 32)


def test_a_leaf_beyond_the_tree_has_no_proof():
    with pytest.raises(ValueError, match="no leaf 3"):
        checkpoints.inclusion(3, 3, nodes_of(leaves(4)))


def test_a_note_is_read_as_it_was_written():
    note = checkpoints.sign(
        CHECKPOINT,
        name="sidang.example/jurnal",
        public=b"k" * 32,
        signature=lambda _: b"s" * 64,
    )
    found = checkpoints.read(note)

    assert found.checkpoint == CHECKPOINT
    assert (found.signer, found.signature) == ("sidang.example/jurnal", b"s" * 64)
    assert found.key_id == checkpoints.key_id("sidang.example/jurnal", b"k" * 32)


@pytest.mark.parametrize(
    ("told", "instead"),
    [
        ("\n7\n", "\n07\n"),
        ("\n7\n", "\n-7\n"),
        ("hari 2026-11-26", "hari 2026-11-26\nlagi"),
        ("hari 2026-11-26", "hari kemarin"),
        ("2026-11-26", "20261126"),
        ("\u2014 ", "- "),
        ("\n\n", "\n"),
    ],
)
def test_a_note_in_another_form_is_refused(told, instead):
    note = checkpoints.sign(
        CHECKPOINT, name="a", public=b"k" * 32, signature=lambda _: b"s" * 64
    )

    with pytest.raises(NotANote):
        checkpoints.read(note.replace(told, instead, 1))


def test_a_key_is_one_line_and_known_by_its_identifier():
    """The example of the C2SP specification of signed notes."""
    line = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"

    name, public = checkpoints.read_key(line)

    assert name == "PeterNeumann"
    assert checkpoints.written_key(name, public) == line
    with pytest.raises(NotANote):
        checkpoints.read_key(line.replace("c74f", "c74e"))
