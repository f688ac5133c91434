"""The filter of one's own table as a page shows it: fields, what is chosen, how to undo it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.domain.desk import (
    MINE,
    NOBODY,
    PARAMETERS,
    CaseKind,
    Due,
    Order,
    State,
    Wanted,
)
from cases.domain.stages import Phase
from cases.queries.desk import Case
from cases.web.words import word

Options = list[tuple[str, str]]


def context(
    wanted: Wanted, cases: Iterable[Case], people: Mapping[int, str], *, has_requests: bool
) -> dict[str, Any]:
    """The context of ``desk/_filter.html``; members are asked for only by an organisation."""
    options = _options(cases, people)
    if not has_requests:
        options = {name: told for name, told in options.items() if name not in _OF_APPLICANTS}
    return {
        "action": reverse("desk"),
        "q": wanted.q,
        "fields": [_field(name, told, getattr(wanted, name)) for name, told in options.items()],
        "chosen": list(_chosen(wanted, options)),
        "clear": reverse("desk"),
        "query": wanted.query(),
    }


def address(wanted: Wanted, **changes: Any) -> str:
    """The desk with this filter, and some of it changed."""
    query = wanted.query(**changes)
    return f"{reverse('desk')}?{query}" if query else reverse("desk")


_OF_APPLICANTS = ("kind", "keeper")


def _names() -> dict[str, str]:
    return {
        "kind": _("Jenis"),
        "phase": _("Tahap"),
        "body": _("Badan publik"),
        "keeper": _("Petugas"),
        "due": _("Tenggat"),
        "state": _("Keadaan"),
        "order": _("Urutkan"),
    }


def _options(cases: Iterable[Case], people: Mapping[int, str]) -> dict[str, Options]:
    bodies = {slug: name for case in cases for slug, name in case.facts.bodies}
    by_name = sorted(bodies.items(), key=lambda body: body[1].casefold())
    keepers = [(MINE, _("saya")), (NOBODY, _("belum ada"))]
    keepers += [(str(account), name) for account, name in people.items()]
    return {
        "kind": [("", _("semua")), *_terms("case_kind", CaseKind)],
        "phase": [("", _("semua")), *_terms("phase", Phase)],
        "body": [("", _("semua")), *by_name],
        "keeper": [("", _("siapa pun")), *keepers],
        "due": [("", _("semua")), *_terms("case_due", Due)],
        "state": _terms("case_state", State),
        "order": _terms("case_order", Order),
    }


def _terms(group: str, codes: Iterable[str]) -> Options:
    return [(str(code), word(group, str(code))) for code in codes]


def _field(name: str, options: Options, chosen: str) -> dict[str, Any]:
    if chosen not in dict(options):
        options = [*options, (chosen, chosen)]
    return {
        "name": PARAMETERS[name],
        "label": _names()[name],
        "options": [
            {"value": value, "label": label, "is_chosen": value == chosen}
            for value, label in options
        ],
    }


def _chosen(wanted: Wanted, options: Mapping[str, Options]) -> Iterable[dict[str, str]]:
    """What narrows the table now, each with the way to undo it; an order narrows nothing."""
    usual = Wanted()
    if wanted.words():
        yield {"label": f"“{wanted.q}”", "address": address(wanted, q="")}
    for name, told in options.items():
        value = getattr(wanted, name)
        if name != "order" and value != getattr(usual, name):
            label = f"{_names()[name]}: {dict(told).get(value, value)}"
            yield {"label": label, "address": address(wanted, **{name: getattr(usual, name)})}
