"""The second person: confirms what the public will see, or says why it will not."""

from __future__ import annotations

from datetime import datetime

from cases.domain import admissions as rules
from cases.domain.admissions import SecondPersonNeeded
from cases.models import Assertion, Dispute, PublicStatement, ReviewRefusal, StanceContest
from cases.queries import personal_data
from cases.services import hearings, journal, publication
from cases.services.journal import Actor

Reviewed = Assertion | PublicStatement | StanceContest
NAMES: dict[type[Reviewed], str] = {
    Assertion: "assertion",
    PublicStatement: "statement",
    StanceContest: "contest",
}
ACTS: dict[type[Reviewed], str] = {
    Assertion: "stance_reviewed",
    PublicStatement: "statement_reviewed",
    StanceContest: "contest_reviewed",
}


@publication.one_act
def review(found: Reviewed, *, reviewer: Actor, now: datetime) -> None:
    """Let a second person confirm a stance, a statement or a contest, once.

    Raises:
        SecondPersonNeeded: the reviewer is the one who wrote it down.
        AlreadyJudged: it was confirmed or refused before.
        Undecided: a statement tells personal data about which nobody has decided.
    """
    _check(found, reviewer)
    if isinstance(found, PublicStatement):
        personal_data.check(personal_data.of_statement(found))
    found.reviewed_by = reviewer.name
    found.save(update_fields=["reviewed_by"])
    _note(ACTS[type(found)], found, reviewer, now, {})


@publication.one_act
def refuse(found: Reviewed, *, reason: str, reviewer: Actor, now: datetime) -> ReviewRefusal:
    """Let a second person say why something shall not reach the public; it stays inside.

    Raises:
        SecondPersonNeeded: the reviewer is the one who wrote it down.
        AlreadyJudged: it was confirmed or refused before.
        ReasonNeeded: no reason is given.
    """
    reason = rules.check_reason(reason)
    _check(found, reviewer)
    refusal = ReviewRefusal.objects.create(
        reason=reason, refused_by=reviewer.name, refused_at=now, **{NAMES[type(found)]: found}
    )
    _note("review_refused", found, reviewer, now, {"reason": reason})
    return refusal


def _check(found: Reviewed, reviewer: Actor) -> None:
    """Whoever judges, takes the row first, so that two at once do not both judge."""
    if isinstance(found, Assertion) and found.utterance is not None:
        hearings.locked(found.utterance.hearing)
    rows = type(found)._default_manager.select_for_update()  # noqa: SLF001 -- Django's documented door
    held = rows.get(pk=found.pk)
    if reviewer.name == held.written_by:
        raise SecondPersonNeeded("Pemeriksa harus orang lain daripada yang mencatat.")
    is_refused = ReviewRefusal.objects.filter(**{NAMES[type(found)]: held}).exists()
    if held.reviewed_by or is_refused:
        raise rules.AlreadyJudged("Catatan ini sudah diperiksa.")


def _note(act: str, found: Reviewed, actor: Actor, now: datetime, told: dict[str, str]) -> None:
    name, disputes = _told_of(found)
    for dispute in disputes:
        payload = {**name, **told}
        journal.record(act, actor=actor, at=now, dispute=dispute, payload=payload)
    publication.shelve_all(disputes, now=now)


def _told_of(found: Reviewed) -> tuple[dict[str, str], list[Dispute]]:
    if isinstance(found, PublicStatement):
        return {"code": found.code}, list(found.disputes.order_by("pk"))
    assertion = found if isinstance(found, Assertion) else found.assertion
    proposition = assertion.proposition
    return {"proposition": proposition.code}, [proposition.dispute]
