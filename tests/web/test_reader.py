"""Reading a transcript: fixed lines, addresses that hold, and what it says of itself."""

from __future__ import annotations

import re

import pytest

from cases.models import Edition, EditionLine, Hearing
from tests.web.pages import CASE, text, tree, words

DAYS = ["2024-03-05", "2024-03-13", "2024-03-18", "2024-03-27", "2024-04-03"]


@pytest.fixture
def code(loaded, db):
    return Hearing.objects.get(held_on="2024-03-13", disputes__code="3KG4PWKT").code


@pytest.fixture
def reader(site, code):
    return site.get(f"/sidang/{code}/risalah/1/")


@pytest.mark.parametrize("held_on", DAYS)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_transcript_says_it_is_a_reconstruction_from_press_reports(
    site, held_on, language
):
    hearing = Hearing.objects.get(held_on=held_on, disputes__code="3KG4PWKT")
    site.cookies["bahasa"] = language

    told = text(site.get(f"/sidang/{hearing.code}/risalah/1/"))

    said = {
        "id": "Rekonstruksi dari pemberitaan, bukan risalah resmi",
        "en": "econstruct",
    }
    assert said[language] in told


def test_each_line_of_the_record_stands_on_its_page_under_its_number(reader, code):
    document = tree(reader)

    lines = EditionLine.objects.filter(edition__hearing__code=code).order_by("page", "line")
    spoken = [row for row in lines if row.text.strip()]
    assert len(spoken) > 40
    for row in spoken:
        (shown,) = document.xpath(f"//*[@id='p{row.page}l{row.line}']")
        told = words(shown)
        assert re.sub(r"\W", "", row.text) in re.sub(r"\W", "", told)


def test_each_turn_has_an_address_of_its_own(reader, site, code):
    numbers = [
        node.get("id")[1:]
        for node in tree(reader).xpath("//*[contains(@class, 'passage')][@id]")
        if re.fullmatch(r"u\d+", node.get("id"))
    ]

    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    moved = site.get(f"/b/{code}/11")
    assert moved["Location"] == f"/sidang/{code}/risalah/1/#u11"


def test_an_answer_is_paired_with_its_question(reader):
    codes = tree(reader).xpath("//*[@data-code]/@data-code")

    assert codes == ["T1", "J1", "T2", "J2", "T3", "J3", "T4", "T5", "T6", "T7"]


def test_an_admission_is_marked_and_leads_to_the_ledger(reader):
    turn = tree(reader).xpath("//*[@id='p2l4']/..")[0]

    assert "Iya" in words(turn)
    (link,) = turn.xpath(".//a[contains(., 'pengakuan')]/@href")
    assert link.startswith("/pengakuan/#")


def test_what_is_not_quoted_stands_in_brackets(reader):
    told = text(reader)

    assert "[Menanyakan nilai kontrak.]" in told
    assert "[Jawaban atas keempat pertanyaan itu tidak dilaporkan.]" in told


def test_every_turn_names_its_sources(reader):
    document = tree(reader)

    for turn in document.xpath("//*[@data-kind='turn'][.//*[@class='passage__label']]"):
        assert turn.xpath(".//a[starts-with(@href, '#sumber-')]"), words(turn)


def test_a_garbled_word_is_marked_sic(reader):
    told = text(reader)

    assert re.search(r"kecualikan\s*\[sic\]", told)


@pytest.mark.parametrize(
    ("place", "anchor"),
    [
        ("2:4", "#p2l4"),
        ("2:2-2:4", "#p2l2"),
        ("1:24-2:1", "#p1l24"),
    ],
)
def test_a_citation_leads_to_its_lines(site, code, place, anchor):
    moved = site.get(f"/r/{code}/1/{place}")

    assert moved.status_code == 302
    page, found = moved["Location"].split("#")
    assert page.startswith(f"/sidang/{code}/risalah/1/")
    assert f"#{found}".startswith(anchor)


@pytest.mark.parametrize(("place", "nearest"), [("9:1", "3:25"), ("1:99", "1:25")])
def test_a_line_that_is_not_there_names_the_nearest(site, code, place, nearest):
    answer = site.get(f"/r/{code}/1/{place}")

    assert answer.status_code == 404
    assert f"Risalah ini tidak memiliki baris {place}." in text(answer)
    (link,) = tree(answer).xpath("//main//a[@class='loc']")
    assert words(link) == nearest
    page, anchor = link.get("href").split("#")
    assert tree(site.get(page)).xpath(f"//*[@id='{anchor}']")


def test_the_name_in_the_akoma_ntoso_form_leads_to_its_edition_and_its_turn(site, code):
    frozen_on = Edition.objects.get(hearing__code=code, no=1).frozen_on
    work = f"/akn/id/debaterecord/risalah/2024-03-13/{code.lower()}"
    edition = f"{work}/ind@{frozen_on}"

    assert site.get(f"{work}/!main")["Location"] == f"/sidang/{code}/risalah/1/"
    assert site.get(edition)["Location"] == f"/sidang/{code}/risalah/1/"
    turn = site.get(f"{edition}/!main~butir_2")["Location"]
    assert turn == site.get(f"/b/{code}/2")["Location"]
    for other in (f"{work}/ind@2020-01-01", f"{edition}/!main~butir_999", "/akn/id/act/uu/14"):
        assert site.get(other).status_code == 404


@pytest.mark.parametrize("place", ["x", "2", "2:", ":4", "0:0", "2:4-", "2:4-1:1", "²:4"])
def test_a_citation_that_is_none_is_not_found(site, code, place):
    assert site.get(f"/r/{code}/1/{place}").status_code == 404


@pytest.mark.parametrize(
    "address", ["/sidang/{}/risalah/2/", "/sidang/{}/risalah/0/", "/b/{}/999", "/r/{}/7/1:1"]
)
def test_an_edition_or_turn_that_is_not_there_is_not_found(site, code, address):
    assert site.get(address.format(code)).status_code == 404


@pytest.mark.parametrize("asked", ["0", "-1", "99", "x", "²", "9" * 5000])
def test_an_odd_page_number_shows_a_page(site, code, asked):
    assert site.get(f"/sidang/{code}/risalah/1/", {"hal": asked}).status_code == 200


def test_the_outline_leads_into_the_record(reader):
    document = tree(reader)

    links = [
        link.split("#")[1]
        for link in document.xpath("//main//a/@href")
        if "/risalah/1/#p" in link
    ]
    assert len(set(links)) == 6
    for anchor in links:
        assert document.xpath(f"//*[@id='{anchor}']")


def test_the_words_of_the_hearing_page_cite_lines_that_say_the_same(site):
    document = tree(site.get(CASE))

    addresses = {link for link in document.xpath("//main//a/@href") if link.startswith("/r/")}
    assert addresses
    for address in addresses:
        assert site.get(address).status_code == 302, address
