"""The requests of an organisation on its desk: who sees them, what is said of their time."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from cases.domain.accounts import Role
from cases.models import InformationRequest, Membership, Organisation, PublicBody, User
from tests.web.pages import sign_in, text, tree, words

pytestmark = pytest.mark.usefixtures("today")
LETTER = {
    "butir": "Kontrak cloud\n\nAnggaran 2024\n",
    "tujuan": "Pengawasan pemilu",
    "bentuk": ".csv",
    "jalur": "umum",
    "cara": "email",
    "dikirim": "2024-03-04",
}


@pytest.fixture
def today():
    """14 March 2024, half past six in Jakarta: still the day before in UTC."""
    with time_machine.travel("2024-03-13T23:30:00+00:00", tick=False):
        yield date(2024, 3, 14)


@pytest.fixture
def ngo(site):
    sign_in(site, "ngo")
    return site


def bodies(*names):
    return [PublicBody.objects.get(name__startswith=name).pk for name in names]


def send(client, **more):
    house = Organisation.objects.get(short="YAKIN").pk
    asked = {
        **LETTER,
        "organisasi": house,
        "badan": bodies("Komisi Pemilihan Umum Republik Indonesia"),
        **more,
    }
    return client.post("/permintaan/baru/", asked)


def sent(client, **more):
    """The request that was just recorded."""
    assert send(client, **more).status_code == 302
    return InformationRequest.objects.order_by("-pk")[0]


def page(row):
    return f"/permintaan/{row.code}/"


def test_a_letter_becomes_a_request_whose_clock_shows_its_days(ngo):
    row = sent(ngo)

    told = text(ngo.get(page(row)))

    assert "Kontrak cloud" in told
    assert "Anggaran 2024" in told
    # UU 14/2008 Pasal 22 ayat (7): 14 March is day 6 of 10; 20 March is the last.
    assert "Kamis 14 Maret 2024, hari ke-6" in told
    assert "Senin 11 Maret 2024, Hari Suci Nyepi, tidak dihitung" in told
    assert "bila cuti bersama dihitung: 19 Maret 2024" in told


def test_the_same_letter_to_several_bodies_is_recorded_at_once(ngo):
    before = InformationRequest.objects.count()

    send(
        ngo,
        badan=bodies("Komisi Pemilihan Umum Republik Indonesia", "Kementerian Dalam Negeri"),
    )

    assert InformationRequest.objects.count() == before + 2


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("butir", " \n ", "Bidang ini tidak boleh kosong"),
        ("dikirim", "2024-03-15", "belum tiba"),
        ("dikirim", "kemarin", "Masukkan tanggal yang valid"),
        ("badan", [], "Bidang ini tidak boleh kosong"),
        ("jalur", "lain", "Masukkan pilihan yang valid"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_in_the_summary_and_nothing_is_lost(
    ngo, field, value, told
):
    before = InformationRequest.objects.count()

    answer = send(ngo, **{field: value})

    assert answer.status_code == 200
    summary = words(tree(answer).get_element_by_id("galat"))
    assert told in summary
    assert InformationRequest.objects.count() == before
    assert tree(answer).xpath("//textarea[@name='tujuan']")[0].text.strip() == LETTER["tujuan"]


def test_an_early_objection_is_warned_of_with_the_article_and_recorded_all_the_same(ngo):
    row = sent(ngo)
    item = row.items.first()

    asked = text(ngo.get(f"{page(row)}keberatan/"))
    answer = ngo.post(
        f"{page(row)}keberatan/",
        {f"butir_{item.pk}": ["c"], "hari": "2024-03-14", "cara": "email", "alasan": ""},
    )

    assert "Terlalu awal: tunggu sampai lewat 20 Maret 2024" in asked
    assert "Pasal 22 ayat (7)" in asked
    assert answer.status_code == 302
    assert row.objections.get().grounds == ["c"]


def test_a_reply_of_9_march_2026_gives_6_april_and_names_each_skipped_day(ngo):
    """UU 14/2008 Pasal 37 ayat (2); 30 March where joint leave counts as working days."""
    with time_machine.travel("2026-03-10T03:00:00+00:00", tick=False):
        sign_in(ngo, "ngo")
        row = sent(ngo, dikirim="2026-01-05")
        ngo.post(f"{page(row)}tanggapan/", {"hari": "2026-01-19", "jenis": "refused"})
        item = row.items.first()
        ngo.post(
            f"{page(row)}keberatan/",
            {f"butir_{item.pk}": ["a"], "hari": "2026-02-02", "cara": "email"},
        )
        ngo.post(f"{page(row)}tanggapan-atasan/", {"hari": "2026-03-09", "jenis": "refused"})

        told = text(ngo.get(page(row)))

    assert "Ajukan permohonan sengketa" in told
    assert "6 April 2026" in told
    assert "bila cuti bersama dihitung: 30 Maret 2026" in told
    for day in (
        "18 Maret Cuti Bersama Hari Suci Nyepi",
        "19 Maret Hari Suci Nyepi",
        "20 Maret Cuti Bersama Hari Raya Idul Fitri",
        "23 Maret Cuti Bersama Hari Raya Idul Fitri",
        "24 Maret Cuti Bersama Hari Raya Idul Fitri",
        "3 April Wafat Yesus Kristus",
    ):
        assert day in told


def test_a_refusal_of_the_service_stands_at_the_day(ngo):
    row = sent(ngo)

    answer = ngo.post(f"{page(row)}tanggapan/", {"hari": "2024-03-01", "jenis": "granted"})

    assert "mendahului langkah sebelumnya" in words(tree(answer).get_element_by_id("galat"))


def test_a_step_that_is_done_is_offered_no_longer(ngo):
    row = sent(ngo)
    ngo.post(f"{page(row)}tanggapan/", {"hari": "2024-03-14", "jenis": "partly"})

    assert ngo.get(f"{page(row)}tanggapan/").status_code == 404
    assert not tree(ngo.get(page(row))).xpath("//a[contains(@href, '/perpanjangan/')]")


def test_what_presses_us_stands_before_what_the_body_owes(ngo):
    ours = sent(ngo)
    ngo.post(f"{page(ours)}tanggapan/", {"hari": "2024-03-14", "jenis": "refused"})
    theirs = sent(ngo)

    links = tree(ngo.get("/permintaan/")).xpath("//tbody//th/a/@href")

    assert links.index(page(ours)) < links.index(page(theirs))


@pytest.mark.parametrize("who", ["ngo2", "agency", "clerk", "substitute", "chair", "admin"])
def test_for_everybody_else_a_request_does_not_exist(ngo, who):
    row = sent(ngo)
    ngo.logout()
    sign_in(ngo, who)

    for address in (page(row), f"{page(row)}tanggapan/"):
        seen, made_up = ngo.get(address), ngo.get(address.replace(row.code, "BCDFGHJK"))
        told = seen.content.replace(row.code.encode(), b"BCDFGHJK")
        assert (seen.status_code, told) == (404, made_up.content)
    assert row.code not in ngo.get("/permintaan/").content.decode()


def test_a_visitor_is_asked_to_sign_in(ngo):
    row = sent(ngo)
    ngo.logout()

    for address in ("/permintaan/", "/permintaan/baru/", page(row)):
        assert ngo.get(address)["Location"].startswith("/masuk/")


@pytest.fixture
def other_owner(ngo):
    """An organisation keeps an owner, whoever leaves."""
    Membership.objects.create(
        user=User.objects.get(email="ngo2@demo.test"),
        organisation=Organisation.objects.get(short="YAKIN"),
        role=Role.OWNER,
    )


def test_a_reader_reads_and_records_nothing(ngo, other_owner):
    row = sent(ngo)
    Membership.objects.filter(user__email="ngo@demo.test").update(role=Role.READER)

    assert ngo.get(page(row)).status_code == 200
    assert ngo.get(f"{page(row)}tanggapan/").status_code == 404
    assert ngo.get("/permintaan/baru/").status_code == 404


def test_who_has_left_the_organisation_sees_nothing_of_it(ngo, other_owner):
    row = sent(ngo)
    Membership.objects.filter(user=User.objects.get(email="ngo@demo.test")).update(
        ends_on=date(2024, 3, 13)
    )

    assert ngo.get(page(row)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_one_as_for_three(ngo, count, django_assert_num_queries):
    send(
        ngo,
        badan=bodies("Komisi Pemilihan Umum Republik Indonesia", "Kementerian Dalam", "Arsip")[
            :count
        ],
    )

    with django_assert_num_queries(9):
        ngo.get("/permintaan/")


def test_an_objection_is_written_and_its_letter_made_for_the_organisation_alone(ngo):
    row = sent(ngo)
    item = row.items.first()
    wanted = {f"butir_{item.pk}": ["c"], "tempat": "Jakarta", "nama": "Sari"}

    wrong = ngo.post(f"{page(row)}surat-keberatan/", {"tempat": "Jakarta", "nama": "Sari"})
    ordered = ngo.post(f"{page(row)}surat-keberatan/", wanted)

    assert "Pilih paling sedikit satu alasan" in words(tree(wrong).get_element_by_id("galat"))
    assert ordered["Location"] == page(row)
    told = text(ngo.get(page(row)))
    assert "Surat keberatan" in told
    assert "belum ditinjau ahli hukum" in told
    letter = row.letters.get(mime="application/pdf")
    ngo.logout()
    sign_in(ngo, "ngo2")
    assert ngo.get(f"{page(row)}surat-keberatan/").status_code == 404
    assert ngo.get(f"/meja/berkas/{letter.code}/").status_code == 404
    assert ngo.get(f"/v/{letter.code}").status_code == 404
