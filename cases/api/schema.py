"""The schema of the API: what the views say, and the problems that each may answer."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema

from cases.api.problems import PROBLEM, ProblemSerializer

PROBLEMS = ("400", "404", "406", "409", "429")


class Schema(AutoSchema):
    """Every operation also answers problems, all in one shape."""

    def get_description(self) -> str:
        """The docstring of the view, its names marked as in Markdown."""
        return super().get_description().replace("``", "`")

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        found = super()._get_response_bodies(direction)
        for status in PROBLEMS:
            found[status] = self._get_response_for_code(
                ProblemSerializer, status, media_types=[PROBLEM], direction=direction
            )
        return found
