"""Every public address: reached from the home page, whole, in two languages, nothing else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from django.test import Client

from cases.domain.open_data import licence
from cases.models import RegisterNumber
from cases.services import registry
from tests.hearing_room import NOW, RECORDER
from tests.web.pages import CASE, text, tree, words
from tests.web.visitor import Walk

# contract.md section 3, as far as it is served.
SERVED = [
    "/",
    "/perkara/",
    CASE,
    f"{CASE}sidang/2/",
    "/pengakuan/",
    "/pertanyaan/",
    "/jadwal/",
    "/jadwal.ics",
    "/jadwal/hari-ini/",
    "/kalkulator/",
    "/verifikasi/",
    "/tentang/",
    "/data/",
    "/umpan/perkara.atom",
    "/masuk/",
]
LANGUAGES = ["id", "en"]


@pytest.fixture(scope="module")
def walks(loaded):
    """The whole site, walked once in each language."""
    found = {}
    for language in LANGUAGES:
        visitor = Client()
        visitor.cookies["bahasa"] = language
        found[language] = Walk(visitor).go()
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", SERVED)
def test_a_public_address_answers(site, address, language):
    site.cookies["bahasa"] = language

    answer = site.get(address)

    assert answer.status_code == 200
    assert answer["Content-Language"] == language


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_a_watching_machine_is_told_how_the_house_is(site, address):
    assert site.get(address).status_code in {200, 503}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_link_is_broken(walks, language):
    walk = walks[language]

    broken = {
        f"{link.source} -> {link.target}: {walk.status[link.target]}"
        for link in walk.links
        if walk.status.get(link.target, 200) >= 400
    }
    assert broken == set()
    assert len(walk.pages) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_into_a_page_finds_its_place(walks, language):
    assert walks[language].missing_anchors() == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_link_leads_to_another_host(walks, language):
    found = {link for _source, link in walks[language].outward}
    assert found == {licence("CC-BY-4.0").path}


@pytest.mark.parametrize("address", SERVED)
def test_every_served_address_is_reached_from_the_home_page(walks, address):
    assert address in walks["id"].status


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title_of_its_own(walks, language):
    titles: dict[str, set[str]] = {}
    for address, page in walks[language].pages.items():
        if address.endswith("/keadaan/"):
            continue  # how far a paper is: gone when it is made
        (title,) = page.xpath("//head/title")
        titles.setdefault(words(title), set()).add(address.split("?")[0])

    shared = {title: found for title, found in titles.items() if len(found) > 1}
    assert shared == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_its_language_and_has_one_heading_and_a_description(walks, language):
    for address, page in walks[language].pages.items():
        assert page.get("lang") == language, address
        assert len(page.xpath("//h1")) == 1, address
        (description,) = page.xpath("//meta[@name='description']/@content")
        assert description.strip(), address


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_names_the_address_by_which_it_is_to_be_quoted(walks, language):
    for address, page in walks[language].pages.items():
        (canonical,) = page.xpath("//link[@rel='canonical']/@href")
        assert canonical == f"http://testserver{address.split('?')[0]}"


def test_no_page_has_one_mark_twice(walks):
    for address, page in walks["id"].pages.items():
        marks = page.xpath("//@id")
        assert len(marks) == len(set(marks)), address


def test_headings_go_down_one_step_at_a_time(walks):
    for address, page in walks["id"].pages.items():
        levels = [
            int(node.get("aria-level") or node.tag[1])
            for node in page.xpath("//h1|//h2|//h3|//h4|//h5|//*[@role='heading']")
        ]
        steps = pairwise(levels)
        assert all(after - before <= 1 for before, after in steps), (address, levels)


@pytest.mark.parametrize("address", [page for page in SERVED if page != "/masuk/"])
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_public_page_is_only_read(site, address, method):
    assert getattr(site, method)(address).status_code == 405


@pytest.mark.parametrize("address", SERVED)
def test_a_machine_may_ask_for_the_head_alone(site, address):
    answer = site.head(address)

    assert answer.status_code == 200
    assert answer.content == b""


def test_a_superseded_number_leads_to_the_present_one_for_good(site):
    number = RegisterNumber.objects.get(raw="002/KIP-PSIP/II/2024")
    registry.give_number(
        number.dispute, "902/KIP-PSIP/II/2024", kind="register", actor=RECORDER, now=NOW
    )

    moved = site.get(CASE)

    assert moved.status_code == 301
    assert moved["Location"] == "/perkara/kip/902-KIP-PSIP-II-2024/"
    assert site.get(f"{CASE}sidang/2/").status_code == 301


@pytest.mark.parametrize(
    "address",
    [
        "/perkara/kip/999-KIP-PSIP-II-2024/",
        "/perkara/tidak-ada/002-KIP-PSIP-II-2024/",
        "/sidang/BBBBBBBB/",
        "/sidang/BBBBBBBB/risalah/1/",
        "/tidak-ada/",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_there_is_said_with_a_way_on(site, address, language):
    site.cookies["bahasa"] = language

    answer = site.get(address)

    assert answer.status_code == 404
    assert tree(answer).xpath("//main//form[@role='search']")
    assert {"/", "/perkara/", "/jadwal/"} <= set(tree(answer).xpath("//main//a/@href"))
    assert ("Halaman ini tidak ada." in text(answer)) == (language == "id")


@pytest.mark.parametrize("address", ["/perkara", "/pengakuan", CASE.rstrip("/")])
def test_a_forgotten_slash_is_added(site, address):
    moved = site.get(address)

    assert moved.status_code == 301
    assert moved["Location"] == f"{address}/"


@pytest.mark.parametrize("address", SERVED)
def test_a_language_chosen_in_the_address_is_kept(client, loaded, db, address):
    client.get(address, {"bahasa": "en"})

    assert client.cookies["bahasa"].value == "en"
    assert client.get("/")["Content-Language"] == "en"


def test_a_language_nobody_speaks_here_changes_nothing(site):
    assert site.get("/", {"bahasa": "../../etc"})["Content-Language"] == "id"
    assert "bahasa" not in site.cookies


def test_no_english_page_keeps_an_indonesian_menu(walks):
    for address, page in walks["en"].pages.items():
        menu = words(page.xpath("//header//nav")[0])
        assert "Pengakuan" not in menu, address
        assert "Jadwal" not in menu, address
