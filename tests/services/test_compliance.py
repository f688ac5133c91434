"""After the decision: the courts, and whether it was obeyed."""

from __future__ import annotations

from datetime import date

import pytest

from cases.models import JournalEntry
from cases.services import compliance, rulings
from cases.services.compliance import CourtDetails
from tests.hearing_room import NOW, RECORDER, open_room

pytestmark = pytest.mark.django_db
WHO = {"actor": RECORDER, "now": NOW}


def test_stages_before_the_courts_are_numbered_as_they_come():
    dispute = open_room().dispute

    compliance.record_court_stage(dispute, CourtDetails("PTUN Jakarta", court="ptun"), **WHO)
    compliance.record_court_stage(dispute, CourtDetails("Mahkamah Agung", court="ma"), **WHO)

    assert [(one.no, one.court_name) for one in dispute.court_stages.order_by("no")] == [
        (1, "PTUN Jakarta"),
        (2, "Mahkamah Agung"),
    ]


def test_an_order_obeyed_keeps_its_day_and_how_it_is_known():
    decision = rulings.pronounce(
        open_room().dispute,
        rulings.DecisionDetails(
            "putusan_ajudikasi", date(2024, 4, 3), orders=["Memberi salinan"]
        ),
        **WHO,
    )
    order = decision.orders.get()

    compliance.record_compliance(
        order, complied_on=date(2024, 5, 2), outcome="salinan diterima", **WHO
    )

    order.refresh_from_db()
    assert (order.complied_on, order.outcome) == (date(2024, 5, 2), "salinan diterima")
    assert JournalEntry.objects.get(act="order_obeyed").payload["on"] == "2024-05-02"
