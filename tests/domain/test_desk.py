"""What can be asked of one's own table, and which rows answer."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain import desk
from cases.domain.desk import CaseKind, Due, Facts, Order, State, Wanted
from cases.domain.publication.folding import fold
from cases.domain.stages import Phase, Stage, is_over

TODAY = date(2024, 3, 14)
ME, OTHER = 7, 8

days = st.none() | st.dates(TODAY - timedelta(days=60), TODAY + timedelta(days=60))
bodies = st.lists(st.sampled_from([("kpu", "KPU"), ("esdm", "ESDM")]), max_size=1).map(tuple)
rows = st.lists(
    st.builds(
        Facts,
        kind=st.sampled_from(CaseKind),
        number=st.sampled_from(["", "001/II/2024", "002/II/2024"]),
        words=st.sampled_from(["Kontrak awan", "Daftar pemilih"]).map(fold),
        bodies=bodies,
        phase=st.sampled_from(Phase),
        is_over=st.booleans(),
        due_on=days,
        last_on=days,
        keepers=st.frozensets(st.sampled_from([ME, OTHER])),
    ),
    max_size=8,
)
odd = st.text("aQ0²é=&% \0\n-_/’", max_size=6)
asked = st.fixed_dictionaries(
    {},
    optional={
        "q": st.sampled_from(["kontrak", "DAFTAR", "x", ""]) | odd,
        "jenis": st.sampled_from([*CaseKind]) | odd,
        "tahap": st.sampled_from([*Phase]) | odd,
        "badan": st.sampled_from(["kpu", "tidak-ada"]) | odd,
        "petugas": st.sampled_from(["saya", "tanpa", "8", "²", "99999999999999"]) | odd,
        "tenggat": st.sampled_from([*Due]) | odd,
        "keadaan": st.sampled_from([*State]) | odd,
        "urut": st.sampled_from([*Order]) | odd,
    },
)


def chosen(found, **wanted):
    return desk.choose(found, desk.read(wanted), facts=lambda row: row, me=ME, today=TODAY)


def row(**more):
    usual = {
        "kind": CaseKind.DISPUTE,
        "number": "",
        "words": fold("Kontrak"),
        "bodies": (("kpu", "KPU"),),
        "phase": Phase.EXAMINATION,
        "is_over": False,
    }
    return Facts(**usual | more)


@given(rows, asked)
def test_what_is_found_was_there_and_answers_each_question(found, told):
    wanted = desk.read(told)

    answer = desk.choose(found, wanted, facts=lambda one: one, me=ME, today=TODAY)

    assert len(answer) <= len(found)
    for one in answer:
        assert one in found
        assert wanted.kind in {"", one.kind}
        assert wanted.phase in {"", one.phase}
        assert wanted.state == State.ALL or one.is_over == (wanted.state == State.OVER)
    rest = [one for one in found if one not in answer]
    assert not any(desk.answers(one, wanted, me=ME, today=TODAY) for one in rest)


@given(rows, asked)
def test_an_order_changes_nothing_but_the_order(found, told):
    plain = desk.choose(found, desk.read(told), facts=lambda one: one, me=ME, today=TODAY)

    for order in Order:
        wanted = desk.read(told | {"urut": order})
        other = desk.choose(found, wanted, facts=lambda one: one, me=ME, today=TODAY)
        assert sorted(map(repr, other)) == sorted(map(repr, plain))


@given(asked)
def test_a_question_is_read_back_from_its_own_address(told):
    wanted = desk.read(told)

    assert desk.read(dict(parse_qsl(wanted.query()))) == wanted


def test_nonsense_asks_for_nothing():
    told = {"jenis": "x", "tahap": "'", "badan": "a/b", "petugas": "²", "tenggat": "8",
            "keadaan": "", "urut": "acak"}  # fmt: skip

    assert desk.read(told) == Wanted()


@pytest.mark.parametrize(
    ("due", "expected"),
    [("lewat", ["lewat"]), ("7", ["hari ini", "tujuh"]), ("tanpa", ["tanpa"])],
)
def test_a_last_day_is_asked_for_by_how_near_it_is(due, expected):
    # 14 March 2024 is a Thursday; the seventh working day after it is Monday 25 March.
    found = [
        row(number="lewat", due_on=date(2024, 3, 13), left=-1),
        row(number="hari ini", due_on=TODAY, left=0),
        row(number="tujuh", due_on=date(2024, 3, 25), left=7),
        row(number="delapan", due_on=date(2024, 3, 26), left=8),
        row(number="tanpa"),
    ]

    assert [one.number for one in chosen(found, tenggat=due)] == expected


def test_where_no_calendar_reaches_days_are_counted_as_they_come():
    found = [row(number="dekat", due_on=date(2024, 3, 21)), row(due_on=date(2024, 3, 22))]

    assert [one.number for one in chosen(found, tenggat="7")] == ["dekat"]


@pytest.mark.parametrize(
    ("keeper", "expected"),
    [
        ("saya", ["saya"]),
        ("8", ["lain"]),
        ("tanpa", ["siapa"]),
        ("", ["lain", "saya", "siapa"]),
    ],
)
def test_cases_are_asked_for_by_who_looks_after_them(keeper, expected):
    found = [
        row(number="saya", keepers=frozenset({ME})),
        row(number="lain", keepers=frozenset({OTHER})),
        row(number="siapa"),
    ]

    assert [one.number for one in chosen(found, petugas=keeper)] == expected


def test_the_nearest_last_day_comes_first_and_what_has_none_comes_last():
    later = date(2024, 4, 1)
    found = [row(number="a"), row(number="b", due_on=later), row(number="c", due_on=TODAY)]

    assert [one.number for one in chosen(found)] == ["c", "b", "a"]


def test_the_latest_event_comes_first_and_what_has_none_comes_last():
    found = [row(number="a"), row(number="b", last_on=date(2024, 1, 2)),
             row(number="c", last_on=TODAY)]  # fmt: skip

    assert [one.number for one in chosen(found, urut="terakhir")] == ["c", "b", "a"]


def test_words_are_found_whatever_their_case_from_the_beginning_of_a_word():
    found = [row(words=fold("Kontrak Awan", "002/KIP-PSIP/II/2024"))]

    assert chosen(found, q="kontr AWAN")
    assert chosen(found, q="002/kip")
    assert not chosen(found, q="trak")


@pytest.mark.parametrize("stage", [Stage.COMPLIED, Stage.WITHDRAWN, Stage.NOT_REGISTERED])
def test_a_case_is_over_where_no_step_leads_on(stage):
    assert is_over(stage)
    assert not is_over(Stage.FINAL_BINDING)
