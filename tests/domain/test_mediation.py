"""What may be mediated, how long, how it ends, and what of it anybody outside hears."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain import calendars, deadlines, mediation_letters, vocabulary
from cases.domain import hearings as benches
from cases.domain import mediation as rules
from cases.domain.hearings import HearingPlan, Seat, Sitting
from cases.domain.mediation import Doubt, Outcome
from cases.domain.mediation_letters import Mediated
from cases.domain.stages import Stage, next_stages

TODAY = date(2024, 3, 18)
LETTERS = "abcdefg"
FACTS = Mediated(
    "Komisi Informasi Pusat", "011/III/KIP-PSI/2024", "Yayasan Lestari", "Badan Darma",
    "Gede Narayana", "", "Jakarta",
)  # fmt: skip
grounds = st.dictionaries(
    st.text("ABC", min_size=1, max_size=3), st.lists(st.sampled_from(LETTERS), max_size=4)
)


@pytest.mark.parametrize(
    ("letters", "expected"),
    [(["b"], True), (["c", "g"], True), (["a"], False), (["a", "c"], False), ([], True)],
)
def test_only_items_without_ground_a_are_mediated(letters, expected):
    assert rules.is_mediable(letters) is expected  # UU 14/2008 Pasal 40 ayat (2)


@given(grounds)
def test_every_item_goes_one_way_and_none_with_ground_a_to_mediation(told):
    parted = rules.split(told)
    assert sorted((*parted.mediated, *parted.adjudicated)) == sorted(told)
    assert not [label for label in parted.mediated if "a" in told[label]]


@given(grounds, st.data())
def test_a_choice_is_refused_just_when_it_is_empty_or_holds_an_exempt_item(told, data):
    chosen = data.draw(st.lists(st.sampled_from(sorted(told)), unique=True)) if told else []
    if chosen and all("a" not in told[label] for label in chosen):
        rules.check_items(chosen, told)
    else:
        with pytest.raises(rules.NotMediable) as refused:
            rules.check_items(chosen, told)
        assert str(refused.value.article) == "UU 14/2008 Pasal 40 ayat (2)"


@pytest.mark.parametrize("stage", list(Stage))
def test_a_mediation_begins_after_the_first_hearing_and_leads_where_the_table_leads(stage):
    told = {"is_running": False, "day": TODAY, "today": TODAY}
    if stage in rules.BEGUN_FROM:
        rules.check_begin(stage, **told)
        with pytest.raises(rules.NotTheTime):
            rules.check_begin(stage, is_running=True, day=TODAY, today=TODAY)
        with pytest.raises(rules.NotTheTime):
            rules.check_begin(stage, is_running=False, day=date(2024, 3, 19), today=TODAY)
    else:
        with pytest.raises(rules.NotTheTime, match="sidang pertama"):
            rules.check_begin(stage, **told)


def test_agreement_and_failure_lead_to_the_stages_of_the_law():
    assert {Stage.MEDIATION_AGREED, Stage.ADJUDICATION} <= next_stages(Stage.MEDIATION)
    assert next_stages(Stage.MEDIATION_AGREED) == {Stage.MEDIATION_DECISION}


@pytest.mark.parametrize(
    ("met_on", "due", "with_leave", "extended", "extended_with_leave"),
    [
        # 21 and 22 March (2), 25 to 28 (6), 29 Good Friday, 1 to 5 April (11), 8 to 15 Lebaran
        # and joint leave, 16 to 18 (14). With joint leave counted 8 and 9 are (13), 12 is (14).
        # Seven more: 19 (15), 22 to 26 (20), 29 (21); counted, 15 to 19 (19), 22, 23 (21).
        (date(2024, 3, 20), date(2024, 4, 18), date(2024, 4, 12), date(2024, 4, 29),
         date(2024, 4, 23)),
        # 7, 8 March (2), 11 Nyepi, 12 joint leave, 13 to 15 (5), 18 to 22 (10), 25 to 28 (14).
        # With 12 March counted, 27 March. Seven more: 1 to 5 April (19), 16 and 17 (21);
        # counted, 28 March (15), 1 to 5 April (20), 8 April (21).
        (date(2024, 3, 6), date(2024, 3, 28), date(2024, 3, 27), date(2024, 4, 17),
         date(2024, 4, 8)),
    ],
)  # fmt: skip
def test_mediation_lasts_14_working_days_and_once_7_more(
    met_on, due, with_leave, extended, extended_with_leave
):
    """Perki 1/2013 Pasal 41, as secondary sources tell it."""
    rule = deadlines.find(rules.LENGTH["umum"])
    calendar = calendars.shipped()
    told = {"triggered_on": met_on, "calendar": calendar}
    assert [one.due_on for _r, one in deadlines.readings(rule, **told)] == [due, with_leave]
    longer = deadlines.extended(rule)
    assert [one.due_on for _r, one in deadlines.readings(longer, **told)] == [
        extended, extended_with_leave,
    ]  # fmt: skip
    assert not rule.may_enforce
    assert not deadlines.find(rules.LENGTH["pemilu"]).is_known


def test_the_clocks_of_a_mediation_are_those_that_tell_its_days():
    assert {
        "umum_mediation_start", "umum_mediation_length", "pemilu_mediation_length",
    } == rules.CLOCKS  # fmt: skip


def test_the_outcomes_are_those_of_the_vocabulary_and_only_two_words_of_them_are_public():
    assert {one.value for one in Outcome} == set(vocabulary.terms("mediation_outcome"))
    assert {rules.public_word(one) for one in Outcome} == {
        ("Mediasi: sepakat", "Mediation: agreed"), ("Mediasi: gagal", "Mediation: failed"),
    }  # fmt: skip


def test_a_mediation_ends_once():
    rules.check_open(outcome="", stage=Stage.MEDIATION)
    for outcome, stage in ((Outcome.AGREED, Stage.MEDIATION), ("", Stage.WITHDRAWN)):
        with pytest.raises(rules.MediationOver):
            rules.check_open(outcome=outcome, stage=stage)


def test_a_party_fails_it_in_writing_and_nobody_else_declares():
    told = {"side": "termohon", "text": "", "has_file": False}
    with pytest.raises(rules.WrittenFailureNeeded) as refused:
        rules.check_failure(Outcome.DECLARED, **told)
    assert str(refused.value.article) == "UU 14/2008 Pasal 42"
    rules.check_failure(Outcome.DECLARED, **told | {"has_file": True})
    rules.check_failure(Outcome.WITHDREW, **told | {"text": "Kami keluar."})
    for outcome, side in (
        (Outcome.AGREED, ""), (Outcome.DECLARED, ""), (Outcome.TIME_OUT, "termohon"),
        (Outcome.WITHDREW, "komisi"),
    ):  # fmt: skip
        with pytest.raises(rules.NotAnOutcome):
            rules.check_failure(outcome, side=side, text="x", has_file=False)


@pytest.mark.parametrize(
    ("outcome", "last_day", "absences", "expected"),
    [
        (Outcome.TIME_OUT, date(2024, 3, 17), 0, ()),
        (Outcome.TIME_OUT, TODAY, 0, (Doubt.TIME_LEFT,)),
        (Outcome.TIME_OUT, None, 0, (Doubt.NO_CLOCK,)),
        (Outcome.ABSENT, None, 2, ()),
        (Outcome.ABSENT, None, 1, (Doubt.NOT_ABSENT_TWICE,)),
        (Outcome.DECLARED, None, 0, ()),
    ],
)
def test_what_the_record_does_not_bear_out_is_a_doubt(outcome, last_day, absences, expected):
    found = rules.doubts(outcome, last_day=last_day, absences=absences, today=TODAY)
    assert found == expected


@given(
    st.none() | st.dates(date(2024, 1, 1), date(2024, 12, 31)),
    st.integers(0, 4),
    st.dates(date(2024, 1, 1), date(2024, 12, 31)),
)
def test_what_is_suggested_is_never_doubtful_and_never_a_party_s(last_day, absences, today):
    told = {"last_day": last_day, "absences": absences, "today": today}
    found = rules.suggested(**told)
    assert not set(found) & {Outcome.AGREED, *rules.BY_A_PARTY}
    assert all(rules.doubts(one, **told) == () for one in found)


def test_an_agreement_has_words_and_settles_what_was_mediated():
    rules.check_agreement("Diserahkan.", ["A"], ["A", "B"])
    for text, settled in (("  ", ["A"]), ("Ya.", []), ("Ya.", ["C"])):
        with pytest.raises(rules.AgreementNeeded):
            rules.check_agreement(text, settled, ["A", "B"])


def bench(*seats):
    return [Sitting(f"orang-{no}", seat) for no, seat in enumerate(seats)]


def test_a_mediator_leads_a_mediation_and_a_panel_everything_else():
    benches.check_bench("mediasi", bench(Seat.MEDIATOR))
    benches.check_bench("kaukus", bench(Seat.MEDIATOR, Seat.ASSISTANT))
    for kind in ("mediasi", "kaukus"):
        with pytest.raises(benches.MediatorNeeded) as refused:
            benches.check_bench(kind, bench())
        assert str(refused.value.article) == "UU 14/2008 Pasal 41"
    with pytest.raises(benches.UnlawfulPanel):
        benches.check_bench("pembacaan_putusan_mediasi", bench(Seat.MEDIATOR))


@pytest.mark.parametrize("kind", list(vocabulary.terms("hearing_kind")))
def test_who_sits_is_said_once_for_every_kind(kind):
    is_mediated = kind in {"mediasi", "kaukus"}
    assert benches.seats_at(kind) == (benches.MEDIATORS if is_mediated else benches.PANEL)
    assert benches.is_mediation(kind) is is_mediated


def test_a_mediation_is_closed_and_a_caucus_is_with_one_side():
    def check(kind, caucus_with="", **more):
        told = HearingPlan(
            TODAY, None, kind, tuple(bench(Seat.MEDIATOR)),
            **{"is_public": False, "caucus_with": caucus_with} | more,
        )  # fmt: skip
        benches.check_plan(told, calendar=calendars.shipped())

    check("mediasi")
    check("kaukus", "pemohon")
    with pytest.raises(benches.MediationIsClosed) as refused:
        check("mediasi", is_public=True)
    assert str(refused.value.article) == "Perki 1/2013 Pasal 38 ayat (5)"
    for kind, side in (("kaukus", ""), ("kaukus", "komisi"), ("mediasi", "pemohon")):
        with pytest.raises(benches.CaucusSide):
            check(kind, side)


def test_nothing_of_a_mediation_is_written_down():
    benches.check_recordable("pembuktian")
    for kind in benches.MEDIATED:
        with pytest.raises(benches.MediationIsClosed) as refused:
            benches.check_recordable(kind)
        assert str(refused.value.article) == "Perki 1/2013 Pasal 50"


def words(letter):
    return " ".join((*letter.paragraphs, *letter.items, *letter.after))


def test_an_agreement_holds_the_fields_of_the_form():
    text = "Salinan diserahkan 1 April.\n\nBiaya ditanggung Termohon {register}."
    letter = mediation_letters.agreement(FACTS, text, ["A: Kontrak"], dated_on=TODAY)
    told = words(letter)
    assert "Senin, 18 Maret 2024" in told
    assert "011/III/KIP-PSI/2024 antara Yayasan Lestari" in told
    assert letter.items == ("A: Kontrak",)
    assert "Salinan diserahkan 1 April." in letter.after
    assert "Biaya ditanggung Termohon {register}." in letter.after
    assert [who for who, _name in letter.signatories] == ["Pemohon", "Termohon", "Mediator"]


@pytest.mark.parametrize("outcome", rules.FAILED)
def test_a_statement_of_failure_names_why_and_its_article(outcome):
    side = "Termohon" if outcome in rules.BY_A_PARTY else ""
    letter = mediation_letters.failure(FACTS, outcome, side=side, text="", dated_on=TODAY)
    article = "UU 14/2008 Pasal 42" if side else "Perki 1/2013 Pasal 48 dan 49"
    assert article in words(letter)
    assert "Pernyataannya" not in words(letter)
