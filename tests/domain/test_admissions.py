"""Which stances can be read together; what may be withdrawn, and which address is one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cases.domain.admissions import (
    AlreadyWithdrawn,
    NotAWebAddress,
    NotTheirStance,
    Pair,
    Relation,
    Stance,
    Stand,
    WithdrawnTooEarly,
    check_address,
    check_reason,
    check_withdrawal,
    relation,
    relations,
)
from cases.domain.errors import ReasonNeeded

SAID, LATER = date(2024, 3, 13), date(2024, 3, 19)
STANDS = some.lists(
    some.builds(
        Stand,
        key=some.integers(0, 10_000),
        proposition=some.sampled_from("AB"),
        party=some.sampled_from([None, "pemohon", "termohon"]),
        stance=some.sampled_from(list(Stance)),
        is_withdrawn=some.booleans(),
    ),
    unique_by=lambda stand: stand.key,
    max_size=12,
)


def test_a_yes_and_a_no_of_one_party_on_one_proposition_are_in_tension():
    yes = Stand(1, "P-1", "termohon", Stance.AFFIRMS)
    no = Stand(2, "P-1", "termohon", Stance.DENIES)

    assert relations([yes, no]) == (Pair(1, 2, Relation.TENSION),)


def test_who_does_not_answer_yet_neither_agrees_nor_contradicts():
    affirmed = Stand(1, "P-1", "termohon", Stance.AFFIRMS)
    others = [
        Stand(no, "P-1", "termohon", stance)
        for no, stance in enumerate(
            (Stance.DECLINES, Stance.QUALIFIES, Stance.NO_KNOWLEDGE), start=2
        )
    ]

    assert relations([affirmed, *others]) == ()


def test_the_worked_example_holds_no_tension_until_somebody_joins_the_propositions():
    """A-1 admits the contract, A-2 says where servers are: two claims, so nothing clashes."""
    contract = Stand(1, "P-1", "termohon", Stance.AFFIRMS)
    servers = Stand(2, "P-2", "termohon", Stance.AFFIRMS)
    not_over = Stand(3, "P-1", "termohon", Stance.DECLINES)
    commission = Stand(4, "P-3", None, Stance.AFFIRMS)

    assert relations([contract, servers, not_over, commission]) == ()


@given(STANDS)
def test_only_standing_clear_stances_of_one_party_on_one_proposition_are_paired(stands):
    by_key = {stand.key: stand for stand in stands}

    for pair in relations(stands):
        first, second = by_key[pair.first], by_key[pair.second]
        assert first.party == second.party is not None
        assert first.proposition == second.proposition
        assert [first.is_withdrawn, second.is_withdrawn] == [False, False]
        assert pair.relation == relation(first.stance, second.stance)


@given(STANDS)
def test_no_pair_is_lost_and_none_is_told_twice(stands):
    told = [frozenset((pair.first, pair.second)) for pair in relations(stands)]
    alike = {
        frozenset((one.key, other.key))
        for one in stands
        for other in stands
        if one.key != other.key
        and one.party == other.party is not None
        and one.proposition == other.proposition
        and not (one.is_withdrawn or other.is_withdrawn)
        and relation(one.stance, other.stance)
    }

    assert len(told) == len(set(told))
    assert set(told) == alike


@given(some.sampled_from(list(Stance)), some.sampled_from(list(Stance)))
def test_it_does_not_matter_who_is_named_first(one, other):
    assert relation(one, other) == relation(other, one)


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"is_own": False}, NotTheirStance),
        ({"is_withdrawn": True}, AlreadyWithdrawn),
        ({"withdrawn_on": date(2024, 3, 12)}, WithdrawnTooEarly),
    ],
)
def test_a_withdrawal_is_ones_own_and_comes_after(said, refusal):
    told = {"is_own": True, "is_withdrawn": False, "said_on": SAID, "withdrawn_on": LATER}
    check_withdrawal(**told)

    with pytest.raises(refusal):
        check_withdrawal(**{**told, **said})


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc", "kabar.id", "http://a b"]
)
def test_an_address_of_a_publication_is_one_of_the_web(url):
    with pytest.raises(NotAWebAddress):
        check_address(url)


def test_an_address_may_be_unknown():
    assert check_address("  ") == ""
    assert check_address(" https://kabar.id/1 ") == "https://kabar.id/1"


def test_a_reason_says_something():
    assert check_reason(" salah\n kutip ") == "salah kutip"
    with pytest.raises(ReasonNeeded):
        check_reason(" \n ")
