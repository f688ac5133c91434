"""The room of a dispute: who enters, what each reads, and who writes to whom."""

from __future__ import annotations

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.domain import vocabulary
from cases.domain.correspondence import CorrespondenceKind
from cases.domain.notices import Side
from cases.domain.publication import Visibility
from cases.domain.stages import Stage
from cases.models import Correspondence, Dispute
from cases.services import completeness, correspondence, docket
from cases.services.correspondence import Writing
from tests import foreign_files as made
from tests.filed import FILED, WHO, open_room
from tests.web.pages import part, sign_in, text, tree

pytestmark = pytest.mark.django_db
EVERYBODY = ("applicant", "reader", "agency", "clerk")


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(FILED, tick=False):
        yield


@pytest.fixture
def room():
    return open_room()


@pytest.fixture
def address(room):
    return f"/meja/perkara/{room.dispute.code}/"


def enter(client, room, who):
    client.force_login(getattr(room, who))
    return client


def write(client, address, told="Kapan sidangnya?", **more):
    return client.post(address, {"teks": told, **more}, follow=True)


@pytest.mark.parametrize("who", EVERYBODY)
def test_whoever_has_a_part_enters(client, room, address, who):
    answer = enter(client, room, who).get(address)

    assert answer.status_code == 200
    assert "Panitera memeriksa apakah berkasnya lengkap" in text(answer)
    assert "Belum ada nomor" in text(answer)


@pytest.mark.parametrize("who", ["stranger", "commissioner"])
@pytest.mark.parametrize("page", ["", "naskah/", "lengkapi/", "cabut/"])
def test_to_everybody_else_there_is_no_such_room(client, room, address, who, page):
    """A commissioner sees the disputes on whose panel they sit; none is appointed yet."""
    assert enter(client, room, who).get(f"{address}{page}").status_code == 404


def test_a_visitor_is_asked_to_sign_in(client, address):
    assert client.get(address)["Location"].startswith("/masuk/")


def test_another_organisation_of_the_demonstration_has_no_part(site):
    code = Dispute.objects.filter(participants__organisation__short="YAKIN")[0].code
    sign_in(site, "ngo2")

    assert site.get(f"/meja/perkara/{code}/").status_code == 404
    assert site.post(f"/meja/perkara/{code}/", {"teks": "x"}).status_code == 404
    assert site.get(f"/kepaniteraan/{code}/ketidaklengkapan/").status_code == 404


