"""The table of permissions: who gets which answer at which address, by which method.

``table.csv`` has a row for every address and method of the house and a column for each of
the cast. A cell is the status of the answer to a request with nothing in it: ``200`` (a page,
or a form that says what it lacks), ``302`` (done, and led on), ``masuk`` (led to the door),
``404`` (does not exist for them). Words in braces stand for rows of the drill's world.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.cache import cache
from django.db import transaction
from django.urls import resolve

from cases.management.small_world.addresses import Route
from tests.permissions.world import CAST, Stage

FILE = Path(__file__).with_name("table.csv")
DOOR = "/masuk/"
HOLE = re.compile(r"{(\w+)}")
VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True, slots=True)
class Row:
    """One address and method with its cells by who asks."""

    name: str
    method: str
    address: str
    cells: Mapping[str, str]


def rows() -> Iterator[Row]:
    """The rows of the file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        for told in csv.DictReader(file):
            cells = {who: told[who] for who in CAST}
            yield Row(told["name"], told["method"], told["address"], cells)


def methods_of(route: Route) -> list[str]:
    """The methods that an address answers, without HEAD, which is GET.

    A function names them in its decorator, a class of ours by its functions. What comes with
    Django and allauth is asked once, with GET: who is let in there does not depend on it.
    """
    named = _named_by_decorator(route.view)
    made = getattr(route.view, "cls", None)
    if named is None and made and made.__module__.startswith("cases."):
        named = [verb for verb in VERBS if hasattr(made, verb.lower())]
    return sorted(set(named or ("GET",)) - {"HEAD"})


def _named_by_decorator(view: object) -> list[str] | None:
    while view is not None:
        for cell in getattr(view, "__closure__", None) or ():
            if _are_methods(cell.cell_contents):
                return list(cell.cell_contents)
        view = getattr(view, "__wrapped__", None)
    return None


def _are_methods(found: object) -> bool:
    return (
        isinstance(found, list)
        and bool(found)
        and all(isinstance(one, str) and one.isupper() for one in found)
    )


def route_of(stage: Stage, address: str) -> str:
    """The line of the table of addresses that answers there, as ``Route.written`` has it."""
    return resolve(address.format(**stage.words)).route


def answers(stage: Stage, row: Row) -> dict[str, str]:
    """What everybody is answered. Nobody is asked too often: each row begins with no count."""
    cache.clear()
    return {who: answer(stage, who, row.method, row.address) for who in row.cells}


def answer(stage: Stage, who: str, method: str, address: str) -> str:
    """What somebody is answered; whatever it set off is taken back."""
    with transaction.atomic():
        response = stage.ask(who, method, address.format(**stage.words))
        transaction.set_rollback(True)
    if response.status_code in {301, 302, 303} and response["Location"].startswith(DOOR):
        return "masuk"
    return str(response.status_code)
