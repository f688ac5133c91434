"""The registry's working day: what waits, why, and by which page it goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cases.domain.capture import UNRECORDED_KINDS
from cases.domain.deadlines import RULES
from cases.domain.errors import CaseError
from cases.domain.notices import Side
from cases.domain.numbering import registers_line
from cases.domain.parties import PartyRole
from cases.domain.worklists import Why, WorkList
from cases.models import Commission, Dispute, User
from cases.queries import case_room as rooms
from cases.queries import notices
from cases.queries import worklists as queries
from cases.queries.worklists import Board, Row
from cases.services import worklists as services
from cases.web import case_parts, case_room, case_tasks, paging
from cases.web.forms.registry import HandlerForm
from cases.web.words import refused, rule_basis, rule_name, word

SHOWN = 10  # of a list; more of it is folded away
FOLDED = 50  # of a list beside others; whatever is beyond stands on its own pages, of so many
NOBODY = "-"
Draw = Callable[[Row], dict[str, Any]]
# The page of the next lawful act, by what waits: one of the dispute, or of a hearing.
OF_DISPUTE = {
    WorkList.PANEL: ("panel", gettext_lazy("Tetapkan majelis")),
    WorkList.SCHEDULE: ("hearing_new", gettext_lazy("Tetapkan sidang")),
    WorkList.MEDIATE: ("mediation", gettext_lazy("Buka mediasi")),
    WorkList.ABSENCE: ("absences", gettext_lazy("Timbang")),
}
OF_HEARING = {
    Why.UNSUMMONED: ("summons", gettext_lazy("Terbitkan panggilan")),
    Why.PARTLY_SUMMONED: ("summons", gettext_lazy("Terbitkan panggilan")),
    Why.UNPROVEN: ("summons", gettext_lazy("Catat penyampaian")),
    Why.RETURNED: ("summons", gettext_lazy("Catat penyampaian")),
    Why.HEARING_SET: ("hearing_room", gettext_lazy("Ruang sidang")),
    Why.UNNOTED: ("hearing_room", gettext_lazy("Catat sidang")),
    Why.UNCERTIFIED: ("certify", gettext_lazy("Sahkan risalah")),
    Why.UNRELEASED: ("certify", gettext_lazy("Lanjutkan pengesahan")),
    Why.UNRECORDED: ("transcript_import", gettext_lazy("Bawa kata sidang")),
}


@require_safe
@login_required
@never_cache
def registry(request: HttpRequest) -> HttpResponse:
    """All that waits in the registries of the reader's commissions, or one list of it."""
    houses = of_registry(request)
    today = timezone.localdate()
    board = queries.board(houses, today=today)
    who = _who(request.GET.get("petugas", ""), board)
    rows = [row for row in board.rows if _is_of(row, who, board)]
    lists = {one: [row for row in rows if row.list is one] for one in WorkList}
    alone = next((one for one in WorkList if one == request.GET.get("daftar")), None)
    draw = partial(_row, board=board, houses=houses)
    if alone:
        sections = [_alone(alone, lists[alone], draw, who, paging.asked(request))]
    else:
        sections = [_section(one, mine, draw, who) for one, mine in lists.items()]
    context = {
        "today": today,
        "houses": houses,
        "counts": _counts(lists, alone, who),
        "sections": sections,
        "all_lists": _address(None, who) if alone else "",
        "people": _people(board, who),
        "unhandled": {"address": f"?petugas={NOBODY}", "is_current": who == NOBODY},
        "is_narrowed": bool(who),
    }
    return render(request, "worklists/registry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def handler(request: HttpRequest, code: str) -> HttpResponse:
    """Who of the registry handles a dispute, and who did."""
    dispute = of_clerk(request, code)
    people, load = queries.load(dispute.commission)
    history = queries.assignments(dispute)
    present = history[0].person_id if history else None
    form = HandlerForm(
        request.POST if request.method == "POST" else None,
        people=people,
        load=load,
        initial={"petugas": present or ""},
    )
    if form.is_valid():
        chosen = form.cleaned_data["petugas"]
        person = User.objects.get(pk=int(chosen)) if chosen else None
        try:
            services.assign(dispute, person, by=request.user, now=timezone.now())
        except CaseError as refusal:
            form.add_error("petugas", refused(refusal))
        else:
            messages.success(request, _("Petugas dicatat."))
            return redirect("registry_handler", code)
    return render(
        request,
        "worklists/handler.html",
        {
            "dispute": dispute,
            "register": case_parts.register_of(dispute),
            "form": form,
            "history": history,
        },
    )


def of_registry(request: HttpRequest) -> tuple[Commission, ...]:
    """The commissions whose registry the reader keeps; for others there is no such page."""
    houses = queries.commissions(request.user)
    if not houses:
        raise Http404
    return houses


def of_clerk(request: HttpRequest, code: str) -> Dispute:
    """A dispute of the reader's own registry; every other one is not there."""
    dispute = case_room.found(request, code)
    if Side.COMMISSION not in rooms.writes_for(request.user, dispute):
        raise Http404
    return dispute


def _who(asked: str, board: Board) -> str:
    """Whose work is asked for; nonsense asks for everybody's."""
    return asked if asked == NOBODY or asked in map(str, board.people) else ""


def _is_of(row: Row, who: str, board: Board) -> bool:
    if not who:
        return True
    found = board.handlers.get(row.dispute.pk)
    return found is None if who == NOBODY else found is not None and str(found.account) == who


def _counts(
    lists: Mapping[WorkList, Sequence[Row]], alone: WorkList | None, who: str
) -> list[dict[str, Any]]:
    """How much waits in each list, and the way to it."""
    return [
        {
            "code": one.value,
            "count": len(rows),
            "address": _address(one, who) if alone else f"#{one}",
            "is_current": one is alone,
        }
        for one, rows in lists.items()
    ]


def _people(board: Board, who: str) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "count": board.load.get(account, 0),
            "address": f"?petugas={account}",
            "is_current": who == str(account),
        }
        for account, name in board.people.items()
    ]


