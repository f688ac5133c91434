"""A page takes as many queries with three rows as with one, and never more than twelve."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.domain.accounts import Role
from cases.domain.admissions import QuestionFate
from cases.domain.transcripts import EditionKind, UtteranceKind
from cases.models import Dispute, Hearing
from cases.services import accounts, publication, recordings, transcripts, uploads
from tests.emptying import forget
from tests.hearing_room import HELD_ON, NOW, RECORDER, open_room
from tests.public_record import WHO, admit, judge, say
from tests.web.pages import PASSWORD

pytestmark = pytest.mark.django_db

MOST = 12
LISTS = [
    "/",
    "/perkara/",
    "/perkara/?q=pengadaan",
    "/perkara/?q=bekerja&urut=putusan",
    "/perkara/?q=bekerja&isi=ucapan",
    "/perkara/?q=bekerja&isi=pengakuan&tahun=2024",
    "/perkara/?isi=dokumen",
    "/perkara/?q=bekreja",
    "/perkara.csv?q=bekerja",
    "/perkara.json?q=bekerja",
    "/perkara.ics?q=bekerja",
    "/umpan/perkara.atom?q=bekerja",
    "/pengakuan/",
    "/pertanyaan/",
    "/pertanyaan/?keadaan=dijawab",
    "/kesanggupan/",
    "/putusan/",
    "/putusan/?komisi=pusat&tahun=2024&hasil=dikabulkan&badan=badan-darma",
    "/pengecualian/",
    "/pengecualian/?huruf=17b&hasil=annulled&komisi=pusat&tahun=2024",
    "/pengecualian.csv",
    "/statistik/",
    "/statistik/?komisi=pusat&tahun=2024",
    "/statistik.csv",
    "/badan-publik/",
    "/badan-publik/?nama=darma",
    "/pemohon/",
    "/bolehkah/?jalur=umum&diterima=2024-03-04&ditanggapi=belum&keberatan=belum",
    "/periksa-kutipan/",
    "/jadwal/?bulan=2024-03",
    "/jadwal/hari-ini/?tanggal=2024-03-13",
    "/jadwal/?tampilan=pekan&tanggal=2024-03-13&komisi=pusat&orang=ketua-wibowo",
    "/jadwal/pintu/?tanggal=2024-03-13",
    "/jadwal/teks/?tanggal=2024-03-13",
    "/jadwal.ics",
    "/umpan/jadwal.atom",
    "/tentang/",
    "/data/",
    "/sitemap.xml",
    "/sitemap-perkara-1.xml",
    "/sitemap-sidang-1.xml",
    "/kabar/baru/?q=bekerja",
]


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(caught)


def exchanges(room, count):
    """``count`` questions with answers that admit, and as many that nobody answered."""
    for no in range(1, count + 1):
        asked = say(room, UtteranceKind.QUESTION, f"Apakah bekerja {no}?", speaker="Ketua",
                    items=[room.item()], sources=["kabar-1"])  # fmt: skip
        answered = say(room, UtteranceKind.ANSWER, "Iya", speaker="Pak Darma", side="termohon",
                       replies_to=asked, items=[room.item()], sources=["kabar-1"])  # fmt: skip
        judge(asked, label=f"Kerja sama {no}")
        waiting = say(room, UtteranceKind.QUESTION, f"Berapa {no}?", items=[room.item()])
        judge(waiting, QuestionFate.OPEN, f"Nilai {no}")
        yield answered


def released(name, *, rows):
    """Two disputes with a hearing that holds ``rows`` of everything."""
    return _release(name, rows=rows, now=NOW)


@publication.one_act
def _release(name, *, rows, now):
    room = open_room(name=name)
    answers = list(exchanges(room, rows))
    edition = transcripts.freeze(
        room.hearing, kind=EditionKind.RECONSTRUCTION, frozen_on=HELD_ON, **WHO
    )
    for no, answer in enumerate(answers, start=1):
        admit(room, answer, code=f"P-{no}")
    transcripts.publish(edition, **WHO)
    publication.release_all(room.disputes, **WHO)
    return room


def pages_of(room) -> list[str]:
    """The detail pages of a room's first dispute."""
    case = f"/perkara/{room.commission.code}/001-KIP-PSIP-II-2024/"
    code = room.hearing.code
    edition = room.hearing.editions.get()
    page = f"/sidang/{code}/risalah/1/"
    feed = f"/umpan/perkara/{room.commission.code}/001-KIP-PSIP-II-2024.atom"
    shared = [feed, f"/umpan/komisi/{room.commission.code}.atom", f"{case}kartu/"]
    embedded = f"/oembed?url=http://testserver{case}"
    records = [
        f"/badan-publik/{room.respondent.slug}/",
        f"/pemohon/{room.applicant.slug}/",
    ]
    return [
        *(case, f"{case}sidang/1/", page, f"/v/{edition.code}", *shared, embedded, *records),
        *(f"{case}sidang/1/kartu.png", f"{page}kartu/", f"/r/{code}/1/1:1-1:25/kartu/"),
    ]


