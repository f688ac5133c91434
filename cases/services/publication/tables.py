"""The tables of the shelf, and which of their rows belong to some disputes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from cases.domain.publication.counts import TOLD_BY
from cases.domain.publication.folding import names_of
from cases.domain.publication.rows import (
    AdmissionRow,
    AliasRow,
    ClockRow,
    CourtRow,
    DecisionRow,
    DisputeRow,
    DocumentRow,
    EditionRow,
    EntryRow,
    ExemptionRow,
    HearingPlaceRow,
    HearingRow,
    LineRow,
    PartyRow,
    PromiseRow,
    QuestionRow,
    SeatRow,
    SoundRow,
    UtteranceRow,
)
from cases.models import (
    PublicAdmission,
    PublicAlias,
    PublicClock,
    PublicCourtStage,
    PublicDecision,
    PublicDispute,
    PublicDocument,
    PublicEdition,
    PublicEntry,
    PublicExemption,
    PublicHearing,
    PublicHearingPlace,
    PublicLine,
    PublicParty,
    PublicPromise,
    PublicQuestion,
    PublicSeat,
    PublicSound,
    PublicUtterance,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the shelf that a derivation speaks about: these codes, and nothing else."""

    disputes: frozenset[str]
    hearings: frozenset[str]
    editions: frozenset[str]

    def of_disputes(self) -> Q:
        return Q(dispute__in=self.disputes)

    def of_hearings(self) -> Q:
        return Q(hearing__in=self.hearings)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the shelf: its row, its model, and which of its rows a scope covers."""

    row: type[Any]
    model: type[Model]
    covered: Callable[[Scope], Q]
    is_parent: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        return names_of(self.row)

    @property
    def has_version(self) -> bool:
        return any(field.name == "version" for field in self.model._meta.get_fields())  # noqa: SLF001 -- Django's documented door

    def compared(self, *, thorough: bool) -> tuple[str, ...]:
        """The columns in which rows are compared: of those with a version that, and what is
        counted; ``thorough`` all.
        """
        if not self.has_version:
            return self.columns
        if thorough:
            return (*self.columns, "version")
        return (*dict.fromkeys((*self.row.key, "version", *TOLD_BY.get(self.row, ()))),)


# Parents before children.
TABLES: tuple[Table, ...] = (
    Table(DisputeRow, PublicDispute, lambda scope: Q(code__in=scope.disputes), is_parent=True),
    Table(HearingRow, PublicHearing, lambda scope: Q(code__in=scope.hearings), is_parent=True),
    Table(EditionRow, PublicEdition, Scope.of_hearings, is_parent=True),
    Table(AliasRow, PublicAlias, Scope.of_disputes),
    Table(PartyRow, PublicParty, Scope.of_disputes),
    Table(HearingPlaceRow, PublicHearingPlace, Scope.of_hearings),
    Table(SeatRow, PublicSeat, Scope.of_hearings),
    Table(LineRow, PublicLine, lambda scope: Q(edition__in=scope.editions)),
    Table(SoundRow, PublicSound, Scope.of_hearings),
    Table(UtteranceRow, PublicUtterance, Scope.of_hearings),
    Table(AdmissionRow, PublicAdmission, Scope.of_disputes),
    Table(EntryRow, PublicEntry, Scope.of_disputes),
    Table(QuestionRow, PublicQuestion, Scope.of_hearings),
    Table(DecisionRow, PublicDecision, Scope.of_disputes),
    Table(ClockRow, PublicClock, Scope.of_disputes),
    Table(ExemptionRow, PublicExemption, Scope.of_disputes),
    Table(CourtRow, PublicCourtStage, Scope.of_disputes),
    Table(PromiseRow, PublicPromise, Scope.of_disputes),
    Table(
        DocumentRow,
        PublicDocument,
        lambda scope: (scope.of_disputes() & Q(hearing=None)) | scope.of_hearings(),
    ),
)