@pytest.mark.parametrize("who", ["ngo", "agency", "clerk"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_room_of_the_demonstration_opens(site, who, language):
    sign_in(site, who)
    site.cookies["bahasa"] = language
    rooms = Dispute.objects.filter(commission__code="kip", visibility=Visibility.PUBLIC)
    first = rooms.order_by("pk")[:4]  # the family of YAKIN v. KPU is loaded first
    seen = [site.get(f"/meja/perkara/{one.code}/").status_code for one in first]

    assert set(seen) <= {200, 404}
    assert 200 in seen


# --- messages -------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["applicant", "agency"])
def test_a_party_writes_to_the_registry_and_to_nobody_else(client, room, address, who):
    answer = write(enter(client, room, who), address, kepada="para-pihak")

    row = Correspondence.objects.get()
    assert (row.for_applicant, row.for_respondent) == (who == "applicant", who == "agency")
    assert "Pesan dikirim." in answer.content.decode()
    assert "Kapan sidangnya?" in part(answer, "surat")


@pytest.mark.parametrize(
    ("whom", "read"),
    [
        ("pemohon", (True, False)),
        ("termohon", (False, True)),
        ("para-pihak", (True, True)),
    ],
)
def test_the_registry_chooses_who_reads_it(client, room, address, whom, read):
    write(enter(client, room, "clerk"), address, kepada=whom)

    row = Correspondence.objects.get()
    assert row.sender == Side.COMMISSION
    assert (row.for_applicant, row.for_respondent) == read
    for who, reads in zip(("applicant", "agency"), read, strict=True):
        told = part(enter(client, room, who).get(address), "surat")
        assert ("Kapan sidangnya?" in told) == reads


def test_a_reader_reads_and_has_nothing_to_write_with(client, room, address):
    client = enter(client, room, "reader")

    assert not tree(client.get(address)).xpath("//main//textarea[@name='teks']")
    assert client.post(address, {"teks": "x"}).status_code == 404
    assert not Correspondence.objects.exists()


def test_words_are_text_with_their_lines(client, room, address):
    write(enter(client, room, "applicant"), address, "Satu <b>tebal</b>\nDua")

    body = client.get(address).content.decode()
    assert "<p>Satu &lt;b&gt;tebal&lt;/b&gt;<br>Dua</p>" in body


def test_several_files_go_with_a_message_without_scripts(client, room, address):
    files = [
        SimpleUploadedFile(name, made.pdf(pages=no), content_type="application/pdf")
        for no, name in enumerate(("satu.pdf", "dua.pdf"), start=1)
    ]
    told = part(
        write(enter(client, room, "applicant"), address, "", berkas_file=files), "surat"
    )

    assert "satu.pdf" in told
    assert "dua.pdf" in told
    assert Correspondence.objects.get().attachments.count() == 2


def test_nothing_at_all_is_refused_at_the_form(client, room, address):
    answer = write(enter(client, room, "applicant"), address, " ")

    assert "Tulislah sesuatu, atau sertakan berkas." in part(answer, "galat")
    assert not Correspondence.objects.exists()


def test_a_file_that_was_sent_is_not_sent_again(client, room, address):
    file = SimpleUploadedFile("satu.pdf", made.pdf(), content_type="application/pdf")
    write(enter(client, room, "applicant"), address, "", berkas_file=file)
    code = Correspondence.objects.get().attachments.get().upload.code

    answer = write(client, address, "lagi", berkas=code)

    assert "Berkas ini sudah dikirim." in part(answer, "galat")
    assert Correspondence.objects.count() == 1


def test_a_sealed_dispute_has_no_writing(client, room, address):
    Dispute.objects.update(visibility=Visibility.SEALED)
    client = enter(client, room, "applicant")

    assert not tree(client.get(address)).xpath("//main//textarea[@name='teks']")
    assert client.post(address, {"teks": "x"}).status_code == 404


# --- what stands there ----------------------------------------------------------------------


def test_the_history_tells_acts_and_stages_in_words_the_latest_first(client, room, address):
    with time_machine.travel("2024-03-15T03:00:00+00:00", tick=False):
        completeness.notify(
            room.dispute, ["identity"], by=room.clerk, now=FILED.replace(day=15)
        )
        answer = enter(client, room, "applicant").get(address)

    lines = [
        " ".join("".join(node.itertext()).split())
        for node in tree(answer).xpath("//ol[@class='line']/li")
    ]
    assert len(lines) == 2
    assert lines[0].startswith("15 Mar 2024 Panitera memberitahukan")
    assert "Pemeriksaan kelengkapan → Menunggu kelengkapan" in lines[0]
    assert "Permohonan diajukan kepada Komisi Informasi Pusat" in lines[1]


def test_what_is_internal_stands_in_the_history_of_the_registry_alone(client, room, address):
    line = docket.Line("catatan", "Catatan KENARI", visibility=Visibility.INTERNAL)
    docket.record(room.dispute, line, **WHO)

    for who in EVERYBODY:
        told = text(enter(client, room, who).get(address))
        assert ("KENARI" in told) == (who == "clerk")


def test_clocks_are_drawn_with_their_working(client, room, address):
    """UU 14/2008 Pasal 38 ayat (1): 14 working days from 14 March 2024; 29 March is Good
    Friday: 15, 18-22, 25-28 March, 1-4 April.
    """
    answer = enter(client, room, "clerk").get(address)

    (first, second) = tree(answer).xpath("//figure[@class='clock']")
    told = " ".join(first.itertext())
    assert "dari 14, habis 4 April 2024" in " ".join(told.split())
    assert first.xpath(".//details")
    assert "Pasal 38 ayat (2)" in " ".join(second.itertext())


def test_every_stage_says_where_it_stands_and_what_comes_next():
    assert set(vocabulary.terms("stage_told")) == {stage.value for stage in Stage}


@pytest.mark.parametrize("stage", [Stage.WITHDRAWN, Stage.MEDIATION, Stage.COMPLIED])
def test_the_steps_of_what_has_ended_go_no_further(client, room, address, stage):
    Dispute.objects.update(stage=stage)
    states = tree(enter(client, room, "agency").get(address)).xpath(
        "//ol[@class='path']/li/@data-state"
    )
    assert ("ahead" in states) == (stage is Stage.MEDIATION)


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_room_takes_no_more_queries_for_more_writing(client, room, address, who):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            client.get(address)
        return len(caught)

    def exchange(count):
        for no in range(count):
            for sender, by in ((Side.APPLICANT, room.applicant), (Side.COMMISSION, room.clerk)):
                correspondence.write(
                    room.dispute,
                    Writing(CorrespondenceKind.MESSAGE, f"Pesan {no}"),
                    sender=sender,
                    to=[Side.APPLICANT, Side.RESPONDENT],
                    by=by,
                    now=FILED,
                )
            docket.record(room.dispute, docket.Line("x", f"Baris {no}"), **WHO)

    enter(client, room, who).get(address)
    exchange(1)
    before = queries()
    exchange(3)

    assert queries() == before
