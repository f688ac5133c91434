"""Is this paper ours? A printed code leads to what it stands for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from cases.queries import public


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """The form; a code typed into it goes to that code's own address."""
    typed = request.GET.get("kode", "").strip()
    if typed:
        return redirect("verified", public.normal_code(typed) or "-")
    return render(request, "documents/verify.html", {"code": ""})


@require_safe
def verified(request: HttpRequest, code: str) -> HttpResponse:
    """What a code stands for, or that nothing public bears it."""
    found = public.verify(code)
    papers = public.documents_of(found.edition) if found and found.edition else ()
    context = {"code": public.normal_code(code) or code, "found": found, "papers": papers}
    return render(request, "documents/verify.html", context, status=200 if found else 404)
