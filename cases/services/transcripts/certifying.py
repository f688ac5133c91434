"""A transcript is certified step by step: frozen, signed, approved, checked, released."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from cases.domain import transcripts as rules
from cases.domain.errors import ReasonNeeded
from cases.domain.hearings import Seat
from cases.domain.transcripts import EditionKind, StepKind
from cases.models import Edition, EditionStep, Hearing, Person, User
from cases.queries import certifying as queries
from cases.queries import edition_papers as papers
from cases.queries import transcripts
from cases.queries.obstacles import obstacles_of
from cases.services import (
    documents,
    edition_papers,
    edition_steps,
    hearings,
    jobs,
    journal,
)
from cases.services.transcripts import editions, freezing, reissuing
from cases.services.transcripts.naming import actor_of, local_day, name_of


@transaction.atomic
def freeze_to_certify(hearing: Hearing, *, reason: str, by: User, now: datetime) -> Edition:
    """Freeze the draft of a hearing as its first edition, or what was ordered as the next.

    ``reason``: why it is frozen in spite of what the list of obstacles warns of.

    Raises:
        NotTheRegistrar: ``by`` does not work in the registry of the hearing.
        ObstaclesRemain: something is missing without which the record would be none.
        ReasonNeeded: there are warnings, and no reason was written.
        NothingCorrected: the ordered edition would say the same.
        NothingToFreeze, AlreadyFrozen, UnansweredReference, RegistrarNeeded: as ``freeze``.
    """
    hearing = hearings.locked(hearing)
    _check_keeper(by, hearing)
    order = queries.open_order(hearing)
    found = obstacles_of(hearing)
    _check_obstacles(found, reason)
    more: dict[str, Any] = {
        "kind": EditionKind.CERTIFIED,
        "frozen_on": local_day(hearing, now),
        "certified_by": hearing.registrar,
        "actor": actor_of(by),
        "now": now,
    }
    if order is None:
        edition = freezing.first_edition(hearing, **more)
    else:
        edition = reissuing.write_ordered(order, **more)
    edition_steps.note(
        edition,
        StepKind.FROZEN,
        by=name_of(by),
        account=by,
        reason=reason,
        told={"obstacles": [asdict(one) for one in found]},
        actor=actor_of(by),
        now=now,
    )
    return edition


@transaction.atomic
def sign(edition: Edition, *, by: User, now: datetime) -> EditionStep:
    """Sign an edition as the registrar named in it; the door asks for the password before.

    An account that is bound to somebody signs for nobody else.

    Raises:
        NotTheRegistrar: ``by`` is not of the registry, or is somebody else than is named.
        StepOutOfOrder: it is not the signature that is due.
    """
    hearing = hearings.locked(edition.hearing)
    _check_keeper(by, hearing)
    if by.person_id is not None and by.person_id != edition.certified_by_id:
        raise rules.NotTheRegistrar(
            "Yang menandatangani ialah panitera yang disebut di dalamnya."
        )
    return edition_steps.note(
        edition,
        StepKind.SIGNED,
        by=name_of(by),
        account=by,
        actor=actor_of(by),
        now=now,
    )


@transaction.atomic
def approve(edition: Edition, *, reason: str = "", by: User, now: datetime) -> EditionStep:
    """Approve an edition as the chair of the panel that sat, and order its forms.

    ``reason``: why a member acts for the chair, where one does.

    Raises:
        NotOfThePanel: ``by`` did not sit on the panel.
        ReasonNeeded: a member acts for the chair, and does not say why.
        StepOutOfOrder: it is not the approval that is due.
    """
    hearing = hearings.locked(edition.hearing)
    seat, chair = queries.seat_of(by, hearing), queries.chair_of(hearing)
    if seat is None:
        raise rules.NotOfThePanel("Risalah disetujui ketua majelis yang bersidang.")
    is_chair = seat.seat == Seat.CHAIR
    if not is_chair and not reason.strip():
        raise ReasonNeeded("Sebutkan mengapa anggota majelis bertindak untuk ketua.")
    step = edition_steps.note(
        edition,
        StepKind.APPROVED,
        by=seat.person.name,
        account=by,
        acts_for="" if is_chair else _named(chair.person if chair else None),
        reason="" if is_chair else reason.strip(),
        actor=actor_of(by),
        now=now,
    )
    lead = transcripts.disputes_of(hearing)[0]
    documents.request_transcript(edition, dispute=lead, actor=actor_of(by), now=now)
    if papers.has_closed(edition):
        edition_papers.request_full(edition, actor=actor_of(by), now=now)
    return step


@transaction.atomic
def check_again(edition: Edition, *, by: User, now: datetime) -> None:
    """Let the worker make and check the forms once more, after it gave up.

    Raises:
        NotTheRegistrar: ``by`` does not work in the registry of the hearing.
        NothingToRepeat: the work was not given up.
    """
    hearing = hearings.locked(edition.hearing)
    _check_keeper(by, hearing)
    job = queries.job_of(edition)
    if job is None or not jobs.again(job):
        raise rules.NothingToRepeat("Pekerjaan ini tidak sedang berhenti karena kesalahan.")
    journal.record(
        "edition_check_repeated",
        actor=actor_of(by),
        at=now,
        hearing=hearing,
        payload={"edition": edition.no, "code": edition.code, "error": job.error},
    )


@transaction.atomic
def release(edition: Edition, *, by: User, now: datetime) -> None:
    """Let the public read an edition whose steps are all done.

    Raises:
        NotTheRegistrar: ``by`` does not work in the registry of the hearing.
        NotYetChecked: a step is missing.
        ClosedHearing, PrivateName: as ``publish``.
    """
    _check_keeper(by, edition.hearing)
    if not edition_steps.done(edition):
        raise rules.NotYetChecked("Edisi ini tidak melalui langkah pengesahan.")
    editions.publish(edition, actor=actor_of(by), now=now)


def _check_keeper(user: User, hearing: Hearing) -> None:
    if not queries.is_keeper(user, hearing):
        raise rules.NotTheRegistrar("Risalah sidang ini diurus kepaniteraannya.")


def _check_obstacles(found: tuple[rules.Obstacle, ...], reason: str) -> None:
    if any(one.is_blocking for one in found):
        raise rules.ObstaclesRemain("Masih ada yang harus dilengkapi sebelum dibekukan.")
    if found and not reason.strip():
        raise ReasonNeeded("Sebutkan mengapa risalah dibekukan dengan peringatan ini.")


def _named(person: Person | None) -> str:
    return person.name if person else "ketua majelis"