def _section(one: WorkList, rows: Sequence[Row], draw: Draw, who: str) -> dict[str, Any]:
    """The beginning of a list, beside the others."""
    return {
        "code": one.value,
        "count": len(rows),
        "rows": [draw(row) for row in rows[:SHOWN]],
        "more": [draw(row) for row in rows[SHOWN:FOLDED]],
        "whole": _address(one, who) if len(rows) > FOLDED else "",
    }


def _alone(
    one: WorkList, rows: Sequence[Row], draw: Draw, who: str, page: int
) -> dict[str, Any]:
    """A page of a list by itself."""
    count = max(-(-len(rows) // FOLDED), 1)
    page = min(page, count)
    shown = rows[(page - 1) * FOLDED : page * FOLDED]
    return {
        "code": one.value,
        "count": len(rows),
        "rows": [draw(row) for row in shown],
        "pages": paging.pages(page, count, lambda no: _query(one, who, no)),
    }


def _address(one: WorkList | None, who: str) -> str:
    """Of a list by itself, or of all of them."""
    return f"{reverse('registry')}?{_query(one, who)}".removesuffix("?")


def _query(one: WorkList | None, who: str, page: int = 1) -> str:
    told = {"daftar": one, "petugas": who, "hal": page if page > 1 else ""}
    return urlencode({name: value for name, value in told.items() if value})


def _row(row: Row, board: Board, houses: Sequence[Commission]) -> dict[str, Any]:
    """A row as it is drawn: what, whose, why, since when, until when, and what is next."""
    rule = RULES.get(row.rule)
    registers = [notices.register_of(one) for one in row.disputes]
    address, act = _act(row)
    left = (row.safe_on - timezone.localdate()).days if row.due_on else None
    return {
        "register": registers_line([one for one in registers if one]),
        "code": row.dispute.code,
        "room": reverse("case_room", args=[row.dispute.code]),
        "parties": parties_in_short(row.dispute),
        "commission": row.dispute.commission.short if len(houses) > 1 else "",
        "title": rule_name(row.rule) if row.list is WorkList.CLOCK else "",
        "why": row.why.value,
        "places": [*(word("enclosure", place) for place in row.places), *row.people],
        "hearing": _hearing(row),
        "since": row.since,
        "due_on": row.due_on,
        "due_on_other": row.due_on_other_reading,
        "left": "" if left is None else case_tasks.days_left(left),
        "is_soon": left is not None and left <= 3,
        "basis": rule_basis(rule) if rule else "",
        "confidence": rule.confidence if rule else "",
        "handler": board.handlers.get(row.dispute.pk),
        "handler_address": reverse("registry_handler", args=[row.dispute.code]),
        "address": address,
        "act": act,
    }


def parties_in_short(dispute: Dispute) -> str:
    """Both sides in short, as a register names them."""
    sides: dict[str, str] = {PartyRole.APPLICANT.value: "", PartyRole.RESPONDENT.value: ""}
    for one in dispute.participants.all():
        if one.role in sides and not sides[one.role]:
            who = one.organisation or one.public_body or one.person
            short = getattr(who, "short", "") or getattr(who, "name", "")
            sides[one.role] = short or one.public_label
    return " v. ".join(name for name in sides.values() if name)


def _hearing(row: Row) -> dict[str, Any] | None:
    if row.hearing is None:
        return None
    return {
        "kind": row.hearing.kind,
        "on": row.hearing.held_on,
        "at": row.hearing.planned_at,
        "zone": row.hearing.commission.time_zone,
        "place": row.hearing.room.name if row.hearing.room else row.hearing.place,
    }


def _act(row: Row) -> tuple[str, str]:
    """The next lawful act: its page, and the words of its button."""
    code = row.dispute.code
    room = reverse("case_room", args=[code])
    if row.list in OF_DISPUTE:
        route, label = OF_DISPUTE[row.list]
        return reverse(route, args=[code]), str(label)
    is_unrecorded = row.hearing is not None and row.hearing.kind in UNRECORDED_KINDS
    if row.list in {WorkList.RECORD, WorkList.HEARING} and is_unrecorded:
        return room, _("Buka perkara")
    if row.hearing is not None and row.why in OF_HEARING:
        route, label = OF_HEARING[row.why]
        return reverse(route, args=[row.hearing.code]), str(label)
    acts = {
        Why.REPORTED: ("registration", _("Beri nomor")),
        Why.COMPLETE: ("registration", _("Beri nomor")),
        Why.LAPSED_PROOF: ("registration", _("Beri nomor")),
        Why.LAPSED_IDENTITY: ("registration_refusal", _("Tidak diregistrasi")),
        Why.FOUND_LACKING: ("incompleteness", _("Beri tahu")),
        Why.WITHDRAWN: ("case_room", _("Catat pencabutan")),
    }
    if row.why in acts:
        route, words = acts[row.why]
        return reverse(route, args=[code]), words
    if row.list in {WorkList.VERIFY, WorkList.COMPLETE}:
        return reverse("verification", args=[code]), _("Periksa")
    return room, _("Buka perkara")
