"""One's own desk: the same room for everybody, furnished by what one may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.adapters import tables
from cases.domain import desk as rules
from cases.domain.accounts import APPLICANT_ROLES, REGISTRY_ROLES, WRITING_ROLES, Role
from cases.domain.desk import State, Wanted
from cases.domain.errors import CaseError
from cases.models import Membership
from cases.queries import accounts, certifying, documents
from cases.queries import desk as queries
from cases.services import desk as services
from cases.web import context, desk_filter, desk_rows, downloads, paging, progress, readings
from cases.web.forms.desk import ViewForm
from cases.web.words import refused

PER_PAGE = 25
DUTIES_SHOWN, DUTIES_AT_MOST = 6, 30


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks of their table, and every row that answers."""

    wanted: Wanted
    houses: Sequence[Membership]
    table: queries.Table
    rows: Sequence[queries.Case]
    today: date

    def has_role(self, roles: frozenset[Any] | tuple[Any, ...]) -> bool:
        return any(one.role in roles for one in self.houses)

    @property
    def is_applicant(self) -> bool:
        """Whether this is the table of an organisation: only there requests and keepers are."""
        return self.has_role(APPLICANT_ROLES)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """One's cases and what is to be done next; ``POST`` keeps the filter under a name."""
    wanted = rules.read(request.GET)
    form = ViewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            name = form.cleaned_data["nama"]
            services.save_view(request.user, name, wanted, now=timezone.now())
        except CaseError as refusal:
            form.add_error("nama", refused(refusal))
        else:
            messages.success(request, _("Saringan disimpan."))
            return redirect(desk_filter.address(wanted))
    asked = _asked(request)
    return render(request, "desk/desk.html", _page(request, asked) | {"view_form": form})


@require_POST
@login_required
def remove_view(request: HttpRequest, view: int) -> HttpResponse:
    """Forget one of one's own kept filters."""
    found = get_object_or_404(queries.saved_views(request.user), pk=view)
    services.remove_view(found, now=timezone.now())
    messages.success(request, _("Saringan dihapus."))
    return redirect("desk")


@require_safe
@login_required
@never_cache
def as_csv(request: HttpRequest) -> HttpResponse:
    """Every row that answers, as CSV."""
    asked = _asked(request)
    body = tables.write_csv(desk_rows.head(has_keepers=asked.is_applicant), _cells(asked))
    return _taken_away(body, "text/csv; charset=utf-8", "csv", asked.today)


@require_safe
@login_required
@never_cache
def as_xlsx(request: HttpRequest) -> HttpResponse:
    """Every row that answers, as a workbook."""
    asked = _asked(request)
    head = desk_rows.head(has_keepers=asked.is_applicant)
    body = tables.write_xlsx(head, _cells(asked), title=_("Perkara"))
    return _taken_away(body, tables.XLSX, "xlsx", asked.today)


@require_safe
@login_required
@never_cache
def paper(request: HttpRequest, code: str) -> HttpResponseBase:
    """A paper of one's own disputes; anybody else's does not exist."""
    found = get_object_or_404(documents.visible_to(request.user), code=code)
    readings.paper(request, found)
    name = downloads.name_of(found)
    if found.file and (way := downloads.led(request, found.file, found.mime, name)):
        return way
    if hasattr(found, "upload"):  # somebody brought it
        return downloads.foreign(found.file, found.mime, name)
    return downloads.sent(found)


def who(memberships: Sequence[Membership]) -> str:
    """The houses of somebody, as the head of a desk names them."""
    houses = [one.organisation or one.public_body or one.commission for one in memberships]
    return ", ".join(house.name for house in houses if house)


def _asked(request: HttpRequest) -> Asked:
    today = timezone.localdate()
    houses = list(accounts.memberships(request.user))
    wanted = rules.read(request.GET)
    if not any(one.role in APPLICANT_ROLES for one in houses):
        wanted = replace(wanted, keeper="")
    found = queries.table(request.user, houses, state=wanted.state, today=today)
    rows = rules.choose(
        found.cases, wanted, facts=lambda case: case.facts, me=request.user.pk, today=today
    )
    return Asked(wanted, houses, found, rows, today)


def _page(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    wanted, today = asked.wanted, asked.today
    count = max(1, -(-len(asked.rows) // PER_PAGE))
    page = min(paging.asked(request), count)
    shown = asked.rows[(page - 1) * PER_PAGE : page * PER_PAGE]
    has_registry = asked.has_role(REGISTRY_ROLES)
    duties = [
        desk_rows.waiting(one, today, may_write=asked.has_role(WRITING_ROLES))
        for one in asked.table.duties[:DUTIES_AT_MOST]
    ]
    return {
        "today": today,
        "rooms": context.rooms_of(request, asked.houses),
        "who": who(asked.houses),
        "is_applicant": asked.is_applicant,
        "may_write": asked.has_role(WRITING_ROLES),
        "duties": duties[:DUTIES_SHOWN],
        "more_duties": duties[DUTIES_SHOWN:],
        "to_approve": list(certifying.to_approve(request.user))
        if asked.has_role((Role.COMMISSIONER,))
        else [],
        "duty_count": len(asked.table.duties),
        "rows": [desk_rows.row(one, today, has_registry=has_registry) for one in shown],
        "count": len(asked.rows),
        "filter": desk_filter.context(
            wanted, asked.table.cases, asked.table.people, has_requests=asked.is_applicant
        ),
        "also_over": desk_filter.address(wanted, state=State.ALL)
        if wanted.state == State.OPEN
        else "",
        "views": [
            {
                "row": one,
                "address": desk_filter.address(rules.read(QueryDict(one.query))),
                "is_current": one.query == wanted.query(),
            }
            for one in queries.saved_views(request.user)
        ],
        "pages": paging.pages(page, count, lambda no: _with_page(wanted, no)),
        "papers": progress.on_desk(request.user, asked.houses),
    }


def _with_page(wanted: Wanted, page: int) -> str:
    return "&".join(part for part in (wanted.query(), f"hal={page}") if part)


def _cells(asked: Asked) -> list[list[tables.Cell]]:
    return [
        list(desk_rows.cells(one, asked.today, has_keepers=asked.is_applicant))
        for one in asked.rows
    ]


def _taken_away(body: bytes, mime: str, suffix: str, today: date) -> HttpResponse:
    response = HttpResponse(body, content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="perkara-{today}.{suffix}"'
    return response
