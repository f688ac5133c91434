"""Programs read what the public reads, page by page, and are told what they asked wrongly."""

from __future__ import annotations

import json

import pytest
from rest_framework.throttling import AnonRateThrottle

from cases.api.urls import RESOURCES
from cases.models import (
    PublicAdmission,
    PublicDecision,
    PublicDispute,
    PublicDocument,
    PublicHearing,
    PublicQuestion,
    PublicUtterance,
)
from tests.emptying import forget

HELD = "2024-03-13"
LISTS = [
    "disputes", "hearings", "utterances", "questions", "propositions", "assertions",
    "statements", "documents", "deadlines", "decisions", "orders", "public-bodies",
    "organisations", "commissions",
]  # fmt: skip
ROWS = {
    "disputes": PublicDispute,
    "hearings": PublicHearing,
    "utterances": PublicUtterance,
    "questions": PublicQuestion,
    "propositions": PublicAdmission,
    "documents": PublicDocument,
    "decisions": PublicDecision,
}


def get(site, resource, **asked):
    return site.get(f"/api/v1/{resource}/", asked)


def test_the_api_begins_with_the_address_of_everything_that_can_be_read(site):
    told = site.get("/api/v1/").json()

    assert set(told) == {*LISTS, "calendar", "compute-deadline", "search", "schema", "docs"}
    assert told["hearings"] == "http://testserver/api/v1/hearings/"
    assert {site.get(told[name]).status_code for name in LISTS} == {200}


def everything(site, resource, **asked):
    """All rows of a list, page after page."""
    address, found = f"/api/v1/{resource}/", []
    page = site.get(address, asked).json()
    found += page["results"]
    while page["next"]:
        page = site.get(page["next"]).json()
        found += page["results"]
    return found


@pytest.mark.parametrize("resource", ROWS)
def test_following_the_pages_gives_every_row_once(site, resource):
    found = everything(site, resource, limit=7)

    assert len(found) == ROWS[resource].objects.count() > 0
    assert len({str(one) for one in found}) == len(found)


@pytest.mark.parametrize("resource", LISTS)
def test_a_list_answers_with_rows_and_lets_any_page_read_it(site, resource):
    response = get(site, resource)

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert everything(site, resource)


def test_the_exchange_of_13_march_2024_is_read_by_its_hearing(site):
    (hearing,) = [
        one for one in get(site, "hearings", date=HELD).json()["results"] if one["has_words"]
    ]
    turns = everything(site, "utterances", hearing=hearing["code"])

    (asked,) = [one for one in turns if "Alibaba?" in one["text"]]
    (answered,) = [one for one in turns if one["replies_to"] == asked["number"]]
    assert asked["text"] == "Pengadaan cloud Sirekap KPU bekerja sama dengan Alibaba?"
    assert answered["text"] == "Iya"
    assert answered["admissions"]
    assert site.get(answered["citation"]).status_code == 302


@pytest.mark.parametrize("written", [
    "002/KIP-PSIP/II/2024", "002-KIP-PSIP-II-2024", "002 kip psip ii 2024",
])  # fmt: skip
def test_a_dispute_is_found_by_its_number_however_it_is_written(site, written):
    (found,) = get(site, "disputes", register_number=written).json()["results"]

    assert found["register"] == "002/KIP-PSIP/II/2024"
    whole = site.get(f"/api/v1/disputes/{found['code']}/").json()
    assert {name: whole[name] for name in found} == found
    assert whole["body"]["parties"]
    assert site.get(found["page"]).status_code == 200


def test_what_is_no_number_finds_no_dispute_by_number(site):
    assert get(site, "disputes", register_number="alibaba").json()["results"] == []


def test_lists_are_narrowed_by_the_names_of_fields(site):
    phase = PublicDispute.objects.exclude(phase="").order_by("pk").first().phase
    for name, value in (("commission", "kip"), ("public_body", "kpu"), ("phase", phase)):
        found = everything(site, "disputes", **{name: value})
        assert 0 < len(found) < PublicDispute.objects.count(), name
    answers = everything(site, "utterances", kind="answer")
    assert answers
    assert {one["kind"] for one in answers} == {"answer"}
    open_ones = everything(site, "questions", is_open="true")
    assert {one["is_open"] for one in open_ones} == {True}


@pytest.mark.parametrize("asked", ["year=0.5", "year=1e3", "limit=0.5", "limit=x", "limit=0",
                                   "limit=-1", "limit=9999999999999"])  # fmt: skip
