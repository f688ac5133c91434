"""Proof of identity: for how long it is needed, and why it goes (UU 27/2022 Pasal 16, 43)."""

from __future__ import annotations

from enum import StrEnum

from cases.domain.errors import CaseError


class Because(StrEnum):
    """Why a proof of identity was erased."""

    VERIFIED = "verified"
    PERIOD = "period"


class NoIdentityPaper(CaseError):
    """There is no such proof, or it was erased before."""

    code = "no_identity_paper"


class IdentityStillNeeded(CaseError):
    """The registry has not found the identity of the applicant to be in order."""

    code = "identity_still_needed"
