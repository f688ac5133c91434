"""What was admitted: propositions and the stances that were taken on them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rest_framework import serializers

from cases.api import bodies, views
from cases.api.asking import Fields
from cases.api.paging import Whole
from cases.models.publication import PublicAdmission
from cases.queries.public import tables


class Proposition(serializers.ModelSerializer[PublicAdmission]):
    """A proposition on which somebody took a stance in an open hearing."""

    body = bodies.AdmissionBody()

    class Meta:
        model = PublicAdmission
        fields = (
            "dispute", "code", "text", "text_en", "is_admission", "binds", "made_on",
            "exchange_count", "body", "version",
        )  # fmt: skip


class PropositionFilter(Fields):
    class Meta:
        model = PublicAdmission
        fields = ("dispute", "code", "is_admission", "made_on")


class PropositionList(views.List):
    """The ledger."""

    rows = tables.propositions
    serializer_class = Proposition
    filterset_class = PropositionFilter


class Assertion(serializers.Serializer[Any]):
    """A stance on a proposition, with its one source."""

    dispute = serializers.CharField(help_text="The code of the dispute")
    proposition = serializers.CharField(help_text="The code of the proposition")
    stance = bodies.StanceCopy()


class AssertionList(views.Inside):
    """The stances on propositions. ``limit`` counts propositions."""

    rows = tables.propositions
    pagination_class = Whole
    serializer_class = Assertion
    filterset_class = PropositionFilter

    def told(self, row: PublicAdmission) -> Iterator[dict[str, Any]]:
        for stance in row.body["admission"]["stances"]:
            yield {"dispute": row.dispute_id, "proposition": row.code, "stance": stance}
