"""``manage.py deadline``: the dates of records.md section 9, counted by hand."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cases.domain.deadlines import RULES

pytestmark = pytest.mark.django_db
START, HEARING = "2024-02-19", "2024-03-13"
JOINT, CLEAR = "--no-joint-leave", "--clear"


def told(*arguments):
    out = StringIO()
    call_command("deadline", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize(
    ("arguments", "due_on"),
    [
        pytest.param(["umum_finish", START], "2024-07-30", id="Pasal 38(2)"),
        pytest.param(["umum_finish", START, JOINT], "2024-07-18", id="Pasal 38(2) joint"),
        pytest.param(["umum_start", START], "2024-03-08", id="Pasal 38(1)"),
        pytest.param(["umum_start", START, JOINT], "2024-03-08", id="Pasal 38(1) joint"),
        pytest.param(["umum_summons", HEARING, CLEAR], "2024-03-05", id="clear"),
        pytest.param(["umum_summons", HEARING, CLEAR, JOINT], "2024-03-06", id="clear j"),
        pytest.param(["umum_summons", "2024-03-13"], "2024-03-06", id="served day counted"),
        pytest.param(["umum_summons", HEARING, JOINT], "2024-03-07", id="served day j"),
        pytest.param(["umum_cassation", "2024-04-03"], "2024-04-17", id="Pasal 50, plain days"),
    ],
)
def test_the_day_is_the_one_counted_by_hand(arguments, due_on):
    assert told(*arguments)["due_on"] == due_on


def test_every_day_between_is_either_counted_or_skipped_with_its_reason():
    """UU 14/2008 Pasal 38 ayat (2), from 19 February to 30 July 2024: 162 days."""
    result = told("umum_finish", "2024-02-19")

    counted = [row["day"] for row in result["counted"]]
    skipped = {row["day"]: row for row in result["skipped"]}
    assert len(counted) == 100
    assert len(counted) + len(skipped) == 162
    assert not set(counted) & set(skipped)
    assert skipped["2024-03-11"]["reason"] == "Hari Suci Nyepi"
    assert skipped["2024-03-12"]["kind"] == "joint_leave"
    assert skipped["2024-03-11"]["decree"]
    assert result["article"] == "UU 14/2008 Pasal 38 ayat (2)"
    assert result["calendar_version"]


def test_joint_leave_that_counts_is_not_among_the_skipped_days():
    skipped = told("umum_finish", START, JOINT)["skipped"]

    assert "joint_leave" not in {row["kind"] for row in skipped}


@pytest.mark.parametrize("key", [key for key, rule in RULES.items() if rule.is_known])
def test_every_known_limit_can_be_counted_by_its_name(key):
    result = told(key, "2024-02-19")

    assert (result["rule"], result["due_on"] != "2024-02-19") == (key, True)


@pytest.mark.parametrize("key", [key for key, rule in RULES.items() if not rule.is_known])
def test_a_limit_without_a_confirmed_figure_is_refused_in_words(key):
    with pytest.raises(CommandError, match="belum dapat dipastikan"):
        told(key, "2024-02-19")


def test_a_name_that_is_none_is_answered_with_the_nearest():
    with pytest.raises(CommandError, match="umum_complete_settlement"):
        told("umum_settlement", "2024-02-19")


def test_a_count_beyond_the_decreed_days_is_refused_and_says_how_far_they_reach():
    with pytest.raises(CommandError, match="31 Desember 2027"):
        told("umum_finish", "2027-12-01")


def test_a_limit_that_cannot_be_extended_says_so():
    with pytest.raises(CommandError, match="tidak dapat diperpanjang"):
        call_command("deadline", "umum_file", "2024-02-19", "--extended", stdout=StringIO())


def test_people_read_the_same_in_words():
    out = StringIO()

    call_command("deadline", "umum_summons", HEARING, CLEAR, stdout=out)

    assert "Selasa, 5 Maret 2024" in out.getvalue()
    assert "Senin, 11 Maret 2024: Hari Suci Nyepi" in out.getvalue()
