"""The public side's only reader: finding, reading, citing, verifying."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from cases.domain.admissions import QuestionFate
from cases.domain.parties import PartyRole
from cases.domain.publication.bodies import DisputeBody
from cases.domain.publication.folding import fold, plain, restore, veil
from cases.domain.transcripts import UtteranceKind
from cases.models import (
    Document,
    Holiday,
    PublicDispute,
    PublicEdition,
    PublicHearing,
    PublicHearingPlace,
    PublicParty,
)
from cases.queries import public
from cases.queries.public import shelves
from cases.services import publication, registry, rulings, transcripts
from tests.hearing_room import HELD_ON, NOW, open_room
from tests.public_record import WHO, exchange, freeze, judge, publish, say
from tests.standing import standing

pytestmark = pytest.mark.django_db


def search(**words) -> public.Results:
    """A page of what answers, with its rows, which are read when they are asked for."""
    found = public.find(public.Search.from_query(QueryDict(urlencode(words))))
    assert len(found.hits) <= public.PER_PAGE
    return found


def read_for(caught):
    """The queries that read rows; to ask what is to be expected reads none."""
    expected = ("EXPLAIN", "SELECT 1 FROM cases_publicentry_words")
    return [one["sql"] for one in caught if not one["sql"].startswith(expected)]


def registers(results) -> list[str]:
    return [hit.dispute.register for hit in results.hits]


def open_dispute(room, number, subject="Kontrak karya", *, regime="umum", **parties_of):
    """A public dispute of its own, without a hearing."""
    dispute = registry.open_file(
        room.commission,
        registry.DisputeDetails(natural_key=number, regime=regime, subject=subject),
        **WHO,
    )
    registry.give_number(dispute, number, kind="register", **WHO)
    registry.add_participant(
        dispute, room.applicant, role=PartyRole.APPLICANT, kind="badan_hukum", **WHO
    )
    registry.add_participant(dispute, room.respondent, role=PartyRole.RESPONDENT, **WHO)
    publication.release(dispute, **WHO)
    return dispute


built, record = standing(publish)


class TestSearch:
    @pytest.mark.usefixtures("record")
    @pytest.mark.parametrize(
        "typed",
        [
            "002/KIP-PSIP/II/2024",
            "002-KIP-PSIP-II-2024",
            "002 kip psip 2024",
            "2/KIP-PSIP/II/2024",
            "  002 / kip-psip / ii / 2024 ",
        ],
    )
    def test_a_register_number_is_found_however_it_is_typed(self, typed):
        assert registers(search(q=typed))[0] == "002/KIP-PSIP/II/2024"

    def test_a_month_of_a_number_is_not_found_inside_another(self, record):
        open_dispute(record.room, "002/KIP-PSIP/III/2024")

        assert registers(search(q="002/KIP-PSIP/II/2024")) == ["002/KIP-PSIP/II/2024"]

    @pytest.mark.usefixtures("record")
    @pytest.mark.parametrize("typed", ["pengadaan", "PENGADAAN", "peng", "péngadaan dokumen"])
    def test_words_are_found_from_their_beginning_whatever_case_or_accent(self, typed):
        assert len(registers(search(q=typed))) == 2

    @pytest.mark.usefixtures("record")
    def test_the_middle_of_a_word_finds_nothing(self):
        assert search(q="gadaan").total == 0

    @pytest.mark.usefixtures("record")
    def test_words_of_a_hearing_lead_to_its_disputes_and_show_the_turn(self):
        results = search(q="bekerja awan")

        assert registers(results) == ["001/KIP-PSIP/II/2024", "002/KIP-PSIP/II/2024"]
        (turn,) = results.hits[0].spoken
        assert (turn.number, turn.text) == (1, "Apakah bekerja sama dengan Darma Awan?")

    def test_what_is_not_there_and_what_is_sealed_give_the_same_answer(self, record):
        for dispute in record.room.disputes:
            publication.seal(dispute, **WHO)

        assert search(q="pengadaan") == search(q="pengadaan", hal="1")
        assert search(q="pengadaan").total == search(q="tidakpernahada").total == 0

    def test_facets_count_what_matches_and_leave_their_own_filter_aside(self, record):
        open_dispute(record.room, "003/V/KIP/2024", regime="umum")

        results = search(jalur="pemilu")
        counts = {
            facet.name: {value.value: value.count for value in facet.values}
            for facet in results.facets
        }

        assert results.total == 2
        assert counts["regime"] == {"pemilu": 2, "umum": 1}
        assert counts["year"] == {"2024": 2}
        assert counts["respondent"] == {record.room.respondent.slug: 2}
        assert counts["applicant"] == {record.room.applicant.slug: 2}
        assert counts["commission"] == {"pusat": 2}

    @pytest.mark.usefixtures("record")
    def test_a_chosen_facet_value_offers_to_drop_itself(self):
        (facet, value) = search(jalur="pemilu", q="kontrak").chosen[0]

        assert (facet.name, value.value, value.query) == ("regime", "pemilu", "q=kontrak")

    def test_the_parties_filter_by_their_slugs(self, record):
        room = record.room

        assert search(termohon=room.respondent.slug).total == 2
        assert search(pemohon=room.applicant.slug).total == 2
        assert search(termohon="lain").total == 0

    def test_nonsense_in_the_address_asks_for_nothing(self):
        told = public.Search.from_query(
            QueryDict(f"hal=-3&tahun=x&tahun=99999&urut=drop+table&q={'a' * 500}")
        )

        assert (told.page, told.year, told.sort, len(told.q)) == (1, (), "", 200)

    def test_an_address_of_the_browser_is_read_as_well(self):
        told = public.Search.from_query(QueryDict("q=hgu&tahun=2016&hal=2"))

        assert (told.q, told.year, told.page) == ("hgu", ("2016",), 2)
        assert told.query(year=()) == "q=hgu"

    @pytest.mark.usefixtures("record")
    def test_a_page_beyond_the_last_shows_the_last(self):
        results = search(hal="99")

        assert (results.search.page, results.pages, len(results.hits)) == (1, 1, 2)

    @pytest.mark.parametrize("words", [{}, {"q": "kontrak"}, {"q": "001 kip psip"}])
    def test_a_search_takes_four_queries_with_one_dispute_and_with_four(self, record, words):
        with CaptureQueriesContext(connection) as few:
            search(**words)
        for number in ("004/V/KIP/2024", "005/V/KIP/2024"):
            open_dispute(record.room, number)
        with CaptureQueriesContext(connection) as more:
            search(**words)

        assert 0 < len(read_for(few)) <= 4
        assert 0 < len(read_for(more)) <= 4


class TestCases:
    @pytest.mark.usefixtures("record")
    def test_a_dispute_is_found_by_its_address_with_dates_restored(self):
        found = public.dispute_by_slug("pusat", "001-KIP-PSIP-II-2024")

        assert isinstance(found, public.Found)
        assert found.case.hearings[0].held_on == HELD_ON
        assert found.case.admissions[0].binds == "Badan Darma"

    @pytest.mark.parametrize("typed", ["001-kip-psip-ii-2024", "code"])
    def test_another_way_of_writing_leads_to_the_address(self, record, typed):
        slug = record.room.dispute.code if typed == "code" else typed

        moved = public.dispute_by_slug("pusat", slug)

        assert moved == public.Moved("pusat", "001-KIP-PSIP-II-2024")

    def test_a_sealed_dispute_is_as_unknown_as_one_that_never_was(self, record):
        for dispute in record.room.disputes:
            publication.seal(dispute, **WHO)

        for slug in ("001-KIP-PSIP-II-2024", "999-KIP-PSIP-II-2024"):
            with pytest.raises(PublicDispute.DoesNotExist):
                public.dispute_by_slug("pusat", slug)

    def test_a_hearing_is_found_by_its_number_in_each_dispute(self, record):
        dispute = PublicDispute.objects.get(register="002/KIP-PSIP/II/2024")

        sitting = public.hearing_by_seq(dispute, 1)

        assert sitting.row.code == record.room.hearing.code
        assert [ref.register for ref in sitting.body.disputes] == [
            "001/KIP-PSIP/II/2024",
            "002/KIP-PSIP/II/2024",
        ]
        for no in (2, 10**20):  # one that no base could hold
            with pytest.raises(PublicHearingPlace.DoesNotExist):
                public.hearing_by_seq(dispute, no)
            with pytest.raises(PublicEdition.DoesNotExist):
                public.edition(record.room.hearing.code, no)

    def test_the_pages_of_the_parties_list_their_disputes(self, record):
        body = public.record(PartyRole.RESPONDENT, record.room.respondent.slug, HELD_ON)
        asking = public.record(PartyRole.APPLICANT, record.room.applicant.slug, HELD_ON)

        assert (body.name, len(body.latest)) == ("Badan Darma", 2)
        assert asking.short == "Lestari"
        with pytest.raises(PublicParty.DoesNotExist):
            public.record(PartyRole.RESPONDENT, "", HELD_ON)

    @pytest.mark.usefixtures("record")
    def test_a_case_page_takes_one_query_however_much_it_shows(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            public.dispute_by_slug("pusat", "001-KIP-PSIP-II-2024")

    @pytest.mark.usefixtures("record")
    def test_a_body_restored_is_the_body_that_was_written(self):
        row = PublicDispute.objects.first()

        assert plain(restore(DisputeBody, row.body)) == row.body


class TestVerification:
    def test_an_edition_is_verified_however_its_code_is_typed(self, record):
        code = record.edition.code

        for typed in (
            code,
            code.lower(),
            f"ST-{code[:4]}-{code[4:]}",
            f" {code[:4]} {code[4:]}",
        ):
            assert public.verify(typed).edition.pk == code

    def test_a_paper_a_hearing_and_a_dispute_are_verified_by_their_codes(self, record):
        paper = Document.objects.filter(edition=record.edition).first()

        assert public.verify(paper.code).document.pk == paper.code
        assert public.verify(record.room.hearing.code).hearing.pk == record.room.hearing.code
        assert public.verify(record.room.dispute.code).dispute.pk == record.room.dispute.code

    @pytest.mark.usefixtures("record")
    def test_an_unknown_code_stands_for_nothing(self):
        assert public.verify("XXXXXXXX") is None

    def test_a_paper_that_is_not_public_is_unknown(self, record):
        Document.objects.update(visibility="parties")
        publication.shelve_hearing(record.room.hearing, now=NOW)

        assert [public.verify(row.code) for row in Document.objects.all()].count(
            None
        ) == Document.objects.count()


class TestReader:
    def test_a_window_holds_the_lines_with_their_turns_and_speakers_apart(self, record):
        transcript = public.edition(record.room.hearing.code, 1)

        (folio,) = public.folios(transcript, 1, 1)
        question = next(block for block in folio.blocks if block.turn)

        assert folio.page == 1
        assert sum(len(block.lines) for block in folio.blocks) == 25
        assert question.lines[0].label == "Ketua Wibowo, Ketua Majelis:"
        assert question.lines[0].text.startswith("Apakah bekerja")
        assert question.starts_here
        assert question.ends_here

    def test_the_latest_edition_answers_when_none_is_named(self, record):
        assert public.edition(record.room.hearing.code).edition.no == 1
        with pytest.raises(PublicEdition.DoesNotExist):
            public.edition(record.room.hearing.code, 2)

    def test_a_window_takes_two_queries_with_one_page_and_with_three(
        self, django_assert_num_queries
    ):
        room = open_room(name="lain")
        for _ in range(60):
            say(room, UtteranceKind.SPEECH, "Kami mohon waktu.", speaker="Pak Darma")
        transcripts.publish(freeze(room), **WHO)
        publication.release_all(room.disputes, **WHO)
        transcript = public.edition(room.hearing.code, 1)

        with django_assert_num_queries(2):
            assert len(public.folios(transcript, 1, 1)) == 1
        with django_assert_num_queries(2):
            assert len(public.folios(transcript, 1, 3)) == 3

    def test_a_citation_gives_its_words_and_its_form(self, record):
        found = public.passage(record.room.hearing.code, 1, "1:2-1:4")

        assert "Apakah bekerja sama dengan Darma Awan?" in found.text
        assert found.place == "1:2–4"
        assert found.citation.startswith(
            "Risalah 001/KIP-PSIP/II/2024, Sidang II, ed. 1, hlm. 1:2–4 (butir 1"
        )
        assert found.address == f"/r/{record.room.hearing.code}/1/1:2-1:4"
        assert found.is_exact

    @pytest.mark.parametrize(
        ("asked", "place"),
        [
            ("1:2-4", "1:2–4"),
            ("1:2", "1:2"),
            ("1:4-1:2", "1:2–4"),
            ("1:20-9:99", "1:20–25"),
            ("0:0", "1:1"),
            ("7:3", "1:25"),
        ],
    )
    def test_a_citation_of_no_line_leads_to_the_nearest(self, record, asked, place):
        assert public.passage(record.room.hearing.code, 1, asked).place == place

    @pytest.mark.parametrize("nonsense", ["x", "1", "1:2-", "1:2:3", "-1:2", "9999999:1"])
    def test_words_that_are_no_citation_are_refused(self, record, nonsense):
        with pytest.raises(ValueError, match=nonsense):
            public.passage(record.room.hearing.code, 1, nonsense)


class TestBoards:
    @pytest.mark.usefixtures("record")
    def test_the_ledger_holds_the_admission_with_its_case(self):
        board = public.admissions()

        (entry,) = board.entries
        assert (board.total, board.page, board.pages) == (1, 1, 1)
        assert entry.dispute.register == "001/KIP-PSIP/II/2024"
        assert entry.admission.exchanges[0].answer.text == "Iya"

    def test_only_questions_without_a_full_answer_stand_on_the_board(self):
        room = open_room(name="lain")
        asked, _ = exchange(room)
        judge(asked)
        waiting = say(room, UtteranceKind.QUESTION, "Berapa nilainya?")
        judge(waiting, QuestionFate.DEFERRED, "Nilai")
        transcripts.publish(freeze(room), **WHO)
        publication.release_all(room.disputes, **WHO)

        (entry,) = public.open_questions().entries

        assert entry.question.label == "Nilai"
        assert len(entry.disputes) == 2

    @pytest.mark.usefixtures("record")
    def test_the_agenda_names_each_day_its_hearings_and_why_it_is_off(self):
        Holiday.objects.create(day=date(2024, 3, 12), kind="joint_leave", name="Nyepi")

        days = public.agenda(date(2024, 3, 11), date(2024, 3, 13))

        assert [day.day.day for day in days] == [11, 12, 13]
        assert [day.off.name if day.off else None for day in days] == [None, "Nyepi", None]
        assert [len(day.hearings) for day in days] == [0, 0, 1]

    @pytest.mark.usefixtures("record")
    def test_the_agenda_takes_the_same_queries_for_a_day_and_for_a_month(
        self, django_assert_num_queries
    ):
        Holiday.objects.create(day=date(2024, 3, 12), kind="joint_leave", name="Nyepi")

        with django_assert_num_queries(2):
            public.agenda(date(2024, 3, 12), HELD_ON)
        with django_assert_num_queries(2):
            public.agenda(date(2024, 3, 1), date(2024, 3, 31))

    def test_the_first_page_counts_and_opens_with_the_exchange(self, record):
        rulings.pronounce(
            record.room.dispute,
            rulings.DecisionDetails("putusan_ajudikasi", date(2024, 4, 3), result="dikabulkan"),
            **WHO,
        )

        told = public.home(HELD_ON)

        assert told.figures.disputes == 2
        assert (told.figures.hearings, told.figures.admissions) == (1, 1)
        assert told.moment.admission.code == "P-1"
        assert [row.decision.result for row in told.decisions] == ["dikabulkan"]
        assert [len(day.hearings) for day in told.week] == [0, 0, 1, 0, 0, 0, 0]

    @pytest.mark.usefixtures("record")
    def test_the_first_page_takes_at_most_ten_queries_with_one_room_and_with_two(
        self, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(11):
            public.home(HELD_ON)
        publish(name="banten")
        with django_assert_max_num_queries(11):
            public.home(HELD_ON)


class TestFolding:
    def test_folding_keeps_letters_and_digits_only(self):
        assert fold("Asy’ari, KPÚ/2024") == " asy ari kpu 2024 "

    def test_a_veil_hides_a_name_across_blanks_and_case_and_leaves_other_words(self):
        cover = veil([("Siti Aminah", "Perseorangan")])

        assert cover.over("surat SITI   aminah kepada Siti Aminahwati") == (
            "surat Perseorangan kepada Siti Aminahwati"
        )
        assert cover.finds("Siti\nAminah")
        assert not veil([]).finds("Siti Aminah")


def test_the_public_connection_is_used_where_the_settings_name_one(monkeypatch):
    assert public.shelf(PublicHearing).db == "default"

    named = SimpleNamespace(DATABASES={"default": {}, "public": {}})
    monkeypatch.setattr(shelves, "settings", named)

    assert public.shelf(PublicHearing).db == "public"
