"""Is this paper ours? By a printed code, by the file itself, or by its fingerprint.

A browser with scripts computes the fingerprint on its own and compares it with a list that it
took along; the file stays where it is, and the line may be down. Without scripts the file is
sent, read once, and kept nowhere.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from allauth.core import ratelimit
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.adapters import files, inspection, signing
from cases.domain import wording
from cases.domain.signatures import FoundSignature
from cases.domain.uploads import MEGABYTE, Refused
from cases.queries import checkpoints, public
from cases.web import signed, workers
from cases.web.errors import too_many
from cases.web.words import form_name, form_place, paper_name, tongue, word

LARGEST = 50 * MEGABYTE
PRINT = re.compile(r"[0-9a-f]{64}")
# The identifier of a PDF, as digits or as bytes: what it says that it is, if not what it is.
CARRIED = re.compile(rb"/ID\s*\[\s*(?:<([0-9A-Fa-f]{32})>|\(((?:\\.|[^\\)]){16})\))", re.DOTALL)
ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
PDF = b"%PDF-"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file turned out to be: ``ok``, ``bad`` (another than it claims), or ``none``."""

    kind: str
    sha256: str
    title: str = ""
    form: str = ""
    address: str = ""
    signature: str = ""


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """The form; a code typed into it goes to that code's own address."""
    typed = request.GET.get("kode", "").strip()
    if typed:
        return redirect("verified", public.normal_code(typed) or "-")
    return _page(request)


@require_safe
def verified(request: HttpRequest, code: str) -> HttpResponse:
    """What a code stands for, or that nothing public bears it."""
    found = public.verify(code)
    papers = public.documents_of(found.edition) if found and found.edition else ()
    shown = sorted((one for one in papers if one.file), key=form_place)
    own = papers or ((found.document,) if found and found.document else ())
    signature = public.signed_by(own)
    told = {
        "code": public.normal_code(code) or code,
        "found": found,
        "leaf": checkpoints.leaf_of_paper(public.normal_code(code)) if found else None,
        "papers": [_listed(public.known_paper(one)) for one in shown],
        "signature": signed.sentence(signature) if own else "",
        "certificate": signature.certificate_sha256 if signature else "",
    }
    return _page(request, told, status=200 if found else 404)


