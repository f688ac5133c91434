"""A dispute as one row of a list, wherever lists of disputes stand."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from cases.domain.rulings import fate_of
from cases.queries import public
from cases.web.words import in_tongue, word


def dispute(row: public.Dispute) -> dict[str, Any]:
    """The context of one row of ``_disputes.html``."""
    return {
        "address": reverse("dispute", args=[row.commission_code, row.slug]),
        "title": f"{row.applicant_short or row.applicant} v. "
        f"{row.respondent_short or row.respondent}",
        "register": row.register,
        "commission": row.commission_short,
        "subject": in_tongue(row.subject, row.subject_en),
        "subject_lang": "" if row.subject_en else "id",
        "fate": fate_of(row.disposition),
        "outcome": word("disposition", row.disposition) or word("stage", row.stage),
        "decided_on": row.decided_on,
        "next_hearing_on": row.next_hearing_on,
    }
