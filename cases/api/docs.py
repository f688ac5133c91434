"""The schema as a page: every address with its parameters and its answers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.api.schema import KeptGenerator


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """What the API offers, from the same schema that programs read."""
    schema = KeptGenerator().get_schema()
    found = [
        _operation(method, address, told)
        for address, methods in schema["paths"].items()
        for method, told in methods.items()
    ]
    return render(request, "api/docs.html", {"operations": found, "info": schema["info"]})


def _operation(method: str, address: str, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "method": method.upper(),
        "address": address,
        "is_for_people": {} not in told.get("security", [{}]),
        "anchor": told["operationId"],
        "told": told.get("description", "").replace("`", ""),
        "parameters": [
            {
                "name": one["name"],
                "kind": one["schema"].get("format") or one["schema"].get("type", ""),
                "told": one.get("description", ""),
                "is_required": one.get("required", False),
            }
            for one in told.get("parameters", ())
        ],
    }