@require_safe
def by_print(request: HttpRequest, sha256: str) -> HttpResponse:
    """What a fingerprint stands for, however it was computed."""
    if not PRINT.fullmatch(sha256.lower()):
        raise Http404
    verdict = _verdict(sha256.lower(), b"")
    return _page(request, {"verdict": verdict}, status=404 if verdict.kind == "none" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def file(request: HttpRequest) -> HttpResponse:
    """Read a file that was sent, once: its fingerprint, and the signatures inside it.

    The answer stands under this address; whoever asks for it again is led to the form.
    """
    if request.method != "POST":
        return redirect("verify")
    if not ratelimit.consume(request, action="verification"):
        return too_many(request)
    brought = request.FILES.get("berkas")
    if brought is None or not brought.size or brought.size > LARGEST:
        told = _("Pilih satu berkas, paling besar %(most)s MB.") % {"most": LARGEST // MEGABYTE}
        return _page(request, {"refusal": told}, status=400)
    content = brought.read()
    verdict = _verdict(hashlib.sha256(content).hexdigest(), content)
    told = {"verdict": verdict, "is_sent": True, **_inside(brought, content)}
    return _page(request, told)


@require_safe
def prints(request: HttpRequest) -> HttpResponse:
    """The list that a browser takes along, in the language of the page.

    ``papers``: by fingerprint, {title, form, address, signature}; ``claims``: {title, address}
    by what the PDFs of an edition carry; ``is_whole``: these are all public papers, and not
    only the newest.
    """
    papers, is_whole = public.known_papers()
    told = {
        "papers": {one.sha256: _taken_along(one) for one in reversed(papers)},
        "claims": {carried: _claim(one) for one in papers for carried in one.file_ids},
        "is_whole": is_whole,
    }
    body = json.dumps(told, ensure_ascii=False)
    tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=tag) or HttpResponse(
        body, content_type="application/json"
    )
    response["ETag"], response["Cache-Control"] = tag, "no-cache"
    return response


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """The service worker of the page: it opens without a line once it was opened with one."""
    return workers.served(name="periksa:umum", page=reverse("verify"))


def _page(
    request: HttpRequest, told: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "code": "",
        "most": LARGEST // MEGABYTE,
        "blanks": [Verdict(kind, "") for kind in ("ok", "bad", "none")],
        **(told or {}),
    }
    return render(request, "documents/verify.html", context, status=status)


def _verdict(sha256: str, content: bytes) -> Verdict:
    found = public.by_fingerprint(sha256)
    if found is None:
        return _claimed(sha256, content)
    if found.document:
        listed = _listed(public.known_paper(found.document))
        return Verdict("ok", sha256, listed["title"], listed["form"], listed["address"],
                       listed["signature"])  # fmt: skip
    if found.edition:
        hearing, no = found.edition.hearing, found.edition.no
        place = reverse("transcript", args=[hearing.code, no])
        return Verdict("ok", sha256, _transcript(hearing.held_on, no), _("Isi"), place)
    if found.fingerprint is None:
        raise ValueError(sha256)
    issued = found.fingerprint
    day = wording.long_date(issued.made_on, tongue())
    title = f"{word('document_kind', issued.kind)}, {issued.commission}, {day}"
    return Verdict("ok", sha256, title, _("Untuk para pihak"))


def _claimed(sha256: str, content: bytes) -> Verdict:
    """Not known; where the file itself names a paper of ours, it is not what was made here."""
    carried = CARRIED.search(content)
    if carried is None:
        return Verdict("none", sha256)
    digits = (
        carried[1].decode().lower() if carried[1] else ESCAPED.sub(rb"\1", carried[2]).hex()
    )
    edition = public.claimed_by(digits)
    if edition is None:
        return Verdict("none", sha256)
    title = _transcript(edition.hearing.held_on, edition.no)
    return Verdict("bad", sha256, title, address=reverse("verified", args=[edition.code]))


def _inside(brought: UploadedFile, content: bytes) -> dict[str, Any]:
    """The signatures inside a PDF; nothing is told where nobody here can read them."""
    if not content.startswith(PDF) or not signing.is_installed():
        return {}
    with files.workshop() as folder:
        place = folder / "berkas.pdf"
        place.write_bytes(content)
        try:
            found = inspection.signatures_of(place, folder, signing.roots())
        except Refused:
            return {"is_unreadable": True}
    return {"signatures": [_found(one) for one in found], "name": brought.name}


def _found(one: FoundSignature) -> dict[str, Any]:
    return {
        "row": one,
        "trust": word("signature_trust", one.trust),
        "changed": word("signature_changed", one.changed),
    }


def _listed(paper: public.KnownPaper) -> dict[str, str]:
    is_transcript = paper.edition is not None and paper.held_on is not None
    return {
        "title": _transcript(paper.held_on, paper.edition)
        if is_transcript
        else paper_name(paper.title, paper.kind),
        "form": form_name(paper),
        "address": reverse("document", args=[paper.code]),
        "sha256": paper.sha256,
        "signature": signed.sentence(paper.signature) if paper.form == "signed" else "",
    }


def _taken_along(paper: public.KnownPaper) -> dict[str, str]:
    told = _listed(paper)
    del told["sha256"]
    return told


def _claim(paper: public.KnownPaper) -> dict[str, str]:
    return {
        "title": _transcript(paper.held_on, paper.edition),
        "address": reverse("verified", args=[paper.edition_code]),
    }


def _transcript(held_on: Any, no: int | None) -> str:
    return _("Risalah sidang %(day)s, edisi %(no)s") % {
        "day": wording.long_date(held_on, tongue()),
        "no": no,
    }