def queries_of_lists() -> dict[str, int]:
    return {address: _asked_first(address) for address in LISTS}


def _asked_first(address) -> int:
    """How many queries it takes whoever asks first."""
    forget()
    return queries(Client(), address)


@pytest.fixture(scope="module")
def counted(django_db_setup, django_db_blocker):
    """How many queries each list takes with one row of everything, and with three more."""
    with django_db_blocker.unblock(), transaction.atomic():
        released("pusat", rows=1)
        few = queries_of_lists()
        released("jabar", rows=3)
        many = queries_of_lists()
        transaction.set_rollback(True)
    return few, many


@pytest.mark.parametrize("address", LISTS)
def test_a_list_takes_no_more_queries_for_more_rows(counted, address):
    few, many = counted

    assert many[address] == few[address] <= MOST


def test_a_detail_page_takes_no_more_queries_for_more_rows(client):
    small, large = released("pusat", rows=1), released("jabar", rows=3)

    few = [queries(client, address) for address in pages_of(small)]
    client.cookies.clear()  # that of a form, which makes a visitor one of a kind
    many = [queries(client, address) for address in pages_of(large)]

    assert few == many
    assert max(many) <= MOST


def test_the_desk_takes_no_more_queries_for_more_disputes(client):
    room = released("pusat", rows=1)
    user = accounts.open_account(
        "panitera@demo.test", name="Panitera", password=PASSWORD, actor=RECORDER, now=NOW
    )
    accounts.join(user, room.commission, role=Role.REGISTRAR, actor=RECORDER, now=NOW)
    client.force_login(user)
    queries(client, "/meja/")  # SQLite asks once in a process whether it knows JSON
    before = queries(client, "/meja/")

    other = released("jabar", rows=3)
    Dispute.objects.filter(commission=other.commission).update(commission=room.commission)

    assert queries(client, "/meja/") == before
    assert before <= MOST


def _spoken(room, clerk, rows):
    """``rows`` recordings and imports of a hearing, each with what was said of it."""
    for no in range(rows):
        content = f"WEBVTT\n\n00:0{no}.000 --> 00:0{no}.000\nYa {no} <gaib>\n".encode()
        transcripts.import_file(room.hearing, content, name=f"{no}.vtt", **WHO)
        upload = uploads.begin(
            room.commission, uploaded_by=clerk, name=f"{no}.wav", size=9, now=NOW
        )
        found = recordings.add(room.hearing, upload, **WHO)
        for offset in range(no + 1):
            recordings.set_clock(found, offset, reason="", **WHO)


def test_pages_of_words_and_sound_take_no_more_queries_for_more_rows(client):
    small, large = open_room(), open_room(name="jabar")
    clerk = accounts.open_account(
        "panitera@demo.test", name="Panitera", password=PASSWORD, actor=RECORDER, now=NOW
    )
    for room, rows in ((small, 1), (large, 3)):
        accounts.join(clerk, room.commission, role=Role.REGISTRAR, actor=RECORDER, now=NOW)
        _spoken(room, clerk, rows)
    client.force_login(clerk)

    few, many = (
        [queries(client, address) for address in _pages_of_words(room)]
        for room in (small, large)
    )

    assert few == many
    assert max(many) <= MOST


def _pages_of_words(room):
    """Lists and details, the last of each: it has the most of everything."""
    start = f"/sidang/{room.hearing.code}"
    recording = room.hearing.recordings.latest("pk")
    words = room.hearing.imports.latest("pk")
    return [
        f"{start}/risalah/impor/",
        f"{start}/risalah/impor/{words.code}/",
        f"{start}/rekaman/",
        f"{start}/rekaman/{recording.code}/",
    ]


def test_the_hearings_of_both_rooms_are_really_there(client):
    released("pusat", rows=1)
    released("jabar", rows=3)

    assert Hearing.objects.count() == 2
    assert client.get("/perkara/").content.count(b'class="hit"') == 4
