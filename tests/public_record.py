"""A hearing with an exchange, frozen, published and released, on the shelf.

Built on ``hearing_room`` through the services; a test adds what it is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from cases.domain.admissions import LegalEffect, QuestionFate, Stance
from cases.domain.transcripts import EditionKind, Rendering, UtteranceKind
from cases.models import Edition, Job, Proposition, Utterance
from cases.services import admissions, jobs, publication, transcripts
from cases.services.transcripts import Spoken
from cases.tasks import jobs as door
from tests.hearing_room import HELD_ON, NOW, READER, RECORDER, HearingRoom, open_room

WHO = {"actor": RECORDER, "now": NOW}


@dataclass(frozen=True, slots=True)
class PublicRecord:
    room: HearingRoom
    edition: Edition
    question: Utterance
    answer: Utterance
    proposition: Proposition


def say(room, kind, text, **more):
    return transcripts.capture(
        room.hearing, Spoken(kind, Rendering.QUOTED, text, **more), **WHO
    )


def exchange(room, *, question="Apakah bekerja sama dengan Darma Awan?", answer="Iya"):
    """A question of the chair and the answer of counsel, about the first item."""
    asked = say(
        room,
        UtteranceKind.QUESTION,
        question,
        speaker="Ketua Wibowo",
        role="Ketua Majelis",
        section="Pengadaan awan",
        person=room.chair,
        items=[room.item()],
        sources=["kabar-1"],
        origin="press",
    )
    answered = say(
        room,
        UtteranceKind.ANSWER,
        answer,
        speaker="Pak Darma",
        role="Termohon",
        side="termohon",
        person=room.counsel,
        replies_to=asked,
        items=[room.item()],
        sources=["kabar-1"],
        origin="press",
    )
    return asked, answered


def admit(room, answer, *, code="P-1", is_reviewed=True, dispute=None):
    dispute = dispute or room.dispute
    proposition = admissions.propose(
        dispute,
        admissions.PropositionDetails(code, "Ada kerja sama dengan Darma Awan"),
        items=[dispute.items.get()],
        **WHO,
    )
    assertion = admissions.take_stance(
        proposition,
        admissions.StanceDetails(
            Stance.AFFIRMS,
            HELD_ON,
            effect=LegalEffect.ADMISSION,
            participant=dispute.participants.get(role="termohon"),
            utterance=answer,
        ),
        **WHO,
    )
    if is_reviewed:
        admissions.review(assertion, reviewer=READER, now=NOW)
    return proposition


def judge(question, fate=QuestionFate.DIRECT, label="Kerja sama"):
    transcripts.assess(question, transcripts.Judgement(fate, label, HELD_ON), **WHO)


def freeze(room):
    return transcripts.freeze(
        room.hearing, kind=EditionKind.RECONSTRUCTION, frozen_on=date(2024, 3, 14), **WHO
    )


def publish(*, release=True, name="pusat"):
    """One exchange with its admission, published; the two disputes released. The shelf is
    derived once, at the end.
    """
    return _publish(release=release, name=name, now=NOW)


@publication.one_act
def _publish(*, release, name, now):
    room = open_room(name=name)
    asked, answered = exchange(room)
    judge(asked)
    edition = freeze(room)
    proposition = admit(room, answered)
    transcripts.publish(edition, **WHO)
    if release:
        publication.release_all(room.disputes, **WHO)
    return PublicRecord(room, edition, asked, answered, proposition)


def publish_with_papers():
    """The same, with every form of the transcript made."""
    record = publish()
    work()
    return record


def work() -> None:
    """Do every order, as a worker does."""
    for job in Job.objects.filter(state="waiting"):
        claimed = jobs.claim(job.pk, now=timezone.now())
        if claimed is not None:
            door.perform(claimed)
