"""The journal in public: checkpoints, proofs for whoever holds a leaf, and no word of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.queries import checkpoints as held
from cases.web import paging

PLAIN = "text/plain; charset=utf-8"
SCRIPT = settings.BASE_DIR / "clients" / "periksa_jurnal.py"
TOGETHER = 100  # checkpoints on one page


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What the journal is, how it is checked, and the newest checkpoint of each chain."""
    context = {
        "newest": held.newest(),
        "keys": held.public_keys(),
        "crumbs": [(_("Beranda"), "/"), (_("Jurnal"), "")],
    }
    return render(request, "checkpoints/index.html", context)


@require_safe
def chain(request: HttpRequest, chain: str) -> HttpResponse:
    """Every checkpoint of one chain, the newest first."""
    parts = Paginator(_listed(chain), TOGETHER)
    part = parts.get_page(paging.asked(request))
    context = {
        "chain": chain,
        "listed": list(zip(part, [*part[1:], None], strict=False)),
        "pages": paging.pages(part.number, parts.num_pages),
        "crumbs": [(_("Beranda"), "/"), (_("Jurnal"), "/jurnal/"), (chain, "")],
    }
    return render(request, "checkpoints/chain.html", context)


@require_safe
def keys(_request: HttpRequest) -> HttpResponse:
    """The public keys, one a line."""
    return HttpResponse("".join(f"{line}\n" for line in held.public_keys()), content_type=PLAIN)


@require_safe
def script(_request: HttpRequest) -> HttpResponse:
    """The script by which somebody outside checks all of this."""
    return HttpResponse(SCRIPT.read_bytes(), content_type="text/x-python; charset=utf-8")


@require_safe
def newest(_request: HttpRequest) -> JsonResponse:
    """The newest checkpoint of each chain: {chain, day, size, root, note}."""
    told = [{**_told(one), "note": one.note} for one in held.newest()]
    return JsonResponse({"keys": held.public_keys(), "checkpoints": told})


@require_safe
def listed(_request: HttpRequest, chain: str) -> JsonResponse:
    """Every checkpoint of one chain: {chain, day, size, root}."""
    return JsonResponse({"checkpoints": [_told(one) for one in _listed(chain)]})


@require_safe
def note(_request: HttpRequest, chain: str, day: date) -> HttpResponse:
    """The signed note of a day, as it lies in the folder as well."""
    return HttpResponse(_of_day(chain, day).note, content_type=PLAIN)


@require_safe
def consistency(_request: HttpRequest, chain: str, older: date, newer: date) -> JsonResponse:
    """The proof between two days: {older, newer: notes, proof: hexadecimal}."""
    was, now = _of_day(chain, older), _of_day(chain, newer)
    if was.day > now.day:
        raise Http404
    proof = held.consistency(was, now)
    return JsonResponse({"older": was.note, "newer": now.note, "proof": proof})


@require_safe
def inclusion(_request: HttpRequest, chain: str, seq: int, leaf: str) -> JsonResponse:
    """The proof for whoever holds the hash of a leaf: {chain, seq, leaf, note, proof}.

    ``note`` is null while no checkpoint covers the entry: that of its day comes after midnight.
    """
    found = held.inclusion(chain, seq, leaf)
    if found is None:
        raise Http404
    told = {
        "chain": found.chain,
        "seq": found.seq,
        "leaf": found.leaf,
        "note": found.checkpoint.note if found.checkpoint else None,
        "proof": list(found.proof),
    }
    return JsonResponse(told)


def _listed(chain: str) -> list[held.Named]:
    found = held.listed(chain)
    if not found:
        raise Http404
    return found


def _of_day(chain: str, day: date) -> Any:
    found = held.of_day(chain, day)
    if found is None:
        raise Http404
    return found


def _told(one: Any) -> dict[str, Any]:
    return {
        "chain": one.chain,
        "day": one.day.isoformat(),
        "size": one.size,
        "root": one.root,
    }
