"""What an application should hold and what it holds; what is awaited, and until when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cases.domain import completeness as rules
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.filing import PLACES, Chronology, checklist
from cases.domain.parties import RepresentationBasis
from cases.domain.stages import Stage
from cases.domain.uploads import UploadState
from cases.models import (
    Correspondence,
    Deadline,
    Dispute,
    DisputeApplication,
    Enclosure,
)
from cases.queries import deadlines


def application_of(dispute: Dispute) -> DisputeApplication | None:
    """The application as it was tendered here; a reported dispute has none."""
    return DisputeApplication.objects.filter(dispute=dispute).first()


def brought(application: DisputeApplication) -> Mapping[str, Sequence[Enclosure]]:
    """What lies in each place of the checklist; what was refused does not count."""
    rows = application.enclosures.exclude(upload__state=UploadState.REFUSED)
    found: dict[str, list[Enclosure]] = {place: [] for place in PLACES}
    for row in rows.select_related("upload").order_by("pk"):
        found[row.place].append(row)
    return found


def wanted(application: DisputeApplication) -> tuple[str, ...]:
    """The places of this applicant's checklist."""
    basis = RepresentationBasis(application.representative_basis)
    places = checklist(application.applicant_kind, basis, _chronology(application.dispute))
    return tuple(place.code for place in places)


def wanting(application: DisputeApplication) -> tuple[str, ...]:
    """The places of this applicant's checklist in which nothing lies."""
    held = brought(application)
    return tuple(place for place in wanted(application) if not held[place])


def awaited(dispute: Dispute) -> Correspondence | None:
    """The notice of incompleteness that waits for its answer."""
    if dispute.stage != Stage.INCOMPLETE_NOTIFIED:
        return None
    sent = dispute.correspondence.filter(kind=CorrespondenceKind.INCOMPLETENESS)
    latest = sent.select_related("dispute__commission").order_by("-sent_at", "-pk").first()
    if latest is None or latest.replies.filter(kind=CorrespondenceKind.COMPLETION).exists():
        return None
    return latest


def clock_of(dispute: Dispute) -> Deadline | None:
    """The clock of completing, as it stands after any recount; None where none runs."""
    rule = rules.COMPLETE.get(dispute.regime)
    running = deadlines.running().filter(dispute=dispute, rule=rule)
    return running.select_related("dispute__commission").order_by("-triggered_on").first()


def _chronology(dispute: Dispute) -> Chronology:
    """What happened before, as far as it decides what can be enclosed at all."""
    requests = sorted(dispute.information_requests.all(), key=lambda one: one.pk)
    objections = [told for one in requests for told in one.objections.all()]
    asked = requests[0] if requests else None
    told = min(objections, key=lambda one: one.pk, default=None)
    return Chronology(
        asked_on=(asked.submitted_on if asked else None) or date.min,
        replied_on=asked.replied_on if asked else None,
        objected_on=told.filed_on if told else None,
        answered_on=told.replied_on if told else None,
    )
