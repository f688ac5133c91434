"""What an application should hold, what lies there, and what the registry found of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cases.domain import checking as rules
from cases.domain.checking import Conclusion, Doubt
from cases.domain.stages import Stage
from cases.models import (
    Dispute,
    DisputeApplication,
    Enclosure,
    Objection,
    VerificationFinding,
)
from cases.queries import completeness

Findings = Mapping[str, VerificationFinding]


@dataclass(frozen=True, slots=True)
class Checked:
    """A place of the checklist: what lies in it, and the finding that stands, if any."""

    place: str
    files: Sequence[Enclosure]
    finding: VerificationFinding | None


def standing(rows: Iterable[VerificationFinding]) -> Findings:
    """The finding that stands in each place: the latest."""
    return {row.place: row for row in sorted(rows, key=lambda row: row.pk)}


def findings_of(dispute: Dispute) -> Findings:
    """The findings that stand in a dispute, with who found them."""
    return standing(dispute.findings.select_related("found_by"))


def checked(application: DisputeApplication) -> tuple[Checked, ...]:
    """The checklist of this applicant, and wherever else something lies or was found."""
    held, found = completeness.brought(application), findings_of(application.dispute)
    wanted = completeness.wanted(application)
    more = [place for place in held if place not in wanted and (held[place] or place in found)]
    return tuple(Checked(place, held[place], found.get(place)) for place in (*wanted, *more))


def conclusion_of(application: DisputeApplication, found: Findings) -> Conclusion:
    """What the findings say together of what this applicant has to bring."""
    verdicts = {place: row.verdict for place, row in found.items()}
    return rules.conclude(completeness.wanted(application), verdicts)


def history(dispute: Dispute) -> Sequence[VerificationFinding]:
    """Every finding, the latest first."""
    return list(dispute.findings.select_related("found_by").order_by("-pk"))


def doubts_of(dispute: Dispute, *, today: date) -> tuple[Doubt, ...]:
    """What is to be considered before a dispute is registered; nothing of a reported one."""
    application = completeness.application_of(dispute)
    if application is None:
        return ()
    return rules.doubts(
        conclusion_of(application, findings_of(dispute)),
        letters=letters_of(dispute),
        is_time_left=is_time_left(dispute, today),
    )


def letters_of(dispute: Dispute) -> frozenset[str]:
    """The grounds of Pasal 35 ayat (1) on which somebody objected."""
    rows = Objection.objects.filter(information_request__dispute=dispute)
    return frozenset(letter for row in rows for letter in row.grounds)


def is_time_left(dispute: Dispute, today: date) -> bool:
    """Whether the applicant may complete yet, by either reading of the calendar."""
    if dispute.stage != Stage.INCOMPLETE_NOTIFIED:
        return False
    clock = completeness.clock_of(dispute)
    if clock is None:
        return False
    return today <= max(clock.due_on, clock.due_on_other_reading or clock.due_on)
