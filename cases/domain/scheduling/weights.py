"""What an answer is judged by: each part with its weight and the reason for it.

The law bars; everything that only weighs stands here, in one table. None of these numbers is a
limit of the law: they only say what gives way to what.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Part(StrEnum):
    """What is added up, the heaviest first."""

    UNPLACED = "unplaced"
    LATE = "late"
    REGISTRAR_AWAY = "registrar_away"
    MOVED = "moved"
    SUMMONS_SHORT = "summons_short"
    PARTY_ELSEWHERE = "party_elsewhere"
    FRIDAY_PRAYER = "friday_prayer"
    NOON = "noon"
    MOVED_DRAFT = "moved_draft"
    CROWDED = "crowded"
    HARD_AGENDAS = "hard_agendas"
    UNEVEN = "uneven"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A weight for each ``unit``, and why it is that heavy."""

    weight: int
    unit: str
    reason: str


WEIGHTS: Mapping[Part, Weighed] = MappingProxyType(
    {
        Part.UNPLACED: Weighed(20_000, "dispute", "whatever can be placed is placed"),
        Part.LATE: Weighed(
            20, "working day after the limit", "the statutory clock comes first"
        ),
        Part.REGISTRAR_AWAY: Weighed(80, "hearing", "somebody else must keep the record"),
        Part.MOVED: Weighed(60, "hearing", "people were told of it and have to be told again"),
        Part.SUMMONS_SHORT: Weighed(
            60, "hearing", "under some reading the summons comes too late"
        ),
        Part.PARTY_ELSEWHERE: Weighed(
            50, "hearing", "who is needed twice asks for another day"
        ),
        Part.FRIDAY_PRAYER: Weighed(40, "hearing", "an assumption: nobody sits in these hours"),
        Part.NOON: Weighed(15, "hearing", "an assumption: a hearing is not held over noon"),
        Part.MOVED_DRAFT: Weighed(
            10, "hearing", "nobody was told of it, but it was thought of"
        ),
        Part.CROWDED: Weighed(10, "hearing beyond two a day", "who sits all day judges worse"),
        Part.HARD_AGENDAS: Weighed(
            10, "hearing beyond one a day", "long evidence tires a panel"
        ),
        Part.UNEVEN: Weighed(4, "hearing of the busiest registrar", "the load is shared"),
        Part.WAITING: Weighed(1, "working day", "rather sooner than later"),
    }
)
# A move of what was announced weighs more the nearer its day: so much, divided by days left.
NEARNESS = 120
USUAL_DAILY, HARD_DAILY = 2, 1  # hearings of one person, and heavy ones of one panel, in a day


def weight(part: Part) -> int:
    """How heavy one unit of a part is."""
    return WEIGHTS[part].weight


def cost_of_move(*, is_draft: bool, days_left: int) -> int:
    """What it costs to put a hearing elsewhere; ``days_left``: working days until then."""
    if is_draft:
        return weight(Part.MOVED_DRAFT)
    return weight(Part.MOVED) + NEARNESS // max(days_left, 1)
