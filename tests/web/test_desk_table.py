"""The table of all cases on the page: asked, kept as a view, taken away, shut to others."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from cases.domain.accounts import Role
from cases.models import InformationRequest, SavedView
from cases.services import deadlines, desk, information_requests, parties
from cases.services.information_requests import Letter
from tests.brought import WHO, account, open_hall
from tests.hearing_room import NOW, open_room
from tests.public_record import WHO as RECORDER
from tests.standing import standing
from tests.web.pages import text, tree, words

pytestmark = pytest.mark.django_db
SENT, TODAY = date(2024, 3, 4), date(2024, 3, 14)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moving:
        yield moving


built, hall = standing(open_hall)


@pytest.fixture
def asked(hall):
    return ask(hall, "Dinas Wibawa", "Anggaran 2024")


@pytest.fixture
def ngo(client, hall):
    client.force_login(hall.applicant)
    return client


def ask(hall, body, *items):
    letter = Letter(items=items, submitted_on=SENT, channel="email")
    to = parties.add_public_body(body, **WHO)
    house = hall.room.applicant
    return information_requests.send(house, [to], letter, **WHO, today=TODAY)[0]


def table(answer):
    return tree(answer).xpath("//table[contains(@class, 'cases')]/tbody/tr")


def shown(answer):
    """Number and information of each row."""
    return [
        f"{words(row.xpath('./td[1]')[0]).split(' Umum')[0]} {words(row.xpath('./th')[0])}"
        for row in table(answer)
    ]


def csv_of(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def sheet_of(answer):
    return load_workbook(io.BytesIO(answer.content)).worksheets[0]


def test_a_row_says_whose_turn_it_is_until_when_and_how_many_working_days_are_left(ngo, asked):
    (row,) = table(ngo.get("/meja/?jenis=permintaan"))

    told = words(row)
    assert told.startswith("belum ada Dinas Wibawa")
    assert "PPID menanggapi permintaan badan publik" in told
    # Pasal 22 ayat (7): 10 working days from 4 March 2024, 19 March when joint leave counts;
    # 5, 6, 7, 8, 12, 13, 14 March are used.
    assert "19 Mar 2024 sisa 3 dari 10 hari kerja" in told
    assert "4 Mar 2024 Permintaan diterima badan publik" in told
    assert row.xpath(".//svg[@class='gauge__bar']")
    assert f"/permintaan/{asked.code}/" in row.xpath(".//th/a/@href")


def test_what_is_late_is_said_in_words(ngo, hall, clock):
    deadlines.start(hall.dispute, "umum_start_settlement", triggered_on=SENT, **WHO)
    # 14 working days from 4 March 2024, Nyepi and its joint leave skipped: 26 March.
    clock.move_to("2024-04-01T03:00:00+00:00")
    ngo.force_login(hall.applicant)

    (row,) = table(ngo.get("/meja/?tenggat=lewat"))

    # 27 and 28 March, 1 April; 29 March is Good Friday.
    assert "26 Mar 2024 lewat 3, batas 14 hari kerja" in words(row)
    assert "Kepaniteraan" in words(row)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("?q=WIBAWA", 1),
        ("?q=001/kip", 1),
        ("?q=anggaran+2024", 1),
        ("?q=lestari", 3),
        ("?q=tidak-ada", 0),
        ("?jenis=sengketa", 2),
        ("?badan=dinas-wibawa", 1),
        ("?tahap=request", 3),
        ("?tahap=objection", 0),
        ("?petugas=saya", 0),
        ("?petugas=tanpa", 3),
        ("?tenggat=7", 1),
        ("?tenggat=tanpa", 2),
        ("?keadaan=selesai", 0),
        ("?keadaan=semua&urut=badan", 3),
    ],
)
def test_the_table_is_narrowed_by_what_is_asked(ngo, asked, query, count):
    assert len(table(ngo.get(f"/meja/{query}"))) == count


@pytest.mark.parametrize(
    "typed", ["002/KIP-PSIP/II/2024", "2/kip-psip/ii/2024", "002/KIP-PSIP/2024", "002"]
)
def test_a_number_is_found_on_the_desk_however_it_is_typed(client, hall, typed):
    client.force_login(hall.clerk)
    answer = client.get("/meja/", {"q": typed, "keadaan": "semua"})
    (row,) = shown(answer)
    assert row.startswith("002/")


@pytest.mark.parametrize(
    "query",
    ["jenis=x", "tahap=%00", "badan=../x", "petugas=²", "tenggat=8", "keadaan=", "urut=1",
     "hal=0", "hal=99999999", "q=%00%ff", "q=" + "x" * 5000, "petugas=999999999999",
     "badan=tidak-ada", "q=a&q=b"],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/meja/", "/meja/perkara.csv", "/meja/perkara.xlsx"])
def test_an_odd_question_is_answered(ngo, asked, address, query):
    assert ngo.get(f"{address}?{query}").status_code == 200


def test_what_narrows_the_table_is_shown_and_can_be_taken_back(ngo, asked):
    page = tree(ngo.get("/meja/?q=wibawa&tenggat=7&urut=nomor"))

    chips = {words(one): one.get("href") for one in page.xpath("//*[@class='chips__one']")}
    assert chips == {
        "“wibawa” hapus saringan": "/meja/?tenggat=7&urut=nomor",
        "Tenggat: dalam 7 hari kerja hapus saringan": "/meja/?q=wibawa&urut=nomor",
    }
    assert page.xpath("//select[@name='tenggat']/option[@selected]/@value") == ["7"]


def test_an_empty_answer_says_how_to_go_on(ngo, asked):
    answer = ngo.get("/meja/?q=tidak-ada")

    assert "Tidak ada perkara yang cocok dengan saringan ini." in text(answer)
    links = tree(answer).xpath("//div[@class='none']//a/@href")
    assert links == ["/meja/", "/meja/?q=tidak-ada&keadaan=semua"]


def test_a_member_is_chosen_by_name_and_a_clerk_has_no_such_field(client, hall):
    client.force_login(hall.reader)
    options = tree(client.get("/meja/")).xpath("//select[@name='petugas']/option")
    client.force_login(hall.clerk)
    answer = client.get("/meja/?petugas=saya")

    assert [words(one) for one in options] == [
        "siapa pun", "saya", "belum ada", hall.applicant.name,
    ]  # fmt: skip
    assert not tree(answer).xpath("//select[@name='petugas' or @name='jenis']")
    assert len(table(answer)) == 2
    assert "Petugas" not in text(answer)


def test_a_filter_is_kept_under_a_name_and_forgotten(ngo, hall, asked):
    kept = ngo.post("/meja/?q=wibawa&hal=3", {"nama": "Wibawa"}, follow=True)
    (view,) = SavedView.objects.all()
    link = tree(kept).xpath("//nav[@class='sift__views']//a")[0]

    assert view.query == "q=wibawa"
    assert (words(link), link.get("href"), link.get("aria-current")) == (
        "Wibawa", "/meja/?q=wibawa", "true",
    )  # fmt: skip
    ngo.post(f"/meja/saringan/{view.pk}/hapus/")
    assert not SavedView.objects.exists()


def test_a_filter_without_a_name_is_refused_at_its_field(ngo, asked):
    answer = ngo.post("/meja/?q=wibawa", {"nama": " "})

    assert "Bidang ini tidak boleh kosong" in text(answer)
    assert len(table(answer)) == 1
    too_long = ngo.post("/meja/?" + "q=" + "%F0%9F%98%80" * 80, {"nama": "x"})
    assert "terlalu panjang" in text(too_long)


def test_the_kept_filters_of_others_do_not_exist(client, hall):
    view = desk.save_view(hall.applicant, "Punya saya", desk.rules.Wanted(q="a"), now=NOW)
    client.force_login(hall.reader)

    assert "Punya saya" not in text(client.get("/meja/"))
    assert client.post(f"/meja/saringan/{view.pk}/hapus/").status_code == 404
    assert client.get(f"/meja/saringan/{view.pk}/hapus/").status_code == 405


def test_a_file_holds_the_rows_of_all_pages_in_their_order(ngo, hall):
    for no in range(60):
        ask(hall, f"Dinas {no % 7}", f"Butir {no}")
    query = "q=dinas&urut=badan"

    pages = [shown(ngo.get(f"/meja/?{query}&hal={no}")) for no in (1, 2, 3)]
    rows = csv_of(ngo.get(f"/meja/perkara.csv?{query}"))
    sheet = sheet_of(ngo.get(f"/meja/perkara.xlsx?{query}&hal=2"))

    on_pages = [row for page in pages for row in page]
    assert len(on_pages) == 60
    assert [f"Butir {row.rpartition('Butir ')[2]}" for row in on_pages] == [
        row[3] for row in rows[1:]
    ]
    assert [cell.value for cell in sheet["D"]] == [row[3] for row in rows]


def test_days_of_a_workbook_are_days_and_its_head_speaks_the_language_of_its_reader(ngo, asked):
    ngo.cookies["bahasa"] = "en"

    sheet = sheet_of(ngo.get("/meja/perkara.xlsx?jenis=permintaan"))

    head = [cell.value for cell in sheet[1]]
    row = dict(zip(head, [cell.value for cell in sheet[2]], strict=True))
    assert head[:4] == ["Number", "Kind", "Public body", "Information"]
    assert row["Last day"].date() == date(2024, 3, 19)
    assert row["Working days left"] == 3
    assert row["Kind"] == "Request, no dispute yet"
    assert sheet.freeze_panes == "A2"


def test_what_others_wrote_is_no_formula_in_a_file(ngo, hall):
    ask(hall, "=Dinas()", "@SUM(1)", '=HYPERLINK("http://x")')

    (row,) = csv_of(ngo.get("/meja/perkara.csv?jenis=permintaan"))[1:]
    sheet = sheet_of(ngo.get("/meja/perkara.xlsx?jenis=permintaan"))

    assert row[2] == "'=Dinas()"
    assert row[3].startswith("'@SUM(1); =HYPER")
    assert sheet["C2"].value == "'=Dinas()"
    assert all(cell.data_type != "f" for cell in sheet[2])


def test_a_file_is_named_by_its_day_and_kept_by_nobody_on_the_way(ngo):
    for name in ("perkara.csv", "perkara.xlsx"):
        answer = ngo.get(f"/meja/{name}")

        stem, suffix = name.split(".")
        assert answer["Content-Disposition"] == (
            f'attachment; filename="{stem}-2024-03-14.{suffix}"'
        )
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "address", ["/meja/", "/meja/perkara.csv", "/meja/perkara.xlsx", "/meja/kalender/"]
)
def test_nobody_reads_a_desk_without_signing_in(client, hall, address):
    answer = client.get(address)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/masuk/")


@pytest.mark.parametrize("address", ["/meja/?keadaan=semua", "/meja/perkara.csv?keadaan=semua",
                                     "/meja/kalender/?bulan=2024-03"])  # fmt: skip
def test_another_organisation_finds_nothing_of_this_one(client, hall, asked, address):
    deadlines.start(hall.dispute, "umum_start_settlement", triggered_on=SENT, **WHO)
    other = parties.add_organisation("Lembaga Lain", short="Lain", **WHO)
    client.force_login(account("pengurus@lain.test", other, Role.OWNER))

    told = client.get(address).content.decode()

    for word in ("Lestari", "Darma", "Wibawa", "KIP-PSIP", "Anggaran", asked.code):
        assert word not in told


def count_of(client, address):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


@pytest.mark.parametrize(
    "address",
    ["/meja/?keadaan=semua", "/meja/perkara.csv", "/meja/perkara.xlsx",
     "/meja/kalender/?bulan=2024-03"],
)  # fmt: skip
@pytest.mark.parametrize("who", ["applicant", "agency", "clerk"])
def test_more_cases_take_no_more_queries(client, hall, address, who):
    fill(hall, hall.room, 1)
    client.force_login(getattr(hall, who))
    before = count_of(client, address)

    other = open_room(name="jabar")
    other.commission.__class__.objects.filter(pk=other.commission.pk).update(
        region="Jawa Barat"
    )
    fill(hall, other, 2)

    assert count_of(client, address) == before <= 18


def fill(hall, room, count):
    """Some of everything: requests, limits, notes, keepers, kept filters."""
    for no in range(count):
        row = ask(hall, f"Dinas {room.commission.code} {no}", "Anggaran")
        desk.assign(hall.room.applicant, row, hall.applicant, by=hall.applicant, now=NOW)
        desk.save_view(
            hall.applicant, f"{room.commission.code} {no}", desk.rules.Wanted(), now=NOW
        )
    for dispute in room.disputes[:count]:
        deadlines.start(dispute, "umum_start_settlement", triggered_on=SENT, **RECORDER)
        desk.assign(hall.room.applicant, dispute, hall.applicant, by=hall.applicant, now=NOW)
    assert InformationRequest.objects.filter(dispute=None).exists()
