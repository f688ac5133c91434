"""What became of a claim, and whether a decision was obeyed, read from what is known."""

from __future__ import annotations

from datetime import date

import pytest

from cases.domain.rulings import (
    ExemptionOutcome,
    Fate,
    Obedience,
    exemption_outcome,
    obedience,
)
from cases.domain.stages import Stage

TODAY = date(2024, 5, 2)
PAST, AHEAD, DONE = date(2024, 4, 30), date(2024, 6, 1), date(2024, 5, 1)


@pytest.mark.parametrize(
    ("fates", "outcome"),
    [
        ([Fate.OPEN, Fate.UNKNOWN], ExemptionOutcome.ANNULLED),
        ([Fate.EXEMPT, Fate.EXEMPT], ExemptionOutcome.UPHELD),
        ([Fate.OPEN, Fate.EXEMPT], ExemptionOutcome.PARTLY),
        ([Fate.PARTLY_OPEN], ExemptionOutcome.PARTLY),
        ([Fate.MEDIATED, Fate.RUNNING], ExemptionOutcome.SETTLED),
        ([Fate.RUNNING], ExemptionOutcome.RUNNING),
        ([Fate.LAPSED], ExemptionOutcome.ENDED),
        ([Fate.UNKNOWN], ExemptionOutcome.UNKNOWN),
        ([], ExemptionOutcome.UNKNOWN),
    ],
)
def test_what_became_of_a_claim_is_read_from_the_fates_of_the_items(fates, outcome):
    assert exemption_outcome(fates, is_withdrawn=False) is outcome


def test_a_claim_that_was_withdrawn_was_not_judged_whatever_became_of_the_items():
    assert exemption_outcome([Fate.OPEN], is_withdrawn=True) is ExemptionOutcome.WITHDRAWN


@pytest.mark.parametrize(
    ("stage", "fates", "orders", "kept"),
    [
        (Stage.COMPLIED, [Fate.OPEN], [], Obedience.OBEYED),
        (Stage.EXECUTION_REQUESTED, [Fate.OPEN], [(None, None)], Obedience.EXECUTION),
        (Stage.CASSATION, [Fate.PARTLY_OPEN], [], Obedience.CONTESTED),
        (Stage.CASSATION, [Fate.EXEMPT], [], Obedience.NOTHING),
        (Stage.ADJUDICATION, [Fate.RUNNING], [], Obedience.NOTHING),
        (Stage.PUBLISHED, [Fate.OPEN], [(PAST, DONE), (None, DONE)], Obedience.OBEYED),
        (Stage.PUBLISHED, [Fate.OPEN], [(PAST, None), (None, DONE)], Obedience.OVERDUE),
        (Stage.PUBLISHED, [Fate.OPEN], [(AHEAD, None), (None, DONE)], Obedience.PARTLY),
        (Stage.PUBLISHED, [Fate.MEDIATED], [(AHEAD, None)], Obedience.UNKNOWN),
        (Stage.PUBLISHED, [Fate.OPEN], [], Obedience.UNKNOWN),
    ],
)
def test_whether_a_decision_was_obeyed_is_said_as_far_as_it_is_known(
    stage, fates, orders, kept
):
    assert obedience(stage, fates, orders, today=TODAY) is kept
