"""Whose act something is, beyond who may see it."""

from __future__ import annotations

from enum import StrEnum

from cases.domain.errors import CaseError


class Right(StrEnum):
    """To whom an act belongs."""

    REGISTRY = "registry"  # the registry of the commission that keeps the row
    NOTES = "notes"  # who leads a mediation, and the substitute registrar of its dispute
    LEADING = "leading"  # who leads a mediation
    CAUCUS = "caucus"  # its mediator alone


class NotTheirAct(CaseError):
    """Somebody whose act it is not tried to do it."""

    code = "not_their_act"


class NotTheRegistry(NotTheirAct):
    """Only the registry of the commission does this."""

    code = "not_the_registry"


class NotTheirSide(NotTheirAct):
    """Nobody writes in the name of a party for which they do not act."""

    code = "not_their_side"
