"""Decisions, and the orders that they and panels gave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django_filters import rest_framework as filters
from rest_framework import serializers

from cases.api import bodies, views
from cases.api.asking import Fields
from cases.api.disputes import OfDispute, WithinDispute
from cases.api.paging import Whole
from cases.models.publication import PublicDecision, PublicDispute
from cases.queries.public import tables


class Decision(serializers.ModelSerializer[PublicDecision]):
    """A pronounced decision."""

    body = bodies.DecisionBody()

    class Meta:
        model = PublicDecision
        fields = (
            "dispute", "no", "kind", "number", "pronounced_on", "disposition", "result", "body",
            "version",
        )  # fmt: skip


class DecisionFilter(Fields):
    commission = filters.CharFilter(field_name="dispute__commission_code")
    pronounced_from = filters.DateFilter(field_name="pronounced_on", lookup_expr="gte")
    pronounced_until = filters.DateFilter(field_name="pronounced_on", lookup_expr="lte")

    class Meta:
        model = PublicDecision
        fields = ("dispute", "kind", "number", "disposition", "pronounced_on")


class DecisionList(views.List):
    """The decisions of public disputes."""

    rows = tables.decisions
    serializer_class = Decision
    filterset_class = DecisionFilter


class Order(OfDispute):
    """An order of a decision (``by_decision``) or of a panel in a hearing (``by_panel``)."""

    by_decision = bodies.OrderCopy(required=False)
    decision_number = serializers.CharField(required=False)
    by_panel = bodies.PanelOrderCopy(required=False)


class OrderList(views.Inside):
    """What was ordered, and by whom. ``limit`` counts disputes."""

    rows = tables.disputes
    pagination_class = Whole
    serializer_class = Order
    filterset_class = WithinDispute

    def told(self, row: PublicDispute) -> Iterator[dict[str, Any]]:
        of = {"dispute": row.code, "register": row.register}
        for order in row.body["panel_orders"]:
            yield {**of, "by_panel": order}
        for decision in row.body["decisions"]:
            for order in decision["orders"]:
                yield {**of, "decision_number": decision["number"], "by_decision": order}
