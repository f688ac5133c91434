"""Whether an application is complete: who is told what is missing, and how long it waits."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from cases.domain.errors import CaseError
from cases.domain.filing import PLACES
from cases.domain.sources import perki_1_2013
from cases.domain.stages import Stage

# The registry checks from the moment the application is in its hands (Perki 1/2013 Pasal 17).
CHECKED_IN = frozenset({Stage.DISPUTE_FILED, Stage.COMPLETENESS_CHECK})
# For how long the applicant has to complete, by regime. Of the election track no figure is
# known (law/README, section 3), so nothing is counted there.
COMPLETE: Mapping[str, str] = {"umum": "umum_complete_documents"}
NOTIFY: Mapping[str, str] = {"umum": "umum_incomplete_notice"}


class NotBeingChecked(CaseError):
    """What is missing is told while completeness is checked, and not before or after."""

    code = "not_being_checked"


class NothingMissing(CaseError):
    """A notice says what is missing, by the checklist."""

    code = "nothing_missing"


class NothingAwaited(CaseError):
    """Nobody waits for documents of this application, or somebody has brought them already."""

    code = "nothing_awaited"


def check_notice(stage: Stage, missing: Collection[str]) -> tuple[str, ...]:
    """The missing places in the order of the checklist, each once.

    Raises:
        NotBeingChecked: the dispute is at another stage.
        NothingMissing: no place of the checklist is named.
    """
    if stage not in CHECKED_IN:
        raise NotBeingChecked(
            "Pemberitahuan ketidaklengkapan hanya dikirim selama kelengkapan diperiksa.",
            article=perki_1_2013(17),
        )
    places = tuple(place for place in PLACES if place in missing)
    if not places:
        raise NothingMissing("Pilih apa yang belum lengkap.", article=perki_1_2013(17))
    return places
