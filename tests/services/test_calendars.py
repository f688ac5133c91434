"""Decreed days are loaded once, in versions; a change recounts what still runs."""

from __future__ import annotations

from datetime import date

import pytest

from cases.domain.calendars import CalendarDoesNotReach, DayKind
from cases.models import CalendarVersion, Deadline, DocketEntry, Holiday
from cases.queries import calendars as held
from cases.services import calendars, deadlines
from tests.hearing_room import NOW, RECORDER, open_room

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}


def test_the_years_that_come_along_are_all_loaded_each_day_with_its_decree_or_source():
    calendars.load(**WHO)

    years = set(Holiday.objects.values_list("day__year", flat=True))
    assert years >= set(range(2010, 2028))
    assert not Holiday.objects.filter(decree="", source="").exists()


def test_loading_again_changes_nothing_and_makes_no_new_version():
    first = calendars.load(**WHO)

    again = calendars.load(**WHO)

    assert (again.added, again.changed, again.removed) == (0, 0, 0)
    assert again.version == first.version
    assert CalendarVersion.objects.count() == 1


def test_a_year_that_is_not_decreed_is_refused():
    with pytest.raises(CalendarDoesNotReach, match="2031"):
        calendars.load([2031], **WHO)


def test_a_holiday_decreed_in_mid_year_moves_a_running_deadline_and_says_so():
    """18 August 2025 was declared joint leave on 7 August 2025: 1 August + 14 working days."""
    calendars.load(**WHO)
    Holiday.objects.filter(day=date(2025, 8, 18)).delete()
    dispute = open_room().dispute
    before = deadlines.start(
        dispute, "umum_start_settlement", triggered_on=date(2025, 8, 1), **WHO
    )
    assert before.due_on == date(2025, 8, 21)

    loaded = calendars.load(**WHO)

    after = Deadline.objects.get(superseded_by=None)
    before.refresh_from_db()
    assert [one.is_on for one in loaded.moved] == [date(2025, 8, 22)]
    assert (after.due_on, after.triggered_on) == (date(2025, 8, 22), date(2025, 8, 1))
    assert (before.due_on, before.superseded_by) == (date(2025, 8, 21), after)
    line = DocketEntry.objects.get(kind="deadline_recounted")
    assert "semula 21 Agustus 2025, menjadi 22 Agustus 2025" in line.text


def test_a_deadline_that_was_met_stays_where_it_was():
    calendars.load(**WHO)
    Holiday.objects.filter(day=date(2025, 8, 18)).delete()
    deadline = deadlines.start(
        open_room().dispute, "umum_start_settlement", triggered_on=date(2025, 8, 1), **WHO
    )
    deadlines.meet(deadline, met_on=date(2025, 8, 20), **WHO)

    assert calendars.load(**WHO).moved == ()

    deadline.refresh_from_db()
    assert deadline.due_on == date(2025, 8, 21)


def test_a_day_of_one_province_is_off_there_and_nowhere_else():
    calendars.load(**WHO)
    Holiday.objects.create(
        day=date(2024, 3, 20), kind=DayKind.NATIONAL, name="Hari jadi", region="Aceh",
        decree="Keputusan Gubernur", source="uji",
    )  # fmt: skip

    assert held.working_calendar("Aceh").reason_off(date(2024, 3, 20)).name == "Hari jadi"
    assert held.working_calendar().reason_off(date(2024, 3, 20)) is None


def test_a_day_of_one_province_stays_counted_when_the_national_days_change():
    """Aceh, 1 August 2025 + 14 working days: 18 and 20 August are off there, so 25 August."""
    calendars.load(**WHO)
    Holiday.objects.create(
        day=date(2025, 8, 20), kind=DayKind.PROVINCIAL, name="Hari jadi", region="Aceh",
        decree="Keputusan Gubernur", source="uji",
    )  # fmt: skip
    dispute = open_room().dispute
    dispute.commission.region = "Aceh"
    dispute.commission.save()
    clock = deadlines.start(
        dispute, "umum_start_settlement", triggered_on=date(2025, 8, 1), **WHO
    )
    Holiday.objects.filter(day=date(2025, 12, 25)).delete()

    moved = calendars.load(**WHO).moved

    assert (clock.due_on, moved) == (date(2025, 8, 25), ())


def test_the_other_reading_is_counted_again_as_well():
    """Were 18 August 2025 a national holiday, no reading could count it: 22 August in both."""
    calendars.load(**WHO)
    clock = deadlines.start(
        open_room().dispute, "umum_start_settlement", triggered_on=date(2025, 8, 1), **WHO
    )
    was = (clock.due_on, clock.due_on_other_reading)
    Holiday.objects.filter(day=date(2025, 8, 18)).update(kind=DayKind.NATIONAL)

    deadlines.recount_running(**WHO)

    after = Deadline.objects.get(superseded_by=None)
    assert was == (date(2025, 8, 22), date(2025, 8, 21))
    assert (after.due_on, after.due_on_other_reading) == (date(2025, 8, 22), date(2025, 8, 22))
    told = DocketEntry.objects.get(kind="deadline_recounted").text
    assert "(cuti bersama dihitung sebagai hari kerja), semula 21 Agustus 2025" in told


def test_a_day_that_is_no_longer_decreed_is_taken_away_and_counted():
    calendars.load(**WHO)
    Holiday.objects.create(
        day=date(2025, 8, 19), kind=DayKind.NATIONAL, name="Keliru", decree="-", source="uji"
    )

    loaded = calendars.load([2025], **WHO)

    assert (loaded.added, loaded.removed) == (0, 1)
    assert not Holiday.objects.filter(name="Keliru").exists()


def test_a_deadline_moves_a_second_time_when_a_second_day_is_decreed():
    calendars.load(**WHO)
    Holiday.objects.filter(day__in=[date(2025, 8, 18)]).delete()
    dispute = open_room().dispute
    key, day = "umum_start_settlement", date(2025, 8, 1)
    first = deadlines.start(dispute, key, triggered_on=day, **WHO)

    for decreed in (date(2025, 8, 18), date(2025, 8, 19)):
        Holiday.objects.create(day=decreed, kind=DayKind.NATIONAL, name="Libur", decree="SKB")
        deadlines.recount_running(**WHO)

    rows = list(Deadline.objects.filter(dispute=dispute).order_by("pk"))
    assert [one.due_on.day for one in rows] == [21, 22, 25]
    assert {one.triggered_on for one in rows} == {day}
    assert (rows[0], rows[0].superseded_by, rows[1].superseded_by) == (first, rows[1], rows[2])
