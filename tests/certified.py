"""A hearing whose transcript is certified by those who have to: registrar, chair, worker.

Built on ``hearing_room`` through the services; a test adds what it is about.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from cases.domain.accounts import Role
from cases.domain.admissions import QuestionFate
from cases.domain.transcripts import Rendering, StepKind, UtteranceKind
from cases.models import Edition, Job, User, UtteranceRevision
from cases.services import accounts, edition_steps, jobs, publication, transcripts
from cases.services.transcripts import Correction, OrderDetails, Spoken, correcting
from cases.tasks.jobs import perform
from tests.hearing_room import HELD_ON, NOW, RECORDER, HearingRoom, open_room
from tests.web.pages import PASSWORD

WHO = {"actor": RECORDER, "now": NOW}
SECRET = "Nomor gudangnya adalah tujuhbelas kalimantan"
ASKED, ANSWERED = "Siapa penyedianya?", "Penyedianya Darma Awan."
ORDER = OrderDetails(
    "Penetapan 7/KIP/2024", date(2024, 3, 25), "Ketua Wibowo", "Penutur keliru dicatat"
)


@dataclass(frozen=True, slots=True)
class Bench:
    """A hearing with the accounts of those who certify."""

    room: HearingRoom
    registrar: User
    chair: User
    member: User

    @property
    def hearing(self):
        return self.room.hearing


def account(name, house, role, person=None) -> User:
    """An account with a membership, bound to somebody where one is named."""
    user = accounts.open_account(
        f"{name}@demo.test", name=name, password=PASSWORD, person=person, **WHO
    )
    accounts.join(user, house, role=role, **WHO)
    return user


def bench(**more) -> Bench:
    """A held hearing with a question, its answer and a closed turn, and who certifies it."""
    room = open_room(**more)
    tag = room.commission.code
    people = [seat.person for seat in room.hearing.seats.order_by("no")]
    speak(room)
    registrar = account(f"panitera-{tag}", room.commission, Role.REGISTRAR, room.registrar)
    correcting.read_all(room.hearing, newest=newest_of(room), by=registrar, now=NOW)
    return Bench(
        room,
        registrar,
        account(f"ketua-{tag}", room.commission, Role.COMMISSIONER, people[0]),
        account(f"anggota-{tag}", room.commission, Role.COMMISSIONER, people[1]),
    )


def say(room, kind, text, **more):
    details = {"speaker": "Ketua Wibowo", "role": "Ketua Majelis", **more}
    return transcripts.capture(
        room.hearing, Spoken(kind, Rendering.QUOTED, text, **details), **WHO
    )


def speak(room):
    counsel = {"speaker": "Pak Darma", "role": "Termohon", "person": room.counsel}
    question = say(room, UtteranceKind.QUESTION, ASKED, section="Pengadaan")
    say(room, UtteranceKind.ANSWER, ANSWERED, replies_to=question, **counsel)
    say(room, UtteranceKind.SPEECH, SECRET, section="Bagian gudang", is_closed=True, **counsel)
    say(room, UtteranceKind.SPEECH, "Sidang ditunda satu pekan.")
    transcripts.assess(
        question,
        transcripts.Judgement(QuestionFate.DIRECT, "Penyedia", assessed_on=HELD_ON),
        **WHO,
    )


def newest_of(room) -> int:
    """The key of the newest wording of a draft."""
    said = UtteranceRevision.objects.filter(utterance__hearing=room.hearing)
    return said.order_by("-pk").first().pk


def freeze(told: Bench, reason="") -> Edition:
    return transcripts.freeze_to_certify(
        told.hearing, reason=reason, by=told.registrar, now=NOW
    )


def approve(told: Bench, edition: Edition) -> None:
    """Sign and approve, which orders the forms."""
    transcripts.sign(edition, by=told.registrar, now=NOW)
    transcripts.approve(edition, by=told.chair, now=NOW)


def work(*kinds: str) -> None:
    """Let the worker do what is on order, of these kinds where any are named."""
    waiting = Job.objects.filter(state="waiting").order_by("pk")
    for job in waiting.filter(kind__in=kinds) if kinds else waiting:
        perform(jobs.claim(job.pk, now=timezone.now()))


def vouch(edition: Edition) -> None:
    """What the worker writes when every form is made and checked, without a form."""
    edition.documents.update(file="papers/x", sha256="0" * 64, size=12, rendered_at=NOW)
    edition_steps.note(edition, StepKind.CHECKED, by="sistem:worker", **WHO)


def release(told: Bench, *, reason="", is_made=True) -> Edition:
    """An edition through all its steps, on the shelf; ``is_made``: with its forms."""
    edition = freeze(told, reason)
    approve(told, edition)
    if is_made:
        work("render_transcript")
    else:
        vouch(edition)
    transcripts.release(edition, by=told.registrar, now=NOW)
    publication.release_all(told.room.disputes, **WHO)
    edition.refresh_from_db()
    return edition


def second(told: Bench, first: Edition, *, text="Penyedianya Darma Awan Persada.") -> Edition:
    """A second edition by written order: the answer is corrected; not released yet."""
    order = transcripts.order_edition(first, ORDER, by=told.registrar, now=NOW)
    answer = told.hearing.utterances.get(number=2)
    said = Correction(text, "Bu Lestari", "Termohon", "salah dengar")
    transcripts.correct(order, answer, said, by=told.registrar, now=NOW)
    return freeze(told)
