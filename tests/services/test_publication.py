"""The shelf: what reaches it, what never does, what sealing takes away, and its proof."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.domain.admissions import LegalEffect, QuestionFate, Stance
from cases.domain.parties import PartyRole
from cases.domain.publication import PrivateName, Visibility
from cases.domain.stages import Stage
from cases.domain.transcripts import UtteranceKind
from cases.models import (
    Discrepancy,
    Document,
    Exhibit,
    Hearing,
    ItemPosition,
    PanelOrder,
    PublicAdmission,
    PublicChange,
    PublicDispute,
    PublicDocument,
    PublicEdition,
    PublicHearing,
    PublicLine,
    PublicQuestion,
    PublicUtterance,
)
from cases.services import (
    admissions,
    compliance,
    docket,
    filing,
    hearings,
    parties,
    publication,
    registry,
    rulings,
    transcripts,
)
from tests.hearing_room import HELD_ON, NOW, READER, open_room
from tests.public_record import WHO, admit, exchange, freeze, judge, publish, say

pytestmark = pytest.mark.django_db

CANARY = "KENARI"
SHELF = [
    model
    for model in apps.get_app_config("cases").get_models()
    if model.__name__.startswith("Public")
    and model is not PublicChange
    and model.__module__ in {"cases.models.publication", "cases.models.tallies"}
]


def everything_on_the_shelf() -> str:
    """Every column of every row of every table of the shelf, as one text."""
    return json.dumps(
        [list(model.objects.values()) for model in SHELF], default=str, ensure_ascii=False
    )


def rows_on_the_shelf() -> int:
    return sum(model.objects.count() for model in SHELF)


def queries_of_a_rebuild() -> int:
    """How many queries fill the empty shelf; the lines of an edition take three each."""
    for model in (PublicDispute, PublicHearing):
        model.objects.all().delete()
    with CaptureQueriesContext(connection) as queries:
        publication.rebuild(now=NOW)
    return len(queries) - 3 * PublicEdition.objects.count()


def differences() -> list[str]:
    return [str(difference) for difference in publication.verify()]


def private_person(dispute, name=f"Siti {CANARY}", role=PartyRole.APPLICANT):
    person = parties.add_person(name, **WHO)
    registry.add_participant(dispute, person, role=role, kind="perseorangan", **WHO)
    return person


class TestWhatIsPublic:
    def test_a_released_dispute_stands_on_the_shelf_with_its_words(self):
        record = publish()

        shelved = everything_on_the_shelf()

        assert "Apakah bekerja sama dengan Darma Awan?" in shelved
        assert "Ada kerja sama dengan Darma Awan" in shelved
        assert PublicDispute.objects.count() == 2
        assert PublicLine.objects.count() == record.edition.line_count

    def test_the_same_hearing_stands_under_every_dispute_it_served(self):
        publish()

        hearing = PublicHearing.objects.get()

        assert {dispute.register for dispute in hearing.disputes.all()} == {
            "001/KIP-PSIP/II/2024",
            "002/KIP-PSIP/II/2024",
        }
        assert hearing.registers == "001, 002/KIP-PSIP/II/2024"

    def test_an_admission_tells_its_question_its_answer_and_where_they_stand(self):
        record = publish()

        body = PublicAdmission.objects.get().body["admission"]

        (told,) = body["exchanges"]
        assert told["question"]["text"] == "Apakah bekerja sama dengan Darma Awan?"
        assert told["answer"]["text"] == "Iya"
        assert told["address"].startswith(f"/r/{record.room.hearing.code}/1/1:2")
        assert body["binds"] == "Badan Darma"
        assert [item["label"] for item in body["items"]] == ["001-a"]

    def test_sources_are_numbered_in_order_of_appearance(self):
        publish()

        body = PublicDispute.objects.get(register="001/KIP-PSIP/II/2024").body

        assert [(row["number"], row["key"]) for row in body["sources"]] == [(1, "kabar-1")]
        assert body["admissions"][0]["exchanges"][0]["answer"]["refs"] == [1]

    def test_an_open_question_is_counted_and_follows_the_case(self):
        room = open_room()
        asked = say(room, UtteranceKind.QUESTION, "Berapa nilainya?", items=[room.item()])
        judge(asked, QuestionFate.OPEN, "Nilai kontrak")
        transcripts.publish(freeze(room), **WHO)
        publication.release_all(room.disputes, **WHO)

        first, second = PublicDispute.objects.order_by("register")

        assert PublicQuestion.objects.get().is_open
        assert (first.open_question_count, second.open_question_count) == (1, 0)

    def test_a_superseded_number_leads_to_the_present_address(self):
        record = publish()
        registry.give_number(
            record.room.dispute, "001A/KIP-PSIP/II/2024", kind="register", **WHO
        )
        publication.shelve(record.room.dispute, now=NOW)

        row = PublicDispute.objects.get(code=record.room.dispute.code)

        assert row.slug == "001A-KIP-PSIP-II-2024"
        assert {alias.slug for alias in row.aliases.all()} == {
            "001-KIP-PSIP-II-2024",
            row.code,
        }

    def test_a_dispute_without_a_number_stands_under_its_code(self):
        room = open_room()
        dispute = registry.open_file(
            room.commission,
            registry.DisputeDetails(natural_key="tanpa nomor", regime="umum", subject="HGU"),
            **WHO,
        )
        publication.release(dispute, **WHO)

        assert PublicDispute.objects.get(code=dispute.code).slug == dispute.code


class TestWhatNeverArrives:
    """A canary stands in every field and record that is not public."""

    def test_no_canary_of_a_non_public_record_stands_in_any_column(self):
        record = publish()
        dispute = record.room.dispute
        docket.record(
            dispute,
            docket.Line("catatan", f"{CANARY} internal", visibility=Visibility.INTERNAL),
            **WHO,
        )
        Document.objects.create(
            code="XXXXXXXX",
            dispute=dispute,
            kind="permohonan_sengketa",
            title=f"{CANARY} permohonan",
            visibility=Visibility.PARTIES,
            file=f"{CANARY}.pdf",
            sha256=CANARY,
            requested_at=NOW,
            rendered_at=NOW,
        )
        Exhibit.objects.create(dispute=dispute, side="T", no=1, title=f"{CANARY} bukti")
        assertion = admissions.take_stance(
            record.proposition,
            admissions.StanceDetails(
                Stance.DENIES, HELD_ON, capacity=f"{CANARY} kapasitas", utterance=record.answer
            ),
            **WHO,
        )
        publication.shelve(dispute, now=NOW)

        assert assertion.reviewed_by == ""
        assert CANARY not in everything_on_the_shelf()

    def test_the_same_records_arrive_once_they_are_public(self):
        record = publish()
        dispute = record.room.dispute
        docket.record(dispute, docket.Line("catatan", "Garis riwayat umum"), **WHO)
        Exhibit.objects.create(
            dispute=dispute, side="T", no=1, title="Bukti umum", visibility=Visibility.PUBLIC
        )
        stance = admissions.take_stance(
            record.proposition,
            admissions.StanceDetails(
                Stance.DENIES, HELD_ON, capacity="Kapasitas umum", utterance=record.answer
            ),
            **WHO,
        )
        admissions.review(stance, reviewer=READER, now=NOW)

        shelved = everything_on_the_shelf()

        for words in ("Garis riwayat umum", "Bukti umum", "Kapasitas umum"):
            assert words in shelved

    def test_an_unreviewed_admission_from_the_press_waits_for_a_second_reader(self):
        room = open_room()
        _, answered = exchange(room)
        transcripts.publish(freeze(room), **WHO)
        admit(room, answered, is_reviewed=False)
        publication.release_all(room.disputes, **WHO)

        assert not PublicAdmission.objects.exists()
        assert PublicUtterance.objects.get(number=2).admissions == []

    def test_a_closed_turn_keeps_its_lines_and_loses_its_words(self):
        room = open_room()
        say(room, UtteranceKind.SPEECH, "Sidang dibuka.", speaker="Ketua Wibowo")
        say(
            room,
            UtteranceKind.SPEECH,
            f"{CANARY} isi kontrak yang dikecualikan",
            speaker=f"Saksi {CANARY}",
            role=f"Peran {CANARY}",
            section=f"Bagian {CANARY}",
            note=f"Catatan {CANARY}",
            is_closed=True,
        )
        asked = say(room, UtteranceKind.QUESTION, f"{CANARY} tertutup?", is_closed=True)
        judge(asked, QuestionFate.OPEN, f"Pertanyaan {CANARY}")
        edition = freeze(room)
        transcripts.publish(edition, **WHO)
        publication.release_all(room.disputes, **WHO)

        assert CANARY not in everything_on_the_shelf()
        assert PublicLine.objects.count() == edition.line_count
        assert PublicLine.objects.filter(kind="sealed").count() >= 2
        assert PublicUtterance.objects.count() == 1

    def test_the_words_of_a_transcript_that_is_not_frozen_or_not_published_stay_inside(self):
        room = open_room()
        exchange(room, question=f"{CANARY} konsep?")
        publication.release_all(room.disputes, **WHO)

        assert CANARY not in everything_on_the_shelf()

        freeze(room)
        publication.shelve_hearing(room.hearing, now=NOW)

        assert CANARY not in everything_on_the_shelf()
        assert not PublicEdition.objects.exists()
        assert not PublicDocument.objects.exists()

    def test_of_a_closed_hearing_only_day_and_kind_are_told(self):
        room = open_room(is_public=False)
        hearing = room.hearing
        Hearing.objects.filter(pk=hearing.pk).update(
            agenda=f"{CANARY} agenda",
            agenda_reported=CANARY,
            planned_note=CANARY,
            opened_note=CANARY,
            closed_note=CANARY,
            place=CANARY,
            next_note=CANARY,
            recording_note=CANARY,
            results=[CANARY],
            source_note=CANARY,
        )
        ItemPosition.objects.create(item=room.item(), hearing=hearing, text=CANARY)
        order = PanelOrder.objects.create(hearing=hearing, given_by=room.chair, what=CANARY)
        order.disputes.set(room.disputes)
        differing = Discrepancy.objects.create(
            key="x", hearing=hearing, about=CANARY, versions=[CANARY], used=CANARY
        )
        differing.disputes.set(room.disputes)
        publication.release_all(room.disputes, **WHO)

        shelved = PublicHearing.objects.get()

        assert CANARY not in everything_on_the_shelf()
        assert "Pak Darma" not in everything_on_the_shelf()
        assert (shelved.held_on, shelved.kind, shelved.is_public) == (
            HELD_ON,
            "pembuktian",
            False,
        )
        assert not shelved.has_words

    @pytest.mark.parametrize("kind", ["musyawarah_majelis", "kaukus"])
    def test_deliberation_and_caucus_are_not_announced_at_all(self, kind):
        room = open_room(is_public=False)
        Hearing.objects.update(kind=kind)
        publication.release_all(room.disputes, **WHO)

        assert not PublicHearing.objects.exists()

    def test_a_dispute_that_is_not_released_leaves_no_trace_of_itself(self):
        record = publish(release=False)
        first, second = record.room.disputes
        second.visibility, second.subject = Visibility.PARTIES, f"{CANARY} pokok"
        second.save()
        publication.release(first, **WHO)

        shelved = everything_on_the_shelf()

        assert CANARY not in shelved
        assert "002/KIP-PSIP" not in shelved
        assert "Apakah bekerja sama" not in shelved  # its words were spoken there as well

    def test_a_private_person_stands_under_a_label_wherever_the_name_is_written(self):
        room = open_room()
        person = private_person(room.dispute)
        person.spellings = [f"S. {CANARY}"]
        person.save()
        docket.record(
            room.dispute, docket.Line("surat", f"Surat Siti  {CANARY.lower()} diterima"), **WHO
        )
        registry.note_unknown(room.disputes, f"Alamat S. {CANARY}", **WHO)
        say(room, UtteranceKind.SPEECH, "Saya hadir.", speaker="Pemohon", person=person)
        transcripts.publish(freeze(room), **WHO)
        publication.release_all(room.disputes, **WHO)

        shelved = everything_on_the_shelf()

        assert CANARY.lower() not in shelved.lower()
        assert "Surat Perseorangan diterima" in shelved
        assert "Perseorangan" in PublicDispute.objects.get(pk=room.dispute.code).applicant

    def test_a_transcript_whose_lines_name_a_private_person_is_not_published(self):
        room = open_room()
        person = private_person(room.dispute)
        say(room, UtteranceKind.SPEECH, "Saya hadir.", speaker=person.name, person=person)
        edition = freeze(room)

        with pytest.raises(PrivateName):
            transcripts.publish(edition, **WHO)

    def test_a_person_who_turns_out_to_be_private_takes_the_transcript_off_the_shelf(self):
        record = publish()
        registry.add_participant(
            record.room.dispute, record.room.counsel, role=PartyRole.WITNESS, **WHO
        )
        publication.shelve(record.room.dispute, now=NOW)

        assert not PublicLine.objects.exists()
        assert "Pak Darma" not in everything_on_the_shelf()


class TestSealing:
    def test_sealing_takes_every_copy_away(self):
        record = publish()

        for dispute in record.room.disputes:
            publication.seal(dispute, **WHO)

        assert rows_on_the_shelf() == 0
        assert differences() == []

    def test_sealing_one_dispute_silences_the_hearing_it_shared(self):
        record = publish()
        first, second = record.room.disputes

        publication.seal(first, **WHO)

        shelved = everything_on_the_shelf()
        assert first.code not in shelved
        assert "001/KIP-PSIP" not in shelved
        assert "Apakah bekerja sama" not in shelved
        assert PublicDispute.objects.get().code == second.code
        assert not PublicHearing.objects.get().has_words
        assert differences() == []

    def test_a_sealed_dispute_is_not_put_back_by_a_later_act(self):
        record = publish()
        for dispute in record.room.disputes:
            publication.seal(dispute, **WHO)

        publication.shelve(record.room.dispute, now=NOW)
        publication.shelve_hearing(record.room.hearing, now=NOW)

        assert rows_on_the_shelf() == 0


class TestProof:
    def test_a_fresh_shelf_says_what_the_record_says(self):
        publish()

        assert differences() == []

    @pytest.mark.parametrize(
        ("model", "column", "value"),
        [
            (PublicDispute, "subject", "lain"),
            (PublicDispute, "body", {}),
            (PublicUtterance, "text", "Tidak"),
            (PublicLine, "text", "Tidak"),
            (PublicHearing, "held_on", date(2024, 3, 12)),
            (PublicAdmission, "version", "0" * 16),
        ],
    )
    def test_verify_finds_a_changed_row_and_rebuild_mends_it(self, model, column, value):
        publish()
        row = model.objects.first()
        model.objects.filter(pk=row.pk).update(**{column: value})

        found = differences()

        assert len(found) == 1
        assert found[0].startswith(model.__name__)
        assert column in found[0]
        assert publication.rebuild(now=NOW) == 1
        assert differences() == []

    def test_verify_finds_a_missing_and_a_foreign_row(self):
        publish()
        PublicUtterance.objects.filter(number=2).delete()
        foreign = PublicDispute.objects.first()
        foreign.code, foreign.slug = "FFFFFFFF", "asing"
        foreign.save(force_insert=True)

        told = sorted(differences())

        assert [line.split()[0::2] for line in told] == [
            ["PublicCount", "changed:"],  # of all, and of the commission
            ["PublicCount", "changed:"],
            ["PublicDispute", "foreign"],
            ["PublicUtterance", "missing"],
        ]
        publication.rebuild(now=NOW)
        assert differences() == []

    def test_the_command_ends_with_the_differences(self):
        publish()
        out = io.StringIO()
        call_command("shelf", "verify", stdout=out)
        assert "Rak publik sama dengan rekaman." in out.getvalue()

        PublicLine.objects.filter(page=1, line=1).update(text="lain")
        out = io.StringIO()
        with pytest.raises(CommandError, match="berbeda dari rekaman: 1 baris"):
            call_command("shelf", "verify", stdout=out)
        assert "PublicLine" in out.getvalue()

    def test_shelving_again_writes_nothing(self):
        record = publish()
        before = PublicDispute.objects.values_list("shelved_at", flat=True).first()

        publication.shelve(record.room.dispute, now=timezone.now())

        assert PublicDispute.objects.values_list("shelved_at", flat=True).first() == before

    def test_the_version_changes_with_the_content_and_only_then(self):
        record = publish()
        before = PublicDispute.objects.get(code=record.room.dispute.code).version
        publication.rebuild(now=NOW)
        assert PublicDispute.objects.get(code=record.room.dispute.code).version == before

        registry.note_unknown([record.room.dispute], "Nilai kontrak", **WHO)
        publication.shelve(record.room.dispute, now=NOW)

        assert PublicDispute.objects.get(code=record.room.dispute.code).version != before

    def test_the_queries_do_not_grow_with_the_disputes(self):
        publish(name="pusat")
        few = queries_of_a_rebuild()
        publish(name="banten")
        many = queries_of_a_rebuild()

        assert PublicDispute.objects.count() == 4
        assert many <= few

    def test_a_dispute_that_is_not_public_costs_one_query(self, django_assert_num_queries):
        room = open_room()
        room.dispute.visibility = Visibility.PARTIES
        room.dispute.save()

        with django_assert_num_queries(1):
            publication.shelve_all.__wrapped__([room.dispute], now=NOW)


ACTS = {
    "docket line": lambda record: docket.record(
        record.room.dispute, docket.Line("surat", "Surat diterima"), **WHO
    ),
    "stage": lambda record: docket.move(
        record.room.dispute, Stage.REGISTERED, along_path=True, **WHO
    ),
    "number": lambda record: registry.register(
        record.room.dispute, "009/KIP-PSIP/III/2024", registered_on=None, **WHO
    ),
    "participant": lambda record: registry.add_participant(
        record.room.dispute, "Warga", role=PartyRole.RELATED, **WHO
    ),
    "representative": lambda record: registry.represent(
        record.room.party(), record.room.counsel, capacity="Kuasa", **WHO
    ),
    "panel": lambda record: registry.seat_on_panel(
        record.room.dispute, record.room.chair, seat="ketua_majelis", **WHO
    ),
    "disagreement": lambda record: registry.note_discrepancy(
        record.room.disputes, registry.Disagreement("x", "hari", ["5", "6"], "5"), **WHO
    ),
    "item": lambda record: filing.add_item(
        record.room.dispute.information_requests.get(),
        filing.ItemDetails("001-b", "Nilai kontrak"),
        **WHO,
    ),
    "objection": lambda record: filing.object_to(
        record.room.dispute.information_requests.get(), grounds=["a"], **WHO
    ),
    "receipt": lambda record: filing.receive(
        record.room.dispute, received_on=date(2024, 2, 28), **WHO
    ),
    "exemption": lambda record: filing.claim_exemption(
        record.room.dispute, filing.ExemptionDetails("keamanan"), **WHO
    ),
    "proposition": lambda record: admit(record.room, record.answer, code="P-2"),
    "statement": lambda record: admissions.review(
        admissions.record_statement(
            record.room.disputes,
            record.room.counsel,
            admissions.StatementDetails("s-9", HELD_ON, "quoted", "Belum tahu."),
            **WHO,
        ),
        reviewer=READER,
        now=NOW,
    ),
    "order": lambda record: admissions.order_by_panel(
        record.room.hearing,
        admissions.PanelOrderDetails("o-1", "Membawa kontrak"),
        disputes=record.room.disputes,
        given_by=record.room.chair,
        **WHO,
    ),
    "position": lambda record: hearings.note_position(
        record.room.item(), record.room.hearing, text="Dikecualikan", **WHO
    ),
    "decision": lambda record: rulings.pronounce(
        record.room.dispute,
        rulings.DecisionDetails("putusan_ajudikasi", date(2024, 4, 3), orders=["Beri salinan"]),
        **WHO,
    ),
    "court": lambda record: compliance.record_court_stage(
        record.room.dispute, compliance.CourtDetails("PTUN Jakarta"), **WHO
    ),
    "erratum": lambda record: transcripts.add_erratum(
        record.edition,
        record.edition.lines.get(page=1, line=2),
        record.edition.lines.get(page=1, line=2),
        correct="Ketua Wibawa",
        reason="ejaan",
        ordered_by="Ketua Wibowo",
        **WHO,
    ),
}


@pytest.mark.parametrize("act", ACTS)
def test_every_act_on_a_released_dispute_reaches_the_shelf_at_once(act):
    record = publish()
    before = PublicDispute.objects.get(code=record.room.dispute.code).version
    editions_before = PublicEdition.objects.get().version

    ACTS[act](record)

    assert differences() == []
    versions = {
        PublicDispute.objects.get(code=record.room.dispute.code).version,
        PublicEdition.objects.get().version,
    }
    assert versions != {before, editions_before}


def test_an_expert_and_a_counsel_speak_under_their_names():
    record = publish()

    names = [party["name"] for party in PublicDispute.objects.first().body["parties"]]

    assert names == ["Yayasan Lestari", "Badan Darma"]
    assert PublicUtterance.objects.get(number=2).speaker == "Pak Darma"
    assert record.room.counsel.name == "Pak Darma"


def test_a_statement_outside_stands_beside_the_admission_with_its_stance():
    record = publish()
    statement = admissions.record_statement(
        record.room.disputes,
        record.room.counsel,
        admissions.StatementDetails("s-1", date(2024, 3, 15), "quoted", "Belum tahu."),
        **WHO,
    )
    stance = admissions.take_stance(
        record.proposition,
        admissions.StanceDetails(
            Stance.NO_KNOWLEDGE,
            date(2024, 3, 15),
            effect=LegalEffect.NONE,
            person=record.room.counsel,
            public_statement=statement,
        ),
        **WHO,
    )
    admissions.review(stance, reviewer=READER, now=NOW)
    admissions.review(statement, reviewer=READER, now=NOW)

    body = PublicAdmission.objects.get().body

    assert [
        (row["stance"], row["statement"]["text"]) for row in body["admission"]["outside"]
    ] == [("no_knowledge", "Belum tahu.")]
    assert body["admission"]["also_said"] == []
