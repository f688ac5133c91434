"""The schema of the API: what the views say, and the problems that each may answer."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.translation import get_language
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter
from rest_framework.permissions import SAFE_METHODS

from cases.api.acting.base import KEY, Acting
from cases.api.problems import PROBLEM, ProblemSerializer
from cases.api.views import Lines, List

PROBLEMS = ("400", "404", "406", "409", "429")
OF_PEOPLE = ("401", "403")
OF_WRITES = ("412", "413", "415", "422", "428")
IDEMPOTENCY = OpenApiParameter(
    KEY,
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="A new key for each act. The same key with the same request answers again what "
    "was answered, for 48 hours; with another request it is refused (422).",
)
MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ``ETag`` that was read. Somebody else's later revision refuses (412).",
)


class KeptGenerator(SchemaGenerator):
    """The schema as everybody may read it, made once for each language of a process.

    It changes with the program alone, and making it costs more than any page. Whoever gets it
    reads it and changes nothing in it.
    """

    def get_schema(self, *_told: Any, **_more: Any) -> dict[str, Any]:
        """The document, as OpenAPI 3.1 names its parts."""
        return _made(get_language())


@cache
def _made(_language: str) -> dict[str, Any]:
    made: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return made


class Schema(AutoSchema):
    """Every operation also answers problems, all in one shape."""

    def get_description(self) -> str:
        """The docstring of the view, its names marked as in Markdown."""
        return super().get_description().replace("``", "`")

    def get_override_parameters(self) -> list[Any]:
        """The headers of writing calls."""
        found = list(super().get_override_parameters())
        handler = getattr(self.view, self.method.lower(), None)
        if getattr(handler, "is_keyed", False):
            found.append(IDEMPOTENCY)
        if self.method == "PUT" and hasattr(self.view, "step"):
            found.append(MATCH)
        return found

    def _get_filter_parameters(self) -> list[Any]:
        return [_said(one) for one in super()._get_filter_parameters()]

    def _get_pagination_parameters(self) -> list[Any]:
        return [_said(one) for one in super()._get_pagination_parameters()]

    def map_renderers(self, attribute: str) -> list[Any]:
        """Lines have a shape of their own."""
        found: list[Any] = super().map_renderers(attribute)
        return [one for one in found if one != Lines.media_type]

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        found = super()._get_response_bodies(direction)
        if isinstance(self.view, List):
            line = {"type": "string", "description": "A row of the list a line, all of them"}
            found["200"]["content"][Lines.media_type] = {"schema": line}
        for status in self._problems():
            found[status] = self._get_response_for_code(
                ProblemSerializer, status, media_types=[PROBLEM], direction=direction
            )
        return found

    def _problems(self) -> tuple[str, ...]:
        if not isinstance(self.view, Acting):
            return PROBLEMS
        more = () if self.method in SAFE_METHODS else OF_WRITES
        return (*PROBLEMS, *OF_PEOPLE, *more)


def _said(parameter: dict[str, Any]) -> dict[str, Any]:
    """The parameter of a list, whose text has letters: one without a value is refused."""
    schema = parameter["schema"]
    if schema.get("type") != "string" or {"enum", "format"} & {*schema}:
        return parameter
    return {**parameter, "schema": {**schema, "pattern": r"\S"}}
