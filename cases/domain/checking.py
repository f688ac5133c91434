"""What the registry finds of each paper of an application, and what follows from it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cases.domain.completeness import CHECKED_IN
from cases.domain.errors import CaseError
from cases.domain.filing import IDENTITY, OBJECTION, REQUEST
from cases.domain.sources import perki_1_2013
from cases.domain.stages import Stage

# Until it is decided whether an application is registered, its papers can be looked at again.
LOOKED_AT_IN = CHECKED_IN | {Stage.INCOMPLETE_NOTIFIED}
# Without these it is registered all the same where the body did not serve the request
# (Perki 1/2013 Pasal 18, as secondary sources tell it); the panel decides.
PROOFS = frozenset({REQUEST.code, OBJECTION.code})
UNSERVED = "c"  # Pasal 35 ayat (1): the request was not answered


class Verdict(StrEnum):
    """What lies in a place of the checklist, as the registry found it."""

    VALID = "valid"  # ada dan sah
    INVALID = "invalid"  # ada tetapi tidak sah
    ABSENT = "absent"  # tidak ada


class Doubt(StrEnum):
    """What speaks against registering as things are; it warns and never hinders."""

    UNCHECKED = "unchecked"
    IDENTITY = "identity"
    PROOF_UNSERVED = "proof_unserved"
    PROOF_OTHER = "proof_other"
    OTHER = "other"
    STILL_TIME = "still_time"


class NotLookedAt(CaseError):
    """Findings are written until it is decided whether the application is registered."""

    code = "not_looked_at"


class NoSuchPlace(CaseError):
    """Findings are of places of the checklist."""

    code = "no_such_place"


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Which papers nobody has looked at yet, and which are lacking or not valid."""

    unchecked: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every paper of the checklist lies there and is valid."""
        return not self.unchecked and not self.lacking


def conclude(wanted: Collection[str], found: Mapping[str, str]) -> Conclusion:
    """What the findings say together; ``found``: the verdict that stands, by place."""
    return Conclusion(
        unchecked=tuple(place for place in wanted if place not in found),
        lacking=tuple(
            place for place in wanted if found.get(place, Verdict.VALID) != Verdict.VALID
        ),
    )


def doubts(
    conclusion: Conclusion, *, letters: Collection[str], is_time_left: bool
) -> tuple[Doubt, ...]:
    """What is to be considered before registering (Perki 1/2013 Pasal 17 and 18).

    ``letters``: the grounds of the objection; ``is_time_left``: the applicant may complete yet.
    """
    found = [Doubt.UNCHECKED] if conclusion.unchecked else []
    if not conclusion.lacking:
        return tuple(found)
    if IDENTITY.code in conclusion.lacking:
        found.append(Doubt.IDENTITY)
    elif set(conclusion.lacking) <= PROOFS:
        found.append(Doubt.PROOF_UNSERVED if UNSERVED in letters else Doubt.PROOF_OTHER)
    else:
        found.append(Doubt.OTHER)
    if is_time_left:
        found.append(Doubt.STILL_TIME)
    return tuple(found)


def check_looked_at(stage: Stage) -> None:
    """Refuse a finding where nothing is checked any more.

    Raises:
        NotLookedAt: as the name says.
    """
    if stage not in LOOKED_AT_IN:
        raise NotLookedAt(
            "Pemeriksaan kelengkapan permohonan ini sudah selesai.", article=perki_1_2013(17)
        )
