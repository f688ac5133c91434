"""What forms bring, before any view reads it: texts in one spelling, without hidden signs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict

from cases.domain.wording import clean_text

FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


class CleanTextMiddleware:
    """Clean every field of a form but secrets, which are taken as they were typed.

    Stands after the check of the token, which is the first to read the body; a view that asks
    for none, as those for programs, reads its body by itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> None:
        """Put the cleaned fields where the view looks for them."""
        is_for_programs = getattr(view, "csrf_exempt", False)
        if request.method == "POST" and request.content_type in FORMS and not is_for_programs:
            request.POST = _cleaned(request.POST)


def _cleaned(typed: QueryDict) -> QueryDict:
    found = QueryDict(mutable=True, encoding=typed.encoding)
    for name, values in typed.lists():
        is_secret = "password" in name
        found.setlist(name, values if is_secret else [clean_text(one) for one in values])
    found._mutable = False  # noqa: SLF001 -- as Django hands it out
    return found
