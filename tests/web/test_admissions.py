"""The ledger of a dispute on the registry's pages and on a party's desk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.domain.accounts import Role
from cases.domain.admissions import LegalEffect, Stance
from cases.domain.hearings import Seat
from cases.models import (
    Assertion,
    Exhibit,
    Proposition,
    ReviewRefusal,
    StanceConfirmation,
    StanceContest,
)
from cases.services import admissions, publication, registry
from cases.services.admissions import StanceDetails, StatementDetails
from tests.hearing_room import HELD_ON, NOW, RECORDER
from tests.people import account, people_of
from tests.public_record import admit, publish
from tests.standing import standing
from tests.web.pages import text, tree, words

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
LATER = date(2024, 3, 19)
SECRET = "RAHASIADALAM"
ROOT = Path(__file__).parents[2]
WORD = "bohong"


built, record = standing(publish)


@pytest.fixture
def people(record):
    registry.seat_on_panel(record.room.dispute, record.room.chair, seat=Seat.CHAIR, **WHO)
    return people_of(record.room)


@pytest.fixture
def admitted(record):
    return record.proposition.assertions.get()


def inside(record, place="") -> str:
    return f"/kepaniteraan/{record.room.dispute.code}/pengakuan/{place}"


def desk(record, place="") -> str:
    return f"/meja/perkara/{record.room.dispute.code}/pengakuan/{place}"


def said_outside(record, **more):
    details = StatementDetails(
        "s-1", date(2024, 3, 15), "quoted", f"Bukan kontrak kami {SECRET}.", outlet="Kabar"
    )
    statement = admissions.record_statement(
        record.room.disputes, record.room.counsel, details, **WHO
    )
    stance = StanceDetails(Stance.DENIES, date(2024, 3, 15), public_statement=statement, **more)
    return admissions.take_stance(record.proposition, stance, **WHO)


def test_the_commission_reads_it_and_nobody_else_does(client, record, people):
    told = {}
    for name in ("ratna", "wibowo", "lestari", "darma", "stranger"):
        client.force_login(getattr(people, name))
        told[name] = client.get(inside(record)).status_code

    assert told == {
        "ratna": 200, "wibowo": 200, "lestari": 404, "darma": 404, "stranger": 404,
    }  # fmt: skip


def test_the_parties_read_it_on_their_desk(client, record, people):
    for name, status in (("lestari", 200), ("darma", 200), ("stranger", 404)):
        client.force_login(getattr(people, name))
        assert client.get(desk(record)).status_code == status


def test_only_the_registry_writes(client, record, people, admitted):
    places = [
        "proposisi/",
        "P-1/sikap/",
        *(f"sikap/{admitted.pk}/{act}/" for act in ("bantah", "cabut", "kukuhkan", "periksa")),
    ]
    for name in ("wibowo", "lestari", "stranger"):
        client.force_login(getattr(people, name))
        for place in places:
            assert client.get(inside(record, place)).status_code == 404, (name, place)


def test_a_proposition_gets_the_next_code_and_its_item(client, record, people):
    client.force_login(people.ratna)

    answer = client.post(
        inside(record, "proposisi/"),
        {"teks": "Server berada di Indonesia", "butir": [record.room.item().pk]},
    )

    assert answer.status_code == 302
    made = Proposition.objects.get(text="Server berada di Indonesia")
    assert (made.code, list(made.items.all())) == ("P-2", [record.room.item()])


class TestANewStance:
    def told(self, record, **more):
        return {
            "sikap": "affirms", "kekuatan": "explicit", "akibat": "admission",
            "pihak": record.room.party().pk, "edisi": record.edition.pk, "tempat": "butir 2",
            **more,
        }  # fmt: skip

    def test_the_words_are_shown_before_it_is_written(self, client, record, people):
        client.force_login(people.ratna)

        page = client.get(
            inside(record, f"P-1/sikap/?edisi={record.edition.pk}&tempat=butir+2")
        )

        shown = tree(page).find_class("stand__cited")
        assert "Pak Darma, Termohon: Iya" in words(shown[0])
        assert (
            tree(page).xpath("//form[@method='post']//*[@name='tempat']")[0].value == "butir 2"
        )

    def test_it_takes_speaker_day_and_capacity_from_its_words(self, client, record, people):
        client.force_login(people.ratna)

        answer = client.post(inside(record, "P-1/sikap/"), self.told(record))

        assert answer.status_code == 302, text(answer)
        made = Assertion.objects.latest("pk")
        assert (made.person, made.made_on, made.capacity) == (
            record.room.counsel, HELD_ON, "Termohon",
        )  # fmt: skip
        assert (made.utterance, made.legal_effect) == (record.answer, LegalEffect.ADMISSION)
        assert made.passage.exact.endswith("Iya")

    @pytest.mark.parametrize(
        ("more", "field", "said"),
        [
            ({"tempat": "9:9"}, "tempat", "Tidak ada ucapan di tempat itu"),
            ({"tempat": ""}, "tempat", "Tidak ada ucapan di tempat itu"),
            ({"edisi": ""}, "edisi", "Pilih risalahnya"),
            ({"pihak": ""}, "pihak", "Pengakuan harus menyebut pihak"),
            ({"halaman": "3"}, "halaman", "tidak mempunyai halaman"),
        ],
    )
    def test_what_is_wrong_stands_at_its_field(self, client, record, people, more, field, said):
        client.force_login(people.ratna)

        page = client.post(inside(record, "P-1/sikap/"), self.told(record, **more))

        assert page.status_code == 200
        assert said in words(tree(page).get_element_by_id(f"id_{field}_error"))
        assert Assertion.objects.count() == 1

    def test_it_has_exactly_one_source(self, client, record, people):
        exhibit = Exhibit.objects.create(
            dispute=record.room.dispute, side="T", no=1, title="Surat"
        )
        client.force_login(people.ratna)

        for more in (
            {"edisi": "", "tempat": ""},
            {"bukti": exhibit.pk, "tanggal": "2024-03-19"},
        ):
            page = client.post(inside(record, "P-1/sikap/"), self.told(record, **more))
            assert "tepat satu sumber" in text(page)
        assert Assertion.objects.count() == 1

    def test_words_outside_the_hearing_admit_nothing(self, client, record, people):
        said_outside(record)
        statement = record.room.dispute.public_statements.get()
        client.force_login(people.ratna)

        page = client.post(
            inside(record, "P-1/sikap/"),
            self.told(record, edisi="", tempat="", pernyataan=statement.pk),
        )

        assert "tidak dapat dicatat sebagai pengakuan" in text(page)


class TestWhatBecomesOfIt:
    def test_the_respondent_contests_its_own_stance(self, client, record, people, admitted):
        client.force_login(people.darma)
        page = client.get(desk(record))
        assert "Bantah" in text(page)

        answer = client.post(
            desk(record, f"{admitted.pk}/bantah/"),
            {"alasan": "Salah dikutip", "tanggal": "2024-03-19"},
        )

        assert answer.status_code == 302
        assert StanceContest.objects.get().written_by == f"akun:{people.darma.pk}"
        assert "Salah dikutip" in text(client.get(desk(record)))
        assert "Salah dikutip" not in text(client.get("/pengakuan/"))

    def test_the_other_side_contests_and_withdraws_nothing_of_it(
        self, client, record, people, admitted
    ):
        client.force_login(people.lestari)

        assert "Bantah" not in text(client.get(desk(record)))
        for act in ("bantah", "cabut"):
            assert client.post(desk(record, f"{admitted.pk}/{act}/")).status_code == 404

    def test_the_respondent_withdraws_by_an_exhibit(self, client, record, people, admitted):
        exhibit = Exhibit.objects.create(
            dispute=record.room.dispute, side="T", no=1, title="Surat pencabutan"
        )
        client.force_login(people.darma)

        answer = client.post(
            desk(record, f"{admitted.pk}/cabut/"),
            {"sikap": "denies", "bukti": exhibit.pk, "tanggal": "2024-03-19"},
        )

        assert answer.status_code == 302, text(answer)
        assert Assertion.objects.get(withdraws=admitted).exhibit == exhibit
        page = text(client.get(desk(record)))
        assert "dicabut 19 Mar 2024" in page
        assert "mencabut sikap sebelumnya" in page

    def test_a_second_person_lets_a_withdrawal_reach_the_public(
        self, client, record, people, admitted
    ):
        exhibit = Exhibit.objects.create(
            dispute=record.room.dispute, side="T", no=1, title="Surat pencabutan"
        )
        withdrawal = admissions.withdraw(
            admitted,
            StanceDetails(
                Stance.DENIES, LATER, participant=admitted.participant, exhibit=exhibit
            ),
            **WHO,
        )
        assert "dicabut" not in text(client.get("/pengakuan/"))
        client.force_login(people.ratna)

        answer = client.post(
            inside(record, f"sikap/{withdrawal.pk}/periksa/"), {"hasil": "benar"}
        )

        assert answer.status_code == 302, text(answer)
        page = text(client.get("/pengakuan/"))
        assert "dicabut mengakui 13 Mar 2024" in page
        assert "Yang pernah diakui" in page

    def test_whoever_wrote_it_is_told_that_another_reviews_it(self, client, record, people):
        client.force_login(people.ratna)
        self_written = said_outside(record)
        clerk = account("dua", record.room.commission, Role.REGISTRAR)
        mine = admissions.take_stance(
            record.proposition,
            StanceDetails(
                Stance.DENIES, LATER,
                public_statement=self_written.public_statement,
            ),
            actor=RECORDER.__class__(f"akun:{people.ratna.pk}"), now=NOW,
        )  # fmt: skip

        page = client.post(inside(record, f"sikap/{mine.pk}/periksa/"), {"hasil": "benar"})
        assert "Pemeriksa harus orang lain" in text(page)

        client.force_login(clerk)
        answer = client.post(
            inside(record, f"sikap/{mine.pk}/periksa/"), {"hasil": "tolak", "alasan": "Lain"}
        )
        assert answer.status_code == 302
        assert ReviewRefusal.objects.get().assertion == mine

    def test_a_refusal_needs_a_reason(self, client, record, people):
        stance = said_outside(record)
        client.force_login(people.ratna)

        page = client.post(inside(record, f"sikap/{stance.pk}/periksa/"), {"hasil": "tolak"})

        assert "Tulislah alasannya" in text(page)
        assert not ReviewRefusal.objects.exists()

    def test_the_word_of_the_chair_is_sought_in_the_transcript(
        self, client, record, people, admitted
    ):
        client.force_login(people.ratna)
        place = inside(record, f"sikap/{admitted.pk}/kukuhkan/")

        page = client.post(place, {"edisi": record.edition.pk, "tempat": "butir 1"})

        assert "Pilih ucapan ketua majelis sesudahnya" in text(page)
        assert not StanceConfirmation.objects.exists()


class TestHowItIsWorded:
    def test_a_clash_of_one_party_is_called_not_in_line(self, client, record, people, admitted):
        said_outside(record, participant=admitted.participant)
        client.force_login(people.ratna)

        page = text(client.get(inside(record)))

        assert "tidak sejalan dengan sikap 15 Mar 2024" in page
        assert "menunggu pemeriksa kedua" in page

    def test_somebody_elses_word_is_no_clash(self, client, record, people):
        said_outside(record)
        client.force_login(people.ratna)

        assert "tidak sejalan" not in text(client.get(inside(record)))


def test_nobody_is_ever_called_a_liar():
    told = [
        path
        for folder in ("cases", "templates", "static/js")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".py", ".html", ".txt", ".toml", ".po", ".js", ".md"}
        and WORD in path.read_text("utf-8").lower()
    ]

    assert told == []


def test_what_is_not_reviewed_is_read_by_the_commission_alone(client, record, people):
    said_outside(record)

    for name, reads in (("ratna", True), ("lestari", False), ("darma", False)):
        client.force_login(getattr(people, name))
        page = client.get(inside(record) if name == "ratna" else desk(record))
        assert (SECRET in text(page)) is reads, name
    client.logout()
    for address in ("/pengakuan/", f"/perkara/pusat/{slug(record)}/"):
        assert SECRET not in client.get(address).content.decode()


def slug(record) -> str:
    return record.room.dispute.numbers.get().slug


@pytest.mark.parametrize("who", ["ratna", "darma"])
def test_the_page_takes_as_many_queries_however_long_it_is(client, record, people, who):
    client.force_login(getattr(people, who))
    address = inside(record) if who == "ratna" else desk(record)
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)

    for no in (2, 3):
        proposition = admit(record.room, record.answer, code=f"P-{no}")
        admissions.contest(
            proposition.assertions.get(), record.room.party(), reason="x", on=LATER, **WHO
        )
    with CaptureQueriesContext(connection) as three:
        page = client.get(address)

    assert "P-3" in text(page)
    assert len(three) == len(one)


def test_the_room_leads_to_it(client, record, people):
    for name, where in (("ratna", inside(record)), ("darma", desk(record))):
        client.force_login(getattr(people, name))
        room = client.get(f"/meja/perkara/{record.room.dispute.code}/")
        assert where in [
            link.get("href") for link in tree(room).xpath("//*[@class='desk__acts']//a")
        ]


def test_in_a_sealed_dispute_the_parties_write_nothing(client, record, people, admitted):
    publication.seal(record.room.dispute, **WHO)
    client.force_login(people.darma)

    assert "Bantah" not in text(client.get(desk(record)))
    assert client.get(desk(record, f"{admitted.pk}/bantah/")).status_code == 404


def test_parties_cite_published_transcripts_alone(client, record, people, admitted):
    client.force_login(people.darma)
    page = client.get(desk(record, f"{admitted.pk}/cabut/"))
    assert "Sidang 13-03-2024, edisi 1" in text(page)
