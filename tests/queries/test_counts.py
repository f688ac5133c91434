"""What is added up as the shelf changes is what stands there, read row by row."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.db.models import Count

from cases.domain.parties import PartyRole
from cases.models import PublicDecision, PublicDispute, PublicParty
from cases.queries import public
from cases.queries.public import counts, exemptions, records, tables, tallied
from cases.queries.public.shelves import shelf
from cases.queries.public.slices import Slice
from tests.standing import standing

built, demonstration = standing(lambda: call_command("demo", "--force", verbosity=0))
TODAY = date(2024, 6, 1)
PARTS = [Slice(), Slice(commission="kip"), Slice(commission="ki-jabar"), Slice(commission="x")]


@pytest.mark.parametrize("part", PARTS)
def test_figures_are_the_same_whether_added_up_or_read(demonstration, monkeypatch, part):
    added = public.statistics(part, TODAY)
    monkeypatch.setattr(Slice, "is_counted", False)

    assert added == public.statistics(part, TODAY)


@pytest.mark.parametrize("ground", [None, "", "17b", "17h"])
@pytest.mark.parametrize("outcome", ["", "upheld", "annulled"])
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("many", [0, 1_000])
def test_the_map_of_exemptions_is_the_same_as_well(
    demonstration, monkeypatch, part, ground, outcome, many
):
    monkeypatch.setattr(exemptions, "MANY", many)
    added = exemptions.exemption_map(part, ground=ground, outcome=outcome)
    monkeypatch.setattr(Slice, "is_counted", False)
    read = exemptions.exemption_map(part, ground=ground, outcome=outcome)

    assert added == read


def test_parties_are_listed_with_as_many_disputes_as_they_have(demonstration):
    for role in (PartyRole.RESPONDENT, PartyRole.APPLICANT):
        rows = shelf(PublicParty).filter(role=role).exclude(slug="").order_by()
        there = dict(rows.values_list("slug").annotate(n=Count("dispute")))
        listed = records.listing(role)
        paged = {row["slug"]: row["disputes"] for row in tables.parties(role)}

        assert paged == there
        assert listed.total == len(there)
        assert {row.slug: row.disputes for row in listed.rows}.items() <= there.items()
        assert all(row.decided + row.open <= row.disputes for row in listed.rows)
        assert [row.disputes for row in listed.rows] == sorted(
            (row.disputes for row in listed.rows), reverse=True
        )


@pytest.mark.parametrize("body", ["", "kpu"])
@pytest.mark.parametrize("disposition", ["", "dikabulkan"])
@pytest.mark.parametrize("year", [None, 2024, 1999])
@pytest.mark.parametrize("commission", ["", "kip", "x"])
def test_as_many_decisions_are_told_as_are_found(
    demonstration, commission, year, disposition, body
):
    asked = public.DecisionsAsked(commission, year, disposition, body)

    assert asked.total() == asked.narrow(shelf(PublicDecision)).count()


def test_the_form_of_decisions_offers_what_there_is(demonstration):
    rows = shelf(PublicDecision).select_related("dispute")
    choices = public.decision_choices()

    assert set(choices.commissions) == {
        (row.dispute.commission_code, row.dispute.commission_short) for row in rows
    }
    assert set(choices.years) == {row.pronounced_on.year for row in rows if row.pronounced_on}
    assert set(choices.dispositions) == {row.disposition for row in rows} - {""}


def test_commissions_have_as_many_disputes_as_they_have(demonstration):
    rows = shelf(PublicDispute).order_by().values_list("commission_code")

    there = dict(rows.annotate(n=Count("pk")))
    assert {row["commission_code"]: row["many"] for row in tables.commissions()} == there


def test_the_whole_is_asked_for_twice_and_a_smaller_part_five_times(
    demonstration, django_assert_num_queries
):
    with django_assert_num_queries(2):
        tallied.tallied(Slice(), TODAY)
    with django_assert_num_queries(5):
        tallied.tallied(Slice(year=2024), TODAY)


def test_nothing_is_counted_of_what_is_not_there(demonstration):
    assert counts.total("hearing", first="x") == 0
    assert counts.counted("nothing") == {}
