"""Checking an application: what the registry finds of each paper is appended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cases.domain import checking as rules
from cases.domain.checking import Verdict
from cases.domain.filing import PLACES
from cases.domain.publication import Visibility
from cases.domain.rights import Right
from cases.domain.stages import Stage
from cases.models import Dispute, User, VerificationFinding
from cases.queries import checking as held
from cases.services import accounts, docket, journal, notices, publication
from cases.services.rights import right


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a place, and what the registry says of it."""

    verdict: Verdict
    note: str = ""


@right(Right.REGISTRY)
@publication.one_act
def find(
    dispute: Dispute, found: Mapping[str, Found], *, by: User, now: datetime
) -> tuple[VerificationFinding, ...]:
    """Write down what was found, place by place; what was found before and stands is skipped.

    Raises:
        NotTheRegistry: ``by`` does not work in the registry of the commission today.
        NotLookedAt: it is decided already whether the application is registered.
        NoSuchPlace: the checklist has no such place.
    """
    dispute = locked(dispute)
    rules.check_looked_at(Stage(dispute.stage))
    if set(found) - set(PLACES):
        raise rules.NoSuchPlace("Tempat itu tidak ada dalam daftar periksa.")
    _begin(dispute, by, now)
    stands = held.findings_of(dispute)
    written = []
    for place in (place for place in PLACES if place in found):
        told = Found(found[place].verdict, found[place].note.replace("\0", "").strip())
        old = stands.get(place)
        if old is not None and (old.verdict, old.note) == (told.verdict, told.note):
            continue
        written.append(
            VerificationFinding.objects.create(
                dispute=dispute,
                place=place,
                verdict=told.verdict,
                note=told.note,
                found_by=by,
                found_at=now,
            )
        )
    if written:
        payload = {row.place: row.verdict for row in written}
        actor = accounts.as_actor(by)
        journal.record(
            "findings_written", actor=actor, at=now, dispute=dispute, payload=payload
        )
    return tuple(written)


def _begin(dispute: Dispute, by: User, now: datetime) -> None:
    """With its first finding an application is being checked; the parties see that it is."""
    if dispute.stage != Stage.DISPUTE_FILED:
        return
    actor = accounts.as_actor(by)
    docket.move(dispute, Stage.COMPLETENESS_CHECK, actor=actor, now=now)
    line = docket.Line(
        kind="pemeriksaan_kelengkapan",
        text="Kepaniteraan mulai memeriksa kelengkapan permohonan",
        text_en="The registry began to check whether the application is complete",
        occurred_on=notices.today(dispute, now),
        visibility=Visibility.PARTIES,
    )
    docket.record(dispute, line, actor=actor, now=now)


def locked(dispute: Dispute) -> Dispute:
    """The dispute as it is now, for one act at a time."""
    return Dispute.objects.select_for_update().select_related("commission").get(pk=dispute.pk)
