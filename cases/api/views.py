"""What the views of all resources share: pages of rows, lines, one row, what is in rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Model, QuerySet
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from rest_framework import exceptions, generics
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from cases.api.asking import PAGING, TOLD
from cases.api.paging import ByKey
from cases.api.rates import OfLines
from cases.queries.public import tables

AT_ONCE = 500  # rows in memory while a whole list goes out
FIRST = frozenset({"limit"})  # what may be asked of a first page
KEY = ByKey.ordering


class Lines(JSONRenderer):
    """The whole list at once, a row a line; a refusal is still one problem."""

    media_type = "application/x-ndjson"
    format = "jsonl"


class List(generics.ListAPIView[Any]):
    """A page of rows; ``rows`` finds them all."""

    rows: ClassVar[Callable[[], QuerySet[Any]]]
    pagination_class = ByKey
    renderer_classes = (JSONRenderer, Lines)

    def get_queryset(self) -> QuerySet[Any]:
        return type(self).rows()

    def get_throttles(self) -> list[BaseThrottle]:
        """Those of every call; of whole lists one more."""
        more = [OfLines()] if self._is_whole() else []
        return [*super().get_throttles(), *more]

    def list(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A page, or with ``format=jsonl`` everything that is asked for, as it is read."""
        if not self._is_whole():
            return self.page(request, *args, **kwargs)
        if paged := sorted(PAGING & {*request.query_params}):
            sentence = _("Tidak bersama format=jsonl: semuanya datang sekaligus.")
            raise exceptions.ValidationError({name: [sentence] for name in paged}, TOLD)
        rows = self.filter_queryset(self.get_queryset()).order_by(
            self.pagination_class.ordering
        )
        return StreamingHttpResponse(self._lines(rows), content_type=Lines.media_type)

    def page(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """One page of it."""
        return super().list(request, *args, **kwargs)

    def told(self, row: Any) -> Iterable[dict[str, Any]]:
        """What a row says: itself."""
        yield self.get_serializer(row).data

    def _is_whole(self) -> bool:
        return bool(self.request.accepted_renderer.format == Lines.format)

    def _lines(self, rows: QuerySet[Any]) -> Iterator[bytes]:
        renderer = JSONRenderer()
        for row in rows.iterator(chunk_size=AT_ONCE):
            for told in self.told(row):
                yield renderer.render(told) + b"\n"


class Plain(List):
    """Rows of columns that are said as they stand, read and written without an object and
    a serializer for each: these cost more than the base. The serializer tells the schema, and
    lines are written by it.
    """

    columns: ClassVar[tuple[str, ...]]

    def page(self, request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """One page of it."""
        page = self.paginate_queryset(self._wanted(request)) or []
        return self.get_paginated_response([_said(row) for row in page])

    def _wanted(self, request: Request) -> Any:
        """The rows asked for; those of a first page are not even written as a query anew."""
        if {*request.query_params} <= FIRST:
            return _First(tables.first_rows(type(self).rows, (KEY, *self.columns)))
        return self.filter_queryset(self.get_queryset()).values(KEY, *self.columns)


def _said(row: dict[str, Any]) -> dict[str, Any]:
    """A row without the key by which it has its place."""
    told = row.copy()
    del told[KEY]
    return told


@dataclass(frozen=True, slots=True)
class _First:
    """The rows of a first page, of which a cursor asks nothing but how many."""

    read: Callable[[int], list[dict[str, Any]]]

    def order_by(self, *_names: str) -> _First:
        """They come in the order of their key."""
        return self

    def __getitem__(self, part: slice) -> list[dict[str, Any]]:
        return self.read(part.stop)


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

    def page(self, _request: Request, *_args: Any, **_kwargs: Any) -> Response:
        """What stands in one page of rows."""
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset())) or []
        found = [told for row in page for told in self.told(row)]
        return self.get_paginated_response(found)
