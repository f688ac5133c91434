"""Serializers of what a page shows: the dataclasses of ``domain/publication`` as they are.

The shelf keeps them as JSON already; the serializer is their schema and hands them on.
"""

from __future__ import annotations

from typing import Any

from rest_framework_dataclasses.serializers import DataclassSerializer

from cases.domain.publication import bodies, copies, words


class AsKept(DataclassSerializer[Any]):
    """A value that is JSON already, in the shape of its dataclass."""

    def to_representation(self, instance: Any) -> Any:
        return instance


def of(kind: type) -> type[AsKept]:
    """The serializer of one dataclass, named as it is."""
    meta = type("Meta", (), {"dataclass": kind})
    return type(kind.__name__, (AsKept,), {"Meta": meta, "__doc__": kind.__doc__})


DisputeBody = of(bodies.DisputeBody)
HearingBody = of(bodies.HearingBody)
QuestionBody = of(bodies.QuestionBody)
AdmissionBody = of(bodies.AdmissionBody)
DecisionBody = of(bodies.DecisionBody)
ClockCopy = of(copies.ClockCopy)
OrderCopy = of(copies.OrderCopy)
PanelOrderCopy = of(words.PanelOrderCopy)
StanceCopy = of(words.StanceCopy)
StatementCopy = of(words.StatementCopy)
