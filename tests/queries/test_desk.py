"""The table of all cases: what each sees of it, whose duty is next, how far its day is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.domain import desk as rules
from cases.domain.desk import CaseKind, State
from cases.domain.hearings import HearingState
from cases.domain.notices import EVERYBODY, Side
from cases.domain.publication import Visibility
from cases.domain.stages import Stage
from cases.models import Dispute, DisputeAccess, DocketEntry, Hearing, PanelOrder, Participant
from cases.queries import accounts, case_notes
from cases.queries import desk as queries
from cases.services import deadlines, desk, docket, information_requests, parties
from cases.services.docket import Line
from cases.services.information_requests import Letter
from tests.brought import WHO, open_hall
from tests.hearing_room import NOW, open_room
from tests.standing import standing

pytestmark = pytest.mark.django_db
TODAY = date(2024, 3, 14)
WHOSE = ["applicant", "reader", "agency", "clerk", "stranger"]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moving:
        yield moving


built, hall = standing(open_hall)


@pytest.fixture
def asked(hall):
    """A request of 4 March, by e-mail, to another body."""
    letter = Letter(
        items=["Anggaran", "Kontrak"], submitted_on=date(2024, 3, 4), channel="email"
    )
    body = parties.add_public_body("Dinas Wibawa", **WHO)
    house = hall.room.applicant
    return information_requests.send(house, [body], letter, **WHO, today=TODAY)[0]


def table(user, *, state=State.ALL, today=TODAY):
    houses = list(accounts.memberships(user))
    return queries.table(user, houses, state=state, today=today)


def case_of(user, dispute, **how):
    return next(one for one in table(user, **how).cases if one.dispute == dispute)


def test_everybody_has_the_disputes_of_their_houses_and_an_organisation_its_requests(
    hall, asked
):
    codes = {one.code for one in hall.room.disputes}

    told = {who: {one.code for one in table(getattr(hall, who)).cases} for who in WHOSE}

    assert told == {
        "applicant": codes | {asked.code},
        "reader": codes | {asked.code},
        "agency": codes,
        "clerk": codes,
        "stranger": set(),
    }


def test_who_came_in_by_a_link_has_one_dispute_and_stands_on_the_side_of_its_party(hall):
    DisputeAccess.objects.create(
        token_hash="a" * 64, nonce="b" * 32, participant=hall.room.party(),
        email="kuasa@uji.test", user=hall.stranger, granted_by=hall.clerk, created_at=NOW,
        expires_at=NOW + timedelta(days=7), taken_up_at=NOW,
    )  # fmt: skip

    (only,) = table(hall.stranger).cases

    assert only.dispute == hall.dispute
    assert only.sides == {Side.RESPONDENT}
    assert only.keepers == ()


def test_a_request_becomes_a_dispute_and_stands_in_the_table_once(hall, asked):
    asked.dispute = hall.dispute
    asked.save(update_fields=["dispute"])

    assert all(one.facts.kind is CaseKind.DISPUTE for one in table(hall.applicant).cases)


def test_the_next_duty_is_the_earliest_with_its_working_days(hall):
    # UU 14/2008 Pasal 38 ayat (1): 14 working days from 5 March 2024. 11 and 12 March are
    # Nyepi and its joint leave, so the last is Wednesday 27 March.
    deadlines.start(hall.dispute, "umum_start_settlement", triggered_on=date(2024, 3, 5), **WHO)

    case = case_of(hall.applicant, hall.dispute)

    assert case.duty.what == "umum_start_settlement"
    assert case.duty.sides == (Side.COMMISSION,)
    assert case.facts.due_on == date(2024, 3, 27)
    # 15, 18, 19, 20, 21, 22, 25, 26, 27 March.
    assert case.facts.left == 9
    # 6, 7, 8, 13, 14 March are used.
    assert (case.count.length, case.count.used) == (14, 5)


def test_what_is_late_is_told_in_working_days(hall):
    deadlines.start(hall.dispute, "umum_start_settlement", triggered_on=date(2024, 3, 5), **WHO)

    # 28 March; 29 March is Good Friday; 1 and 2 April.
    case = case_of(hall.applicant, hall.dispute, today=date(2024, 4, 2))

    assert case.facts.left == -3
    assert case.facts.is_late(date(2024, 4, 2))


def test_beyond_the_decreed_days_nothing_is_counted(hall):
    deadlines.start(hall.dispute, "umum_start_settlement", triggered_on=date(2024, 3, 5), **WHO)

    case = case_of(hall.applicant, hall.dispute, today=date(2031, 1, 1))

    assert case.facts.left is None
    assert case.facts.is_late(date(2031, 1, 1))


def test_the_turn_of_a_request_is_a_duty_of_whoever_has_it(hall, asked):
    # Pasal 22 ayat (7): 10 working days from 4 March; counting joint leave, 19 March.
    (case,) = [one for one in table(hall.applicant).cases if one.dispute is None]

    assert case.duty.sides == (Side.RESPONDENT,)
    assert case.facts.due_on == date(2024, 3, 19)
    assert case.facts.left == 3
    assert case.stage is Stage.REQUEST_SUBMITTED
    assert case.subject == "Anggaran; Kontrak"
    assert (case.last.step, case.last.on) == ("received", date(2024, 3, 4))


def test_an_order_in_two_disputes_is_told_in_each_and_stands_once_among_the_duties(hall):
    order = PanelOrder.objects.create(
        hearing=hall.room.hearing, given_by=hall.room.chair, what="Serahkan kontrak",
        due_on=date(2024, 3, 20), to_body=hall.room.respondent,
    )  # fmt: skip
    foreign = open_room(name="jabar")
    body = parties.add_public_body("Dinas Wibawa", **WHO)
    Participant.objects.filter(dispute__in=foreign.disputes, role="termohon").update(
        public_body=body
    )
    order.disputes.set([*hall.room.disputes, foreign.dispute])

    found = table(hall.agency)

    assert [one.duty.key for one in found.cases] == [f"order:{order.pk}"] * 2
    (waiting,) = found.duties
    assert waiting.duty.who == hall.room.respondent.name
    assert waiting.left == 4


@pytest.mark.parametrize(
    ("kind", "knows"),
    [
        ("pembuktian", {"applicant", "reader", "agency", "clerk"}),
        ("musyawarah_majelis", {"clerk"}),
    ],
)
def test_a_hearing_is_everybodys_but_deliberations_are_not_announced(hall, kind, knows):
    Hearing.objects.update(state=HearingState.SET, kind=kind, held_on=date(2024, 3, 20))

    told = {who: table(getattr(hall, who)).duties for who in WHOSE}
    months = {
        who: queries.month(
            getattr(hall, who),
            list(accounts.memberships(getattr(hall, who))),
            first=date(2024, 3, 1),
            last=date(2024, 3, 31),
            today=TODAY,
        )[19]
        for who in WHOSE
    }

    assert {who for who, found in told.items() if found} == knows
    assert {who for who, day in months.items() if day.sittings} == knows
    (waiting,) = told["clerk"]
    assert waiting.duty.sides == EVERYBODY
    assert not months["clerk"].duties


def test_the_last_event_is_one_that_its_reader_may_know(hall):
    for on, text, visibility in (
        (date(2024, 3, 1), "Semua tahu", Visibility.PUBLIC),
        (date(2024, 3, 2), "Para pihak tahu", Visibility.PARTIES),
        (date(2024, 3, 3), "Panitera tahu", Visibility.INTERNAL),
    ):
        line = Line("catatan", text, occurred_on=on, visibility=visibility)
        docket.record(hall.dispute, line, **WHO)
    assert DocketEntry.objects.filter(visibility=Visibility.INTERNAL).exists()

    told = {who: case_of(getattr(hall, who), hall.dispute).last.text for who in WHOSE[:4]}

    assert told == {
        "applicant": "Para pihak tahu",
        "reader": "Para pihak tahu",
        "agency": "Para pihak tahu",
        "clerk": "Panitera tahu",
    }


def test_what_is_over_is_not_in_the_usual_table_and_asks_for_nothing(hall):
    deadlines.start(hall.dispute, "umum_start_settlement", triggered_on=date(2024, 3, 5), **WHO)
    Dispute.objects.filter(pk=hall.dispute.pk).update(stage=Stage.WITHDRAWN)

    usual, everything = table(hall.applicant, state=State.OPEN), table(hall.applicant)

    assert hall.dispute.code not in {one.code for one in usual.cases}
    assert usual.duties == everything.duties == ()
    assert case_of(hall.applicant, hall.dispute).facts.is_over


def test_who_looks_after_a_case_is_for_members_alone(hall):
    desk.assign(hall.room.applicant, hall.dispute, hall.applicant, by=hall.applicant, now=NOW)

    told = {who: case_of(getattr(hall, who), hall.dispute).keepers for who in WHOSE[:4]}

    assert [one.name for one in told["reader"]] == [hall.applicant.name]
    assert told["applicant"] == told["reader"]
    assert told["agency"] == told["clerk"] == ()


def test_notes_exist_for_members_alone(hall):
    desk.note(hall.room.applicant, hall.dispute, "Rahasia", by=hall.applicant, now=NOW)

    seen = {who: case_notes.inside(getattr(hall, who), hall.dispute) for who in WHOSE}

    assert [len(one.notes) for one in seen["applicant"]] == [1]
    assert [(len(one.notes), one.may_write) for one in seen["reader"]] == [(1, False)]
    assert seen["agency"] == seen["clerk"] == seen["stranger"] == ()
    assert not case_notes.visible_to(hall.clerk).exists()


@settings(
    max_examples=10,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(
    who=st.sampled_from(WHOSE),
    told=st.fixed_dictionaries(
        {},
        optional={
            "q": st.sampled_from(["001", "dokumen", "lestari", "wibawa"]),
            "jenis": st.sampled_from(CaseKind),
            "keadaan": st.sampled_from(State),
            "tenggat": st.sampled_from(rules.Due),
            "petugas": st.sampled_from(["saya", "tanpa"]),
        },
    ),
)
def test_what_is_filtered_is_part_of_what_is_visible(hall, asked, who, told):
    user = getattr(hall, who)
    wanted = rules.read(told)
    visible = {one.code for one in table(user).cases}

    found = table(user, state=wanted.state).cases
    rows = rules.choose(found, wanted, facts=lambda one: one.facts, me=user.pk, today=TODAY)

    assert {one.code for one in rows} <= visible
