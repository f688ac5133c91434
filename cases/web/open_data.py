"""The open data: what can be downloaded, what every column means, what is new."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.domain import open_data as rules
from cases.domain.open_data import EVERY, Export, Part, Table
from cases.queries import public
from cases.web import downloads
from cases.web.words import tongue

MIMES = {
    "csv": "text/csv",
    "jsonl": "application/jsonl",
    "parquet": "application/vnd.apache.parquet",
    "sqlite": "application/vnd.sqlite3",
    "json": "application/json",
    "md": "text/markdown",
    "txt": "text/plain",
}
FORMS = (("csv", "CSV"), ("jsonl", "JSON Lines"), ("parquet", "Parquet"))


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The page of the data, also while there is no export."""
    standing = public.latest_export()
    made = standing.export if standing else None
    licence = rules.licence(made.licence if made else settings.OPEN_DATA_LICENCE)
    context = {
        "made": made,
        "licence": licence,
        "tables": [_table(one, made) for one in EVERY],
        "whole": [_told(one) for one in made.files if not one.table] if made else [],
        "size": sum(one.size for one in made.files) if made else 0,
        "changes": [one for one in made.changes if one.added or one.changed or one.removed]
        if made
        else [],
        "crumbs": [(_("Beranda"), "/"), (_("Data terbuka"), "")],
    }
    return render(request, "open_data/index.html", context)


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file of the export that stands; the address is the same for ever."""
    standing = public.latest_export()
    made = standing.export if standing else None
    one = next((one for one in made.files if one.name == name), None) if made else None
    if standing is None or one is None:
        raise Http404
    tag = f'"{one.sha256}"'
    if known := get_conditional_response(request, etag=tag):
        return known
    response = downloads.dump(f"{standing.folder}/{name}", MIMES[one.form], name)
    response["ETag"] = tag
    return response


def _table(table: Table | Part, made: Export | None) -> dict[str, Any]:
    found = {one.form: one for one in made.files if one.table == table.name} if made else {}
    return {
        "name": table.name,
        "told": table.told(tongue()),
        "rows": dict(made.rows).get(table.name) if made else None,
        "files": [
            {"form": label, **_told(found[form])} for form, label in FORMS if form in found
        ],
        "key": ", ".join(table.key),
        "columns": [
            {"name": one.name, "kind": one.kind, "told": one.told(tongue())}
            for one in table.columns
        ],
    }


def _told(one: rules.ExportedFile) -> dict[str, Any]:
    return {"name": one.name, "size": one.size, "sha256": one.sha256}
