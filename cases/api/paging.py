"""Pages by cursor: a page stays where it is while rows come in before it."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request

from cases.api.asking import TOLD

COUNT = re.compile(r"0{0,9}[1-9][0-9]{0,8}", re.ASCII)


class ByKey(CursorPagination):
    """Rows in the order of their key; ``limit`` asks for fewer or more."""

    ordering = "pk"
    page_size = 50
    max_page_size = 200
    page_size_query_param = "limit"

    def get_page_size(self, request: Request) -> int | None:
        """How many rows a page has.

        Raises:
            ValidationError: ``limit`` is no number of rows.
        """
        asked = request.query_params.get(self.page_size_query_param)
        if asked is not None and not COUNT.fullmatch(asked):
            refusal = {"limit": [_("Tidak dapat dibaca; jenisnya ada dalam skema.")]}
            raise exceptions.ValidationError(refusal, TOLD)
        return super().get_page_size(request)


class BySlug(ByKey):
    """Rows that have no key of their own, grouped by their slug."""

    ordering = "slug"


class ByCommission(ByKey):
    ordering = "commission_code"


class Whole(ByKey):
    """Rows whose whole page is read to list what stands in it: fewer at a time."""

    page_size = 10
    max_page_size = 50
