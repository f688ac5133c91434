"""The register: found by number, name or spoken word; divided by facets; never surprised."""

from __future__ import annotations

import re

import pytest

from tests.web.pages import CASE, text, tree, words

FACETS = {
    "komisi": "kip",
    "termohon": "kpu",
    "pemohon": "yakin",
    "jalur": "pemilu",
    "tahun": "2024",
}


def search(site, **asked):
    return site.get("/perkara/", asked)


def total(response) -> int:
    (status,) = tree(response).xpath("//main//p[@role='status']")
    return int(re.search(r"\d+", words(status))[0])


def found(response) -> list[str]:
    return tree(response).xpath("//ol[contains(@class, 'hit-list')]//h2//a/@href") or tree(
        response
    ).xpath("//ol[contains(@class, 'hit-list')]//a[starts-with(@href, '/perkara/')]/@href")


def options(response) -> list[tuple[str, str, int]]:
    """Every facet value on the page with its count."""
    return [
        (
            box.get("name"),
            box.get("value"),
            int(words(box.getparent().xpath(".//*[@class='facet__count']")[0])),
        )
        for box in tree(response).xpath("//fieldset//input[@type='checkbox']")
    ]


def test_the_whole_register_is_listed_and_counted(site):
    assert total(search(site)) == 50


@pytest.mark.parametrize(
    "typed",
    [
        "002/KIP-PSIP/II/2024",
        "002-KIP-PSIP-II-2024",
        "002 kip psip 2024",
        "2/kip-psip/ii/2024",
        " 2 / KIP-PSIP / ii / 2024 ",
        "002/KIP-PSIP/2024",
    ],
)
def test_a_number_is_found_however_it_is_typed(site, typed):
    assert found(search(site, q=typed))[0] == CASE


@pytest.mark.parametrize("typed", ["002", "2"])
def test_the_sequence_alone_finds_the_number_among_others(site, typed):
    assert CASE in found(search(site, q=typed))


def test_a_word_that_was_spoken_leads_to_the_case_and_to_its_line(site):
    answer = search(site, q="alibaba")

    assert CASE in found(answer)
    (link,) = tree(answer).xpath("//main//a[starts-with(@href, '/b/')]/@href")[:1]
    assert site.get(link).status_code == 302


def test_a_found_word_is_marked(site):
    marked = tree(search(site, q="alibaba")).xpath("//main//mark")

    assert marked
    assert all(re.search("alibaba", words(node), re.IGNORECASE) for node in marked)


@pytest.mark.parametrize(("facet", "value"), FACETS.items())
def test_a_facet_counts_what_choosing_it_gives(site, facet, value):
    (count,) = [
        count for name, one, count in options(search(site)) if (name, one) == (facet, value)
    ]

    chosen = search(site, **{facet: value})

    assert total(chosen) == count
    assert tree(chosen).xpath(f"//input[@name='{facet}'][@value='{value}'][@checked]")


def test_every_value_of_every_facet_gives_as_many_as_it_says(site):
    for name, value, count in options(search(site)):
        assert total(search(site, **{name: value})) == count, (name, value)


def test_two_facets_are_taken_together(site):
    assert total(search(site, jalur="pemilu", tahun="2024")) == 3
    assert total(search(site, jalur="pemilu", tahun="2016")) == 0


def test_two_values_of_one_facet_are_either_of_them(site):
    # Boxes of one group may both be ticked: either year is meant.
    alone = [total(search(site, tahun=year)) for year in ("2023", "2024")]

    both = site.get("/perkara/?tahun=2023&tahun=2024")

    assert total(both) == sum(alone)


def test_a_chosen_facet_can_be_dropped_one_by_one(site):
    answer = search(site, jalur="pemilu", tahun="2024")

    chips = tree(answer).xpath("//ul[@class='chips']//a/@href")
    assert (
        total(site.get(f"/perkara/{chips[0]}")) > 3
        or total(site.get(f"/perkara/{chips[1]}")) > 3
    )
    assert total(site.get(f"/perkara/{chips[-1]}")) == 50


def test_what_was_typed_stays_when_facets_are_cleared(site):
    answer = search(site, q="KPU & server", jalur="pemilu")

    (clear,) = tree(answer).xpath("//a[@class='chips__clear']/@href")
    shown = tree(site.get(f"/perkara/{clear}")).xpath("//main//input[@id='q']/@value")
    assert shown == ["KPU & server"]


@pytest.mark.parametrize("order", ["terbaru", "putusan", "masuk", "tenggat"])
def test_every_order_lists_the_same_disputes(site, order):
    answer = search(site, urut=order)

    assert total(answer) == 50
    assert tree(answer).xpath("//main//*[@aria-current='true']")


def test_decisions_are_listed_the_latest_first(site):
    told = text(search(site, urut="putusan", pemohon="yakin"))

    assert told.index("putusan 28 Okt 2024") < told.index("putusan 3 Apr 2024")


def test_paging_shows_every_dispute_once(site):
    seen = []
    address = "/perkara/"
    while address:
        answer = site.get(address)
        seen += found(answer)
        onward = tree(answer).xpath("//a[@rel='next']/@href")
        address = f"/perkara/{onward[0]}" if onward else ""

    assert len(seen) == len(set(seen)) == 50


def test_nothing_found_says_what_to_do(site):
    answer = search(site, q="zzzzz")

    assert total(answer) == 0
    assert "Tidak ada perkara yang cocok" in text(answer)
    assert "/perkara/" in tree(answer).xpath("//main//a/@href")


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "' OR 1=1 --"},
        {"q": "<script>alert(1)</script>"},
        {"q": "%_*()[]{}\\\"'"},
        {"q": "\x00"},
        {"q": "a" * 5000},
        {"q": "²/KIP"},
        {"q": "AND OR NOT NEAR"},
        {"hal": "-1"},
        {"hal": "99999999999999999999"},
        {"hal": "²"},
        {"hal": "9" * 5000},
        {"tahun": "99999999999999999999"},
        {"tahun": "²"},
        {"urut": "sesuai"},
        {"komisi": "tidak-ada"},
        {"hasil": "tidak-ada", "tahap": "x", "jenis": "y"},
    ],
)
def test_odd_input_is_answered_and_never_echoed_as_markup(site, asked):
    answer = search(site, **asked)

    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


def test_a_private_applicant_is_called_by_no_name(site):
    told = text(search(site, q="ijazah"))

    assert total(search(site, q="ijazah")) > 0
    assert "Perseorangan" in told


def test_what_every_hit_says_is_a_name(site):
    for number in range(1, 4):
        assert "melalui direktur" not in text(search(site, hal=number))
