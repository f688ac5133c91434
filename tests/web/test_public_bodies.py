"""The register of public bodies: who may look, who may write, what an import says."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import Addressee, PublicBody
from tests.web.pages import sign_in, text, tree, words

PAGES = ("/permintaan/badan/", "/permintaan/badan/baru/", "/permintaan/badan/impor/")


@pytest.fixture
def ngo(site):
    sign_in(site, "ngo")
    return site


def csv(text_of_file):
    return {"berkas": SimpleUploadedFile("badan.csv", text_of_file.encode())}


def test_a_body_is_entered_and_its_addresses_follow(ngo):
    added = ngo.post(
        PAGES[1], {"name": "Dinas Darma", "short": "", "kind": "badan_publik_negara"}
    )
    saved = ngo.post(
        added["Location"],
        {"ppid-email": "ppid@darma.test", "atasan_ppid-office": "Sekretaris"},
    )

    assert saved["Location"] == PAGES[0]
    told = text(ngo.get(f"{PAGES[0]}?q=darma"))
    assert "ppid@darma.test" in told
    assert "Sekretaris" in told


def test_a_name_whose_letters_only_look_latin_is_entered_and_told(ngo):
    added = ngo.post(PAGES[1], {"name": "Dinas Dаrma", "kind": "badan_publik_negara"})

    assert "huruf а hanya mirip huruf Latin" in text(ngo.get(added["Location"]))


def test_a_name_that_is_there_is_refused_at_its_field(ngo):
    name = "komisi pemilihan umum republik indonesia"

    answer = ngo.post(PAGES[1], {"name": name, "kind": "badan_publik_negara"})

    assert "sudah ada dalam register" in words(tree(answer).get_element_by_id("galat"))


def test_an_import_says_what_it_did_with_every_row(ngo):
    answer = ngo.post(PAGES[2], csv("nama,ppid_surel\nDinas A,a@a.test\n,b@b.test\n"))

    told = text(answer)
    assert "1 dimasukkan, 0 tidak berubah, 1 tidak dimasukkan" in told
    assert "Baris 3 Kolom nama kosong." in told
    assert Addressee.objects.get(email="a@a.test").public_body.name == "Dinas A"


def test_a_file_that_is_no_table_is_refused_in_words(ngo):
    answer = ngo.post(PAGES[2], {"berkas": SimpleUploadedFile("a.csv", b"PK\0\0")})

    assert "bukan teks CSV" in words(tree(answer).get_element_by_id("galat"))


@pytest.mark.parametrize(("who", "sees"), [("clerk", 200), ("agency", 404), ("chair", 404)])
def test_the_register_is_for_applicants_and_registrars(site, who, sees):
    sign_in(site, who)

    assert site.get(PAGES[0]).status_code == sees


def test_a_substitute_reads_and_writes_nothing(site):
    sign_in(site, "substitute")

    assert [site.get(page).status_code for page in PAGES] == [200, 404, 404]


@pytest.mark.parametrize("count", [1, 3])
def test_the_register_asks_as_much_for_one_as_for_three(ngo, count, django_assert_num_queries):
    for no in range(count):
        PublicBody.objects.create(slug=f"zz-{no}", name=f"Zz {no}")

    with django_assert_num_queries(8):
        ngo.get(f"{PAGES[0]}?q=Zz")
