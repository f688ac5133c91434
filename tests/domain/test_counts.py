"""What figures add up: each row under its key, for all and for its commission."""

from __future__ import annotations

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cases.domain.publication.counts import ANY, Key, counted
from cases.domain.publication.rows import (
    ClockRow,
    CourtRow,
    DecisionRow,
    DisputeRow,
    ExemptionRow,
    HearingPlaceRow,
    HearingRow,
    PartyRow,
    PromiseRow,
    QuestionRow,
)


def dispute(code="A", **told):
    plain = {"commission_code": "kip", "year": 2024, "phase": "decided", "stage": "final"}
    return {"code": code, "disposition": "dikabulkan"} | plain | told


def of(code, **told):
    return {"dispute_id": code, **told}


def body(code, slug="kpu", short="KPU"):
    return of(code, role="termohon", slug=slug, short=short)


def test_a_dispute_counts_for_all_and_for_its_commission():
    assert counted({DisputeRow: [dispute()]}) == {
        Key("dispute", "", "2024", "decided", "final", "dikabulkan"): 1,
        Key("dispute", "kip", "2024", "decided", "final", "dikabulkan"): 1,
    }


def test_what_has_no_year_counts_under_none():
    (key, _other) = counted({DisputeRow: [dispute(year=None)]})

    assert key.first == ""


def test_a_party_counts_by_where_its_dispute_stands():
    told = counted({DisputeRow: [dispute()], PartyRow: [body("A")]})

    assert told[Key("party", "kip", "termohon", "kpu", "decided", "final")] == 1


def test_a_limit_counts_by_what_became_of_it_and_its_days():
    clock = {"rule": "umum_register", "is_running": False, "is_unreported": False}
    late = of("A", **clock, met_on=date(2024, 3, 8), late_days=2, used_days=5)
    never = of("A", **clock | {"is_unreported": True}, met_on=None, late_days=0, used_days=None)
    told = counted({DisputeRow: [dispute()], ClockRow: [late, never]})

    assert told[Key("clock", "", "umum_register", "met late", "5")] == 1
    assert told[Key("clock", "", "umum_register", "unreported", "")] == 1


def test_a_promise_that_waits_keeps_the_day_by_which_it_is_overdue():
    waits = of("A", kind="order", kept_on=None, lapsed_on=None, due_on=date(2024, 4, 1))
    kept = waits | {"kept_on": date(2024, 3, 28)}
    told = counted({DisputeRow: [dispute()], PromiseRow: [waits, kept]})

    assert told[Key("promise", "kip", "order", "", "2024-04-01")] == 1
    assert told[Key("promise", "kip", "order", "kept", "")] == 1


def test_a_dispute_counts_once_for_a_letter_however_often_it_is_claimed():
    twice = [of("A", ground="17b", outcome="ditolak")] * 2
    told = counted({DisputeRow: [dispute()], PartyRow: [body("A")], ExemptionRow: twice})

    assert {key[2:]: often for key, often in told.items() if key[:2] == ("claim", "")} == {
        ("17b", "ditolak", "", ""): 1,
        ("17b", ANY, "", ""): 1,
        (ANY, "ditolak", "", ""): 1,
        (ANY, ANY, "", ""): 1,
    }
    assert told[Key("claim of a body", "", "kpu", "KPU", "17b", "ditolak")] == 1
    assert told[Key("claim of a body", "", "kpu", "KPU", ANY, "ditolak")] == 1


def test_who_went_to_two_courts_appealed_once():
    stages = [of("A", court="pn", brought_by="termohon"), of("A", court="ma", brought_by="x")]
    told = counted({DisputeRow: [dispute()], CourtRow: stages})

    assert told[Key("appealed", "")] == 1
    assert told[Key("court", "", "pn", "termohon")] == told[Key("court", "", "ma", "x")] == 1


def test_a_decision_counts_by_its_year_and_hearings_and_questions_for_all_alone():
    pronounced = of("A", pronounced_on=date(2023, 12, 29), disposition="ditolak")
    told = counted(
        {
            DisputeRow: [dispute()],
            DecisionRow: [pronounced],
            HearingRow: [{"code": "H"}],
            HearingPlaceRow: [{"hearing_id": "H", "dispute_id": "of another part"}],
            QuestionRow: [{"hearing_id": "H", "is_open": True}],
        }
    )

    assert told[Key("decision", "kip", "2023", "ditolak")] == 1
    assert told[Key("hearing", "")] == told[Key("place", "")] == 1
    assert told[Key("question", "", "", "open")] == 1
    assert Key("hearing", "kip") not in told


CASES = st.dictionaries(
    st.sampled_from("ABCDEF"),
    st.tuples(
        st.sampled_from(["kip", "ki-dki"]),
        st.sampled_from([2023, None]),
        st.lists(st.sampled_from(["17a", "17b", ""]), max_size=3),
    ),
)


@given(one=CASES, other=CASES)
def test_two_parts_of_the_shelf_count_what_the_whole_counts(one, other):
    other = {code: told for code, told in other.items() if code not in one}

    assert shelf(one | other) == shelf(one) + shelf(other)


def shelf(cases) -> Counter[Key]:
    return counted(
        {
            DisputeRow: [
                dispute(code, commission_code=commission, year=year)
                for code, (commission, year, _claims) in cases.items()
            ],
            PartyRow: [body(code) for code in cases],
            ExemptionRow: [
                of(code, ground=ground, outcome="ditolak")
                for code, (_commission, _year, claims) in cases.items()
                for ground in claims
            ],
        }
    )
