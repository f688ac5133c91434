"""What the views of all resources share: a page of rows, one row, what stands in rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from cases.api.paging import ByKey


class List(generics.ListAPIView[Any]):
    """A page of rows; ``rows`` finds them all."""

    rows: ClassVar[Callable[[], QuerySet[Any]]]
    pagination_class = ByKey

    def get_queryset(self) -> QuerySet[Any]:
        return type(self).rows()


class Detail(generics.RetrieveAPIView[Any]):
    """One row, by its code."""

    rows: ClassVar[Callable[[], QuerySet[Any]]]
    lookup_field = "code"
    filter_backends = ()

    def get_queryset(self) -> QuerySet[Any]:
        return type(self).rows()


class Inside(List):
    """What stands inside the rows of a page, one after the other.

    ``limit`` counts the rows that are looked into, so a page may hold more or nothing.
    """

    def told(self, row: Model) -> Iterable[dict[str, Any]]:
        """What stands in one row, as the serializer shows it."""
        raise NotImplementedError

    def list(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        found = [told for row in page for told in self.told(row)]
        return self.get_paginated_response(found)
