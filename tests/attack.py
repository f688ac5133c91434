"""What schemathesis has to know when it attacks a served site: `make attack`.

It is loaded by name (``SCHEMATHESIS_HOOKS=tests.attack``). The codes of disputes and hearings
are those of the site, so that what needs one is not refused at its door alone.
"""

from __future__ import annotations

import os
from functools import cache

import schemathesis
from sidang_terbuka import Client, Problem

BASE = os.environ.get("BASE_URL", "http://127.0.0.1:8000")
TOKEN = os.environ.get("TOKEN", "")
PIECE = "application/offset+octet-stream"
PATIENCE = 100  # seconds that an answer may take at the beginning, while all is new

schemathesis.serializer.alias(PIECE, "application/octet-stream")


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    """Every second code is one that the site has, where its kind is known."""
    if not path_parameters or "code" not in path_parameters:
        return path_parameters
    there = _codes(context.operation.path)
    told = str(path_parameters["code"])
    if there and len(told) % 2:
        path_parameters["code"] = there[sum(map(ord, told)) % len(there)]
    return path_parameters


@schemathesis.hook
def filter_headers(_context, headers):
    """What no server reads as a header is not sent: it is refused before it is ours."""
    return all(str(value).isprintable() for value in (headers or {}).values())


def _codes(path):
    if "/hearings/" in path:
        return _listed("hearings/")
    if "/my-disputes/" in path or "/registry/disputes/" in path:
        return _listed("my-disputes/") or _listed("disputes/")
    if "/drafts/" in path or "/webhooks/" in path:
        return _listed(f"{path.split('/')[3]}/")
    return _listed("disputes/") if "/disputes/" in path else ()


@cache
def _listed(address):
    try:
        told = Client(BASE, TOKEN, timeout=PATIENCE).call("GET", f"/api/v1/{address}")
    except (Problem, OSError):
        return ()
    return tuple(one["code"] for one in told["results"])
