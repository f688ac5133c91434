"""Questions after their hearing: promised in writing, answered later, or gone by."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cases.domain.accounts import Role
from cases.domain.admissions import NotOfThisDispute, QuestionFate
from cases.domain.publication import Visibility
from cases.domain.threads import (
    DayPassed,
    NotYetDue,
    PromiseOver,
    StillUnanswered,
)
from cases.domain.transcripts import UtteranceKind
from cases.models import (
    Exhibit,
    Hearing,
    HearingDispute,
    JournalEntry,
    Notice,
    PanelOrder,
    PublicDispute,
    PublicPromise,
    QuestionThread,
)
from cases.queries import threads as queries
from cases.queries.notices import ORDER, dues, promises_lapsed
from cases.services import admissions, publication, threads
from cases.services.notices.daily import remind, suggest
from cases.services.threads import Found
from tests.hearing_room import HELD_ON, NOW, RECORDER, open_room
from tests.people import account
from tests.public_record import say
from tests.standing import standing

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}
MONDAY, TUESDAY = date(2024, 3, 18), date(2024, 3, 19)
LATER = datetime(2024, 3, 19, 3, 0, tzinfo=UTC)


built, room = standing(open_room)


@pytest.fixture
def asked(room):
    return say(room, UtteranceKind.QUESTION, "Berapa nilai kontraknya?", speaker="Ketua Wibowo")


def put_off(room, asked, due_on=MONDAY):
    return threads.judge(
        asked, QuestionFate.DEFERRED, on=HELD_ON, due_on=due_on, party=room.party(), **WHO
    )


def exhibit(dispute):
    return Exhibit.objects.create(
        dispute=dispute, side="T", no=1, title="Kontrak", visibility=Visibility.PARTIES
    )


def next_hearing(room):
    hearing = Hearing.objects.create(
        code="CDFGHJKM", event_code="CDFGHJKM", commission=room.commission, ordinal=3,
        kind="pembuktian", held_on=TUESDAY, state="set",
    )  # fmt: skip
    HearingDispute.objects.create(hearing=hearing, dispute=room.dispute, seq=2)
    return hearing


def test_every_judgement_stays_and_the_thread_shows_the_latest(asked):
    for fate in (QuestionFate.EVASIVE, QuestionFate.DIRECT):
        thread = threads.judge(asked, fate, on=HELD_ON, **WHO)

    assert thread.fate == QuestionFate.DIRECT
    assert [row.fate for row in thread.judgements.order_by("pk")] == ["evasive", "direct"]


def test_what_is_put_off_into_writing_is_promised_once_with_its_day(room, asked):
    put_off(room, asked)
    thread = put_off(room, asked)

    promised = thread.undertaking
    assert promised.what == "Menjawab tertulis: Berapa nilai kontraknya?"
    assert promised.due_on == MONDAY
    assert promised.assertion.participant == room.party()
    assert queries.open_promises().count() == 1


def test_a_last_day_in_the_past_is_refused(room, asked):
    with pytest.raises(DayPassed):
        put_off(room, asked, due_on=date(2024, 3, 12))

    assert not QuestionThread.objects.exists()


def test_it_goes_with_the_dispute_to_the_next_hearing(room, asked):
    put_off(room, asked)

    assert [row.label for row in queries.carried_to(next_hearing(room))] == [
        "Berapa nilai kontraknya?"
    ]
    assert not queries.carried_to(room.hearing)


def test_an_exhibit_closes_it_and_the_promise_is_kept(room, asked):
    thread = put_off(room, asked)

    threads.settle(
        thread, fate=QuestionFate.DIRECT, found=Found(exhibit=exhibit(room.dispute)),
        on=MONDAY, actor=RECORDER, now=LATER,
    )  # fmt: skip

    thread.refresh_from_db()
    thread.undertaking.refresh_from_db()
    assert (thread.fate, thread.undertaking.kept_on) == (QuestionFate.DIRECT, MONDAY)
    assert thread.judgements.order_by("pk").last().exhibit.title == "Kontrak"
    assert not queries.carried_to(next_hearing(room))


def test_an_exhibit_of_a_stranger_closes_nothing(room, asked):
    thread = put_off(room, asked)
    other = open_room(name="jabar")

    with pytest.raises(NotOfThisDispute):
        threads.settle(
            thread, fate=QuestionFate.DIRECT, found=Found(exhibit=exhibit(other.dispute)),
            on=MONDAY, **WHO,
        )  # fmt: skip


@pytest.mark.parametrize("fate", [QuestionFate.OPEN, QuestionFate.DEFERRED])
def test_an_open_fate_closes_nothing(room, asked, fate):
    with pytest.raises(StillUnanswered):
        threads.settle(put_off(room, asked), fate=fate, on=MONDAY, **WHO)


def test_a_promise_lapses_by_a_person_after_its_day_and_not_before(room, asked):
    promised = put_off(room, asked).undertaking
    with pytest.raises(NotYetDue):
        threads.lapse(promised, on=MONDAY, **WHO)

    threads.lapse(promised, on=TUESDAY, note="tidak ada yang masuk", **WHO)

    promised.refresh_from_db()
    assert promised.lapsed_on == TUESDAY
    assert not queries.waiting_in(room.dispute)
    assert promised.thread.judgements.order_by("pk").last().is_lapse
    with pytest.raises(PromiseOver):
        threads.lapse(promised, on=TUESDAY, **WHO)


def test_a_day_gone_by_is_told_and_changes_nothing(room, asked):
    promised = put_off(room, asked).undertaking

    (on_the_day,) = queries.promises_of(room.dispute, today=MONDAY)
    (after,) = queries.promises_of(room.dispute, today=TUESDAY)

    promised.refresh_from_db()
    assert (on_the_day.is_late, after.is_late) == (False, True)
    assert promised.lapsed_on is None


def test_a_promise_that_is_kept_answers_its_question(room, asked):
    promised = put_off(room, asked).undertaking

    threads.keep(promised, on=MONDAY, **WHO)

    promised.refresh_from_db()
    assert promised.kept_on == MONDAY
    assert promised.thread.fate == QuestionFate.DIRECT


def test_nothing_of_it_is_public_before_the_transcript_is(room, asked):
    publication.release_all(room.disputes, **WHO)
    put_off(room, asked)

    told = str(list(PublicDispute.objects.values()))
    assert "nilai kontrak" not in told


def agency(room):
    """The people of the respondent and of the registry."""
    return (
        account("ppid", room.respondent, Role.AGENCY),
        account("panitera", room.commission, Role.REGISTRAR),
    )


def told(user):
    return list(
        Notice.objects.filter(user=user).order_by("pk").values_list("event", "payload__is_over")
    )


def test_whoever_promised_is_reminded_before_the_day_and_only_they(room, asked):
    ppid, registrar = agency(room)
    thread = put_off(room, asked)
    mine = next(one for one in dues(date(2024, 3, 15)) if one.what == "undertaking")

    remind([mine], since=date(2024, 3, 15), today=date(2024, 3, 15), now=LATER)

    assert mine.house == room.respondent
    assert told(ppid) == [(f"promise:{thread.undertaking.pk}:2024-03-18:1", None)]
    assert told(registrar) == []


def test_the_registry_hears_once_that_the_day_is_over_and_nothing_lapses(room, asked):
    ppid, registrar = agency(room)
    thread = put_off(room, asked)

    for _morning in range(2):
        suggest(today=TUESDAY, now=LATER)

    promised = thread.undertaking
    promised.refresh_from_db()
    assert told(registrar) == [(f"promise:{promised.pk}:2024-03-18:over", True)]
    assert told(ppid) == []
    assert (promised.kept_on, promised.lapsed_on) == (None, None)


def test_what_was_kept_is_not_called_to_mind(room, asked):
    _ppid, registrar = agency(room)
    thread = put_off(room, asked)
    suggest(today=TUESDAY, now=LATER)
    threads.settle(
        thread, fate=QuestionFate.DIRECT, found=Found(exhibit=exhibit(room.dispute)),
        on=MONDAY, actor=RECORDER, now=LATER,
    )  # fmt: skip

    assert not [one for one in dues(HELD_ON) if one.what == "undertaking"]
    assert Notice.objects.get(user=registrar).state == "cancelled"
    assert suggest(today=TUESDAY, now=LATER) == 0


def test_a_next_hearing_takes_up_what_waits(room, asked):
    put_off(room, asked)

    questions, promises = queries.agenda_of(room.disputes)

    assert [row.label for row in questions] == ["Berapa nilai kontraknya?"]
    assert promises == ()  # an answer that was promised is told with its question


class TestOrders:
    @pytest.fixture
    def order(self, room):
        """Given in a hearing of two disputes, to be followed by Monday, 18 March 2024."""
        publication.release_all(room.disputes, **WHO)
        return admissions.order_by_panel(
            room.hearing,
            admissions.PanelOrderDetails("k-1", "Membawa kontrak", due_on=MONDAY),
            disputes=room.disputes,
            given_by=room.chair,
            to_body=room.respondent,
            **WHO,
        )

    def test_it_stands_beside_promises_until_it_is_followed(self, room, order):
        told = PublicPromise.objects.filter(kind="panel_order").order_by("dispute")
        assert [row.dispute_id for row in told] == sorted(one.code for one in room.disputes)
        assert {(row.text, row.due_on, row.kept_on) for row in told} == {
            ("Membawa kontrak", MONDAY, None)
        }
        assert [one.is_late for one in queries.orders_of(room.dispute, today=MONDAY)] == [False]
        assert [one.is_late for one in queries.orders_of(room.dispute, today=TUESDAY)] == [True]

        threads.end_order(order, is_kept=True, on=MONDAY, **WHO)

        assert {row.kept_on for row in told.all()} == {MONDAY}
        assert queries.orders_of(room.dispute, today=TUESDAY) == ()
        assert list(queries.ended_orders_of(room.dispute)) == [order]
        entries = JournalEntry.objects.filter(act="panel_order_kept")
        assert {one.dispute_code for one in entries} == {one.code for one in room.disputes}

    def test_it_ends_once_and_does_not_lapse_before_its_day_is_over(self, order):
        with pytest.raises(NotYetDue):
            threads.end_order(order, is_kept=False, on=MONDAY, **WHO)
        threads.end_order(order, is_kept=False, on=TUESDAY, **WHO)
        for is_kept in (True, False):
            with pytest.raises(PromiseOver):
                threads.end_order(order, is_kept=is_kept, on=TUESDAY, **WHO)

        assert {row.lapsed_on for row in PublicPromise.objects.all()} == {TUESDAY}

    def test_the_body_is_reminded_and_the_registry_told_when_its_day_is_over(self, room, order):
        due = [(one.house, one.due_on) for one in dues(HELD_ON) if one.what == ORDER]
        over = [(one.house, one.due_on) for one in promises_lapsed(TUESDAY)]

        assert due == [(room.respondent, MONDAY)]
        assert over == [(room.dispute.commission, MONDAY)]
        threads.end_order(order, is_kept=True, on=MONDAY, **WHO)
        assert not [one for one in dues(HELD_ON) if one.what == ORDER]
        assert not list(promises_lapsed(TUESDAY))

    @pytest.mark.usefixtures("order")
    def test_what_sources_tell_of_an_order_ends_it(self, room):
        PanelOrder.objects.update(outcome="Kontrak dibawa")
        publication.shelve_all(room.disputes, now=NOW)

        assert not PublicPromise.objects.exists()
        assert queries.orders_of(room.dispute, today=TUESDAY) == ()
        assert queries.carried(next_hearing(room)).orders == ()
