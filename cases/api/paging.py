"""Pages by cursor: a page stays where it is while rows come in before it."""

from __future__ import annotations

from rest_framework.pagination import CursorPagination


class ByKey(CursorPagination):
    """Rows in the order of their key; ``limit`` asks for fewer or more."""

    ordering = "pk"
    page_size = 50
    max_page_size = 200
    page_size_query_param = "limit"


class BySlug(ByKey):
    """Rows that have no key of their own, grouped by their slug."""

    ordering = "slug"


class ByCommission(ByKey):
    ordering = "commission_code"


class Whole(ByKey):
    """Rows whose whole page is read to list what stands in it: fewer at a time."""

    page_size = 10
    max_page_size = 50
