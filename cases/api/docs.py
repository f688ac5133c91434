"""What the API offers: its lists by name, and the schema as a page with every address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.api.schema import KeptGenerator


@require_safe
def index(request: HttpRequest, resources: Mapping[str, str]) -> JsonResponse:
    """Where to begin: the address of each thing that anybody may read, of the schema and of the
    page about it. ``resources``: the name of the route of each.
    """
    told = {**resources, "schema": "api_schema", "docs": "api_docs"}
    return JsonResponse(
        {word: request.build_absolute_uri(reverse(name)) for word, name in told.items()}
    )


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
