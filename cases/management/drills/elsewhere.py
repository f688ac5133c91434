"""Drills that live beside what they try: taken in where they are, and not missed where not."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from cases.management.drills.drill import Drill

# A module here has ``DRILLS``: classes of drills.
PLACES = ("cases.management.drills.restoring", "cases.management.drills.canaries")


def found() -> tuple[type[Drill], ...]:
    """Every drill of those places that are there."""
    there = [import_module(place) for place in PLACES if find_spec(place) is not None]
    return tuple(drill for place in there for drill in place.DRILLS)
