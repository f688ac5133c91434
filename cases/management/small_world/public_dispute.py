"""A dispute with all that the public reads of one, and what the public must not read in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.domain.admissions import LegalEffect, QuestionFate, Stance
from cases.domain.documents import Paper
from cases.domain.hearings import Presence
from cases.domain.parties import PartyRole
from cases.domain.publication import Visibility
from cases.domain.rulings import Fate
from cases.domain.transcripts import EditionKind, Rendering, UtteranceKind
from cases.management.small_world.canaries import OUTSIDE, Aviary
from cases.management.small_world.cast import ACTOR, BY, NOW, REVIEWER, Cast
from cases.models import Dispute, Edition, Hearing, Proposition, Utterance
from cases.services import (
    admissions,
    docket,
    documents,
    filing,
    hearings,
    parties,
    publication,
    registry,
    replies,
    rulings,
    transcripts,
)
from cases.services.admissions import (
    PanelOrderDetails,
    PropositionDetails,
    StanceDetails,
    StatementDetails,
)
from cases.services.docket import Line
from cases.services.filing import ExemptionDetails, ItemDetails, RequestDetails
from cases.services.hearings import Bench, HearingDetails
from cases.services.parties import SourceDetails
from cases.services.registry import DisputeDetails
from cases.services.rulings import DecisionDetails, Disposition
from cases.services.transcripts import Judgement, Spoken

HELD_ON, DECIDED_ON = date(2024, 2, 21), date(2024, 3, 13)


@dataclass(frozen=True, slots=True)
class Heard:
    """A dispute with its hearing and the edition of its transcript."""

    dispute: Dispute
    hearing: Hearing
    edition: Edition


@dataclass(frozen=True, slots=True)
class Words:
    """The word for each field: a public one for a public dispute, a secret one for a sealed."""

    of: str
    birds: Aviary

    def __call__(self, kind: str) -> str:
        """The word for a field, placed for its readers."""
        named = f"{self.of}: {kind}"
        if self.of == "sealed":
            return self.birds.hide(named, *OUTSIDE)  # its parties go on reading it
        return self.birds.show(named)


def publish(cast: Cast, birds: Aviary, *, number: str, words: Words) -> Heard:
    """File, hear, decide and release one dispute, with a word in every public field."""
    dispute = _filed(cast, words, number)
    hearing = _hearing(cast, dispute, words)
    _private_people(birds, dispute, hearing, words)
    answered = _said(cast, birds, dispute, hearing, words)
    admissions.order_by_panel(
        hearing,
        PanelOrderDetails(f"perintah-{words.of}", f"Membawa {words('order of the panel')}"),
        disputes=[dispute],
        given_by=cast.judges[0],
        **BY,
    )
    proposition = _admitted(cast, dispute, answered, words)
    _unread(birds, dispute, proposition, answered)
    edition = transcripts.freeze(
        hearing, kind=EditionKind.RECONSTRUCTION, frozen_on=HELD_ON, **BY
    )
    transcripts.publish(edition, **BY)
    _decided(dispute, hearing, words)
    documents.request(dispute, kind=Paper.APPLICATION, **BY)
    publication.release(dispute, **BY)
    return Heard(dispute, hearing, edition)


def _filed(cast: Cast, words: Words, number: str) -> Dispute:
    dispute = registry.open_file(
        cast.commission,
        DisputeDetails(number, "umum", f"Pengadaan {words('subject')}"),
        **BY,
    )
    registry.add_participant(
        dispute, cast.ngo, role=PartyRole.APPLICANT, kind="badan_hukum", **BY
    )
    registry.add_participant(
        dispute, cast.body, role=PartyRole.RESPONDENT, kind="badan_publik_negara", **BY
    )
    asked = filing.record_request(
        dispute,
        to=cast.body,
        organisation=cast.ngo,
        details=RequestDetails(date(2023, 11, 6)),
        **BY,
    )
    filing.add_item(asked, ItemDetails("a", f"Kontrak {words('item')}"), **BY)
    filing.record_reply(
        asked, reply=f"Ditolak {words('reply')}", replied_on=date(2023, 11, 20), **BY
    )
    filing.object_to(asked, grounds=("a",), filed_on=date(2023, 12, 4), **BY)
    filing.receive(dispute, received_on=date(2024, 1, 8), **BY)
    registry.enter(dispute, number, registered_on=date(2024, 1, 10), **BY)
    claimed = ExemptionDetails(
        f"Alasan {words('exemption')}", claimed_on=date(2024, 2, 7), grounds=("17b",)
    )
    filing.claim_exemption(dispute, claimed, **BY)
    docket.record(
        dispute, Line("lain", f"Catatan {words('docket')}", occurred_on=HELD_ON), **BY
    )
    return dispute


def _hearing(cast: Cast, dispute: Dispute, words: Words) -> Hearing:
    bench = Bench(cast.judges[0], cast.judges[1:3], cast.keeper)
    details = HearingDetails(
        HELD_ON, "pembuktian", 1, agenda=f"Pembuktian {words('agenda')}", place="Ruang 1"
    )
    return hearings.record_held([dispute], details, bench=bench, **BY)


def _private_people(birds: Aviary, dispute: Dispute, hearing: Hearing, words: Words) -> None:
    """A witness without a public name, and a line of the docket for the parties alone."""
    name = f"Budi {birds.hide(f'{words.of}: private person')}"
    person = parties.add_person(name, **BY)
    registry.add_participant(dispute, person, role=PartyRole.WITNESS, kind="perseorangan", **BY)
    hearings.record_appearance(
        hearing, person, role=PartyRole.WITNESS, presence=Presence.PRESENT, note=name, **BY
    )
    told = f"Catatan {birds.hide(f'{words.of}: docket of the parties', *OUTSIDE)}"
    docket.record(
        dispute,
        Line("lain", told, occurred_on=HELD_ON, visibility=Visibility.PARTIES),
        **BY,
    )


def _said(
    cast: Cast, birds: Aviary, dispute: Dispute, hearing: Hearing, words: Words
) -> Utterance:
    """A question, its answer as the press told it, and a passage behind closed doors; the
    answer.
    """
    source = _source(words)
    item = dispute.items.get()
    asked = _say(
        hearing,
        UtteranceKind.QUESTION,
        f"Apakah {words('question')} ada?",
        speaker=cast.judges[0].name,
        role="Ketua Majelis",
        section=f"Bagian {words('section')}",
        person=cast.judges[0],
        items=[item],
    )
    answered = _say(
        hearing,
        UtteranceKind.ANSWER,
        f"Ada {words('answer')}.",
        speaker="Wakil Termohon",
        role="Termohon",
        side="termohon",
        replies_to=asked,
        items=[item],
        sources=[source],
        origin="press",
    )
    closed = birds.hide(f"{words.of}: closed passage", *OUTSIDE)
    _say(
        hearing,
        UtteranceKind.SPEECH,
        f"Rekening {closed}",
        speaker=cast.judges[0].name,
        is_closed=True,
        note=closed,
    )
    judged = Judgement(QuestionFate.DIRECT, f"Pokok {words('question label')}", HELD_ON)
    transcripts.assess(asked, judged, **BY)
    return answered


def _source(words: Words) -> str:
    """An article on the hearing: what rests on it alone is public after a second reading."""
    key = f"latihan-{words.of}"
    article = SourceDetails(
        key=key,
        publisher="Kabar",
        title=f"Sidang {words('source')}",
        kind="press",
        published_on=HELD_ON,
        date_text="21 Februari 2024",
    )
    parties.add_source(article, **BY)
    return key


def _say(hearing: Hearing, kind: UtteranceKind, text: str, **more: object) -> Utterance:
    told = {"origin": "import", **more}
    said = Spoken(kind, Rendering.QUOTED, text, **told)  # type: ignore[arg-type]
    return transcripts.capture(hearing, said, **BY)


def _admitted(cast: Cast, dispute: Dispute, answered: Utterance, words: Words) -> Proposition:
    details = PropositionDetails("P-1", f"Ada kerja sama {words('proposition')}")
    proposition = admissions.propose(dispute, details, items=[dispute.items.get()], **BY)
    stance = StanceDetails(
        Stance.AFFIRMS,
        HELD_ON,
        effect=LegalEffect.ADMISSION,
        participant=dispute.participants.get(role=PartyRole.RESPONDENT),
        utterance=answered,
    )
    admissions.review(
        admissions.take_stance(proposition, stance, **BY), reviewer=REVIEWER, now=NOW
    )
    told = StatementDetails(
        f"latihan-{words.of}", HELD_ON, "quoted", f"Kami {words('statement')}", outlet="Kabar"
    )
    statement = admissions.record_statement([dispute], cast.judges[1], told, **BY)
    admissions.review(statement, reviewer=REVIEWER, now=NOW)
    return proposition


def _unread(
    birds: Aviary, dispute: Dispute, proposition: Proposition, answered: Utterance
) -> None:
    """An undertaking that no second person has read."""
    word = birds.hide(f"{dispute.code}: unread undertaking", *OUTSIDE)
    details = StanceDetails(
        Stance.AFFIRMS,
        HELD_ON,
        effect=LegalEffect.UNDERTAKING,
        participant=dispute.participants.get(role=PartyRole.RESPONDENT),
        utterance=answered,
        capacity=word,
    )
    stance = admissions.take_stance(proposition, details, **BY)
    admissions.undertake(stance, what=f"Menyerahkan {word}", due_on=HELD_ON, **BY)


def _decided(dispute: Dispute, hearing: Hearing, words: Words) -> None:
    details = DecisionDetails(
        "putusan_ajudikasi",
        DECIDED_ON,
        disposition="dikabulkan",
        result=f"Mengabulkan {words('decision')}",
        orders=[f"Memberi {words('order')}"],
    )
    given = [Disposition(dispute.items.get(), Fate.OPEN)]
    rulings.pronounce(dispute, details, hearing=hearing, dispositions=given, **BY)


def reply_beside(cast: Cast, birds: Aviary) -> None:
    """What the body says beside its record, and what it took back."""
    who = {"by": "Humas", "said_on": DECIDED_ON, "actor": ACTOR, "now": NOW}
    taken_back = birds.hide("reply that was taken back", *OUTSIDE)
    replies.reply(cast.other_body, f"Kami {taken_back}", **who)
    replies.take_back(cast.other_body, said_on=DECIDED_ON, **BY)
    replies.reply(cast.body, f"Kami {birds.show('reply of a public body')}", **who)
