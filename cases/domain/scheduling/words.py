"""Bars that the rules of hearings do not word, because they lie in the plan itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cases.domain.scheduling.problem import Bar
from cases.domain.wording import listing, weekday_date

HORIZON, ROOMS, BUSY = "horizon", "rooms", "busy"


def busy(name: str) -> Bar:
    """Somebody sits elsewhere."""
    return Bar(
        BUSY,
        name,
        f"Orang: {name} bersidang di tempat lain pada jam-jam itu.",
        f"People: {name} sits elsewhere at those hours.",
    )


def rooms(names: Iterable[str]) -> Bar:
    """No room is free."""
    told = list(names)
    return Bar(
        ROOMS,
        "",
        f"Ruang: {listing(told)} terpakai pada jam-jam itu.",
        f"Rooms: {listing(told, 'en')} taken at those hours.",
    )


def horizon(last: date) -> Bar:
    """The days end too early."""
    return Bar(
        HORIZON,
        "",
        f"Rentang: berakhir {weekday_date(last)}; beberapa hari lagi sudah cukup.",
        f"Days: they end on {weekday_date(last, 'en')}; a few more would do.",
    )