def test_what_is_no_whole_number_is_refused_and_not_overlooked(site, asked):
    answer = site.get(f"/api/v1/disputes/?{asked}")

    assert answer.status_code == 400
    assert asked.partition("=")[0] in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("hearings/?is_public=mungkin", "is_public"),
        ("questions/?is_open=null", "is_open"),
        ("assertions/?made_on=", "made_on"),
        ("disputes/?commission=", "commission"),
        ("disputes/?family=%20", "family"),
        ("orders/?format=", "format"),
        ("hearings/?cursor=", "cursor"),
    ],
)
def test_a_filter_without_a_value_is_refused_instead_of_answering_everything(
    site, asked, field
):
    answer = site.get(f"/api/v1/{asked}")

    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])


def test_yes_and_no_are_written_as_in_json(site):
    found = [site.get(f"/api/v1/hearings/?is_public={one}").json()["results"]
             for one in ("true", "false")]  # fmt: skip

    assert [{row["is_public"] for row in rows} for rows in found] == [{True}, {False}]


def test_what_stands_inside_a_dispute_is_listed_with_its_dispute(site):
    (dispute,) = get(site, "disputes", register_number="002/KIP-PSIP/II/2024").json()["results"]
    code = dispute["code"]
    body = site.get(f"/api/v1/disputes/{code}/").json()["body"]

    for resource, part in (("deadlines", "clocks"), ("statements", "statements")):
        found = everything(site, resource, dispute=code)
        assert len(found) == len(body[part])
        assert {one["dispute"] for one in found} <= {code}
    orders = everything(site, "orders", dispute=code)
    assert len([one for one in orders if "by_panel" in one]) == len(body["panel_orders"])


def test_an_assertion_has_exactly_one_source(site):
    found = [one["stance"] for one in everything(site, "assertions")]

    assert found
    for one in found:
        given = [one["number"] is not None, bool(one["statement_code"]), bool(one["exhibit"])]
        assert sum(given) == 1


def test_a_public_body_and_an_organisation_are_told_once_with_their_disputes(site):
    bodies = everything(site, "public-bodies", limit=5)
    (kpu,) = [one for one in bodies if one["slug"] == "kpu"]

    assert len({one["slug"] for one in bodies}) == len(bodies)
    assert kpu["disputes"] == len(everything(site, "disputes", public_body="kpu"))
    assert "yakin" in {one["slug"] for one in everything(site, "organisations")}


def test_a_search_finds_what_the_page_of_the_register_finds(site):
    found = get(site, "search", q="alibaba").json()

    assert found["total"] > 0
    assert any("Alibaba" in turn["text"] for hit in found["hits"] for turn in hit["spoken"])
    narrowed = get(site, "search", q="alibaba", commission="kip", year="2024").json()
    assert narrowed["total"] <= found["total"]
    (first, *_rest) = get(site, "search", q="002 kip psip 2024").json()["hits"]
    assert first["dispute"]["register"] == "002/KIP-PSIP/II/2024"


def test_a_day_off_is_told_with_its_reason_and_its_decree(site):
    days = get(site, "calendar", first="2024-03-08", last="2024-03-12").json()["days"]

    # Fri 8 Mar 2024 counts; Sat, Sun; Mon 11 Nyepi; Tue 12 joint leave (SKB 3 Menteri)
    assert [one["is_working"] for one in days] == [True, False, False, False, False]
    assert "Nyepi" in days[3]["reason"]
    assert days[3]["decree"]


def test_a_time_limit_is_counted_as_the_calculator_does(site):
    told = get(site, "compute-deadline", rule="umum_complete_settlement", date="2024-02-19")

    # Pasal 38 ayat (2): 100 working days from 19 Feb 2024, joint leave off: 30 Jul 2024
    assert told.json()["due_on"] == "2024-07-30"
    assert told.json()["article"]
    with_leave = get(
        site, "compute-deadline", rule="umum_complete_settlement", date="2024-02-19",
        joint_leave_counts="true",
    )  # fmt: skip
    assert with_leave.json()["due_on"] == "2024-07-18"


def test_a_limit_beyond_the_decreed_calendar_is_refused_in_words(site):
    told = get(site, "compute-deadline", rule="umum_complete_settlement", date="2124-02-19")

    assert told.status_code == 409
    assert told["Content-Type"] == "application/problem+json"
    assert told.json()["code"] == "calendar_does_not_reach"


@pytest.mark.parametrize(("address", "field"), [
    ("/api/v1/disputes/?register=1", "register"),
    ("/api/v1/hearings/?date=kemarin", "date"),
    ("/api/v1/calendar/?first=2024-01-01&last=2025-06-01", "last"),
    ("/api/v1/calendar/", "first"),
    ("/api/v1/compute-deadline/?rule=tidak_ada&date=2024-02-19", "rule"),
    ("/api/v1/search/?halaman=2", "halaman"),
])  # fmt: skip
def test_what_is_asked_wrongly_is_named_by_its_parameter(site, address, field):
    told = site.get(address)

    assert told.status_code == 400
    assert told["Content-Type"] == "application/problem+json"
    assert told.json()["code"] == "invalid"
    assert field in told.json()["errors"]


