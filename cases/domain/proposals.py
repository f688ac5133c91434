"""A proposed calendar and what becomes of its rows."""

from __future__ import annotations

from enum import StrEnum

from cases.domain.errors import CaseError


class RowState(StrEnum):
    """What was done with a row of a proposal; what is not placed stays open."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class RowDecided(CaseError):
    """A row of a proposal is accepted or declined once."""

    code = "proposal_row_decided"


class RowUnplaced(CaseError):
    """What has no place cannot be accepted."""

    code = "proposal_row_unplaced"


class ProposalUnderWay(CaseError):
    """One calendar of a commission is computed at a time."""

    code = "proposal_under_way"


class NothingToStop(CaseError):
    """The computation is over already."""

    code = "nothing_to_stop"
