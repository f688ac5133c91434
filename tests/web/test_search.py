"""Searching the register as people do: what is found, where it stands, taking it away."""

from __future__ import annotations

import csv
import io

import pytest
from django.conf import settings
from lxml import etree

from tests.web.pages import CASE, text, tree, words
from tests.web.test_register import found, search

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def spoken(answer) -> list[str]:
    """The words of each hit, and their place."""
    return [words(node) for node in tree(answer).xpath("//*[contains(@class, 'hit__words')]")]


def marked(answer) -> set[str]:
    return {words(node).lower() for node in tree(answer).xpath("//main//mark")}


def tab(answer, label) -> str:
    """The address of one kind of what can be listed."""
    for link in tree(answer).xpath("//nav[contains(@class, 'kinds')]//a"):
        if words(link).startswith(label):
            return f"/perkara/{link.get('href')}"
    raise AssertionError(label)


def test_a_spoken_word_is_shown_with_its_page_and_line(site):
    told = spoken(search(site, q="alibaba"))

    assert any("bekerja sama dengan Alibaba" in one and "h. 2 b. 2" in one for one in told)


def test_words_that_stand_together_are_found_and_marked(site):
    answer = search(site, q="pengadaan cloud")

    assert CASE in found(answer)
    assert {"pengadaan", "cloud"} <= marked(answer)
    assert "Pengadaan cloud Sirekap" in text(answer)


def test_words_of_one_root_are_found_and_marked(site):
    told = marked(site.get("/perkara/?q=dimohonkan&isi=ucapan"))

    assert {"pemohon", "permohonan"} <= told
    assert "pemohon" in marked(site.get("/perkara/?q=permohonan&isi=ucapan"))


def test_a_complaint_is_no_procurement(site):
    answer = search(site, q="pengaduan")

    assert found(answer) == []
    assert "Pengadaan cloud" not in text(answer)


def test_a_slip_is_answered_with_the_word_that_was_meant(site):
    answer = search(site, q="alibba")

    (link,) = tree(answer).xpath("//div[@class='none']//a[contains(@href, 'alibaba')]/@href")
    assert "Maksud Anda alibaba" in text(answer)
    assert CASE in found(site.get(f"/perkara/{link}"))


@pytest.mark.parametrize(
    ("label", "q", "way"),
    [
        ("Ucapan", "alibaba", "/b/"),
        ("Pengakuan", "alibaba", f"{CASE}#"),
        ("Putusan", "dikabulkan", "#putusan"),
        ("Dokumen", "", "/v/"),
    ],
)
def test_each_kind_is_listed_by_itself_and_leads_to_its_place(site, label, q, way):
    answer = site.get(tab(search(site, q=q), label))

    links = tree(answer).xpath("//*[contains(@class, 'hit__words')]//a/@href")
    assert links
    assert all(way in link for link in links)
    for link in links[:2]:
        assert site.get(link).status_code in {200, 302}


def test_a_tab_says_how_many_it_lists(site):
    answer = search(site, q="alibaba")

    listed = site.get(tab(answer, "Ucapan"))

    assert tab(answer, "Ucapan").startswith("/perkara/?q=alibaba")
    assert len(spoken(listed)) == 4
    assert "Ucapan 4" in text(answer)


def test_the_table_holds_what_the_page_found(site):
    (address,) = [
        href for href in tree(search(site, q="alibaba")).xpath("//p[@class='export']//a/@href")
        if href.startswith("/perkara.csv")
    ]  # fmt: skip

    answer = site.get(address)

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["Alamat"] for row in rows] == found(search(site, q="alibaba"))
    assert rows[0]["Tempat"] == "2:2"
    assert "attachment" in answer["Content-Disposition"]


def test_json_holds_the_hits_and_the_facets(site):
    told = site.get("/perkara.json", {"q": "alibaba", "hasil": "dikabulkan"}).json()

    assert (told["total"], told["is_capped"]) == (1, False)
    assert told["facets"]["hasil"] == {"dikabulkan": 1, "dikabulkan_seluruhnya": 2}
    assert told["hits"][0]["spoken"][0]["place"] == "2:2"
    assert told["hits"][0]["address"].endswith(CASE)


def test_the_feed_of_a_search_is_atom_and_says_whose_it_is(site):
    (address,) = tree(search(site, q="alibaba")).xpath(
        "//link[@rel='alternate'][@type='application/atom+xml']/@href"
    )

    feed = etree.fromstring(site.get(address).content)

    assert feed.xpath("a:link[@rel='self']/@href", namespaces=ATOM)[0].endswith(address)
    assert len(feed.xpath("a:entry", namespaces=ATOM)) == 3
    ids = feed.xpath("a:entry/a:id/text()", namespaces=ATOM)
    assert len(set(ids)) == len(ids)


def test_a_facet_of_length_is_named_in_words(site):
    assert "sampai 90 hari" in text(search(site))
    site.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "up to 90 days" in text(site.get("/perkara/"))