@pytest.mark.parametrize("address", [
    "/api/v1/disputes/XXXXXXXX/", "/api/v1/hearings/XXXXXXXX/", "/api/v1/tidak-ada/", "/api/",
    "/api/v2/disputes/", "/api/v1/disputes",
])  # fmt: skip
def test_what_is_not_there_is_a_problem_in_json(site, address):
    told = site.get(address)

    assert told.status_code == 404
    assert told["Content-Type"] == "application/problem+json"
    assert told.json()["status"] == 404


def test_a_cursor_that_is_none_is_refused(site):
    told = get(site, "disputes", cursor="bukan")

    assert (told.status_code, told["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_here(site, method):
    assert getattr(site, method)("/api/v1/disputes/").status_code == 405


def test_who_has_an_answer_already_is_told_that_it_stands(site):
    first = get(site, "disputes")
    again = site.get("/api/v1/disputes/", HTTP_IF_NONE_MATCH=first["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    PublicDispute.objects.filter(pk=first.json()["results"][0]["code"]).update(subject="Lain")
    assert site.get("/api/v1/disputes/", HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


def test_who_asks_too_often_is_told_when_to_come_back(site, monkeypatch):
    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": "2/min", "lines": "1/min"})
    forget()
    answers = [get(site, "commissions") for _time in range(3)]
    forget()

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[-1].json()["code"] == "throttled"
    assert 0 < int(answers[-1]["Retry-After"]) <= 61


@pytest.mark.parametrize("resource", LISTS)
def test_a_page_costs_the_same_queries_whatever_it_holds(
    site, resource, django_assert_max_num_queries
):
    with django_assert_max_num_queries(50) as one:
        get(site, resource, limit=1)
    with django_assert_max_num_queries(50) as three:
        get(site, resource, limit=3)

    assert len(three) == len(one) <= 3


def test_the_page_for_people_names_every_resource(site):
    page = site.get("/api/docs/").content.decode()

    for address in RESOURCES:
        assert f"/api/v1/{address.replace('<str:code>', '{code}')}" in page


@pytest.mark.parametrize(("address", "said"), [
    ("/api/v1/calendar/", "Bidang ini wajib diisi."),
    ("/api/v1/calendar/?first=x&last=2024-01-01", "Tidak dapat dibaca"),
    ("/api/v1/hearings/?date=kemarin", "Masukkan tanggal yang valid."),
    ("/api/v1/search/?sort=acak", "Tidak ada di antara pilihannya."),
    ("/api/v1/search/?page=0", "Di luar batasnya."),
    ("/api/v1/search/?halaman=2", "Tidak dikenal"),
])  # fmt: skip
def test_what_is_wrong_is_said_in_indonesian(site, address, said):
    found = site.get(address).json()["errors"]

    assert next(iter(found.values()))[0].startswith(said)


@pytest.mark.parametrize("resource", LISTS)
def test_a_whole_list_is_read_in_one_go(site, resource):
    answer = get(site, resource, format="jsonl")

    assert answer.streaming
    assert answer["Content-Type"] == "application/x-ndjson"
    lines = [json.loads(line) for line in b"".join(answer).splitlines()]
    assert lines == everything(site, resource)


def test_lines_are_asked_for_by_header_as_well_and_narrowed_by_fields(site):
    answer = site.get(
        "/api/v1/utterances/?kind=answer", headers={"Accept": "application/x-ndjson"}
    )

    kinds = {json.loads(line)["kind"] for line in b"".join(answer).splitlines()}
    assert kinds == {"answer"}


@pytest.mark.parametrize(("asked", "field"), [
    ({"limit": 5}, "limit"), ({"cursor": "x"}, "cursor"), ({"nada": 1}, "nada"),
])  # fmt: skip
def test_who_asks_for_everything_asks_for_no_page(site, asked, field):
    told = get(site, "disputes", format="jsonl", **asked)

    assert (told.status_code, told["Content-Type"]) == (400, "application/problem+json")
    assert field in told.json()["errors"]


def test_lines_cost_the_same_queries_whatever_they_hold(site, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        b"".join(get(site, "utterances", format="jsonl"))


def test_whole_lists_are_asked_for_less_often(site, monkeypatch):
    rates = {"anon": "9/min", "lines": "1/min"}
    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", rates)
    forget()
    whole = [get(site, "commissions", format="jsonl").status_code for _time in range(2)]
    page = get(site, "commissions").status_code
    forget()

    assert (whole, page) == ([200, 429], 200)
