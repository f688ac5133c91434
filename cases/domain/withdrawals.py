"""Taking an application back: until when, and that it is done once."""

from __future__ import annotations

from cases.domain.errors import CaseError
from cases.domain.sources import Article, perki_1_2013
from cases.domain.stages import Stage, next_stages

DISPOSITION = "pencabutan"
# As secondary sources tell them (law/README, 3.9): until the decision is read, and once.
UNTIL, ONCE = perki_1_2013(14), perki_1_2013(15, 4)
CONFIDENCE = "SECONDARY"


class NotWithdrawable(CaseError):
    """From this stage no provision leads to a withdrawal."""

    code = "not_withdrawable"


class AlreadyWithdrawn(CaseError):
    """A withdrawal is filed once, and noted once."""

    code = "already_withdrawn"


class NothingWithdrawn(CaseError):
    """The registry notes a withdrawal that the applicant has filed."""

    code = "nothing_withdrawn"


def may_withdraw(stage: Stage) -> bool:
    """Whether a dispute can be withdrawn from where it stands."""
    return Stage.WITHDRAWN in next_stages(stage)


def check(stage: Stage) -> None:
    """Refuse a withdrawal that the stage does not allow.

    Raises:
        NotWithdrawable: as the name says.
    """
    if not may_withdraw(stage):
        raise NotWithdrawable("Pada tahap ini permohonan tidak dapat dicabut.", article=UNTIL)


def articles() -> tuple[Article, Article]:
    """The provisions: until when, and that the same dispute is not brought again."""
    return UNTIL, ONCE
