"""The names of a transcript by the Akoma Ntoso Naming Convention 1.0 (OASIS), section 4.

``/akn/id/debaterecord/risalah/2024-03-13/hrgkpu02`` is the work, whatever its edition;
``…/ind@2024-03-20`` the edition frozen on that day, and with ``.xml`` its file; ``/!main`` is
its main component, and ``~butir_18`` behind it a part of that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

WORKS = "/akn/id/debaterecord/risalah/"
SHAPE = re.compile(
    r"(?P<held_on>\d{4}-\d\d-\d\d)/(?P<code>[A-Za-z0-9]+)"
    r"(?:/ind@(?P<frozen_on>\d{4}-\d\d-\d\d))?"
    r"(?P<file>\.xml)?(?:/!main(?:~\w+?_(?P<number>\d{1,6}))?(?P<part_of_file>\.xml)?)?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Iri:
    """One such name. ``frozen_on`` None: of no edition; ``number``: of one turn."""

    held_on: date
    hearing_code: str
    frozen_on: date | None = None
    is_file: bool = False
    number: int | None = None

    @property
    def work(self) -> str:
        """The name of the transcript, whatever its edition."""
        return f"{WORKS}{self.held_on}/{self.hearing_code.lower()}"

    @property
    def expression(self) -> str:
        """The name of the edition; of the work, where there is none."""
        return f"{self.work}/ind@{self.frozen_on}" if self.frozen_on else self.work


def read(told: str) -> Iri:
    """The name that is written so.

    Raises:
        ValueError: it is no name of a transcript, or of a day that no calendar has.
    """
    found = SHAPE.fullmatch(told.removeprefix(WORKS))
    if not told.startswith(WORKS) or found is None:
        raise ValueError(told)
    frozen_on, number = found["frozen_on"], found["number"]
    return Iri(
        held_on=date.fromisoformat(found["held_on"]),
        hearing_code=found["code"].upper(),
        frozen_on=date.fromisoformat(frozen_on) if frozen_on else None,
        is_file=bool(found["file"] or found["part_of_file"]),
        number=int(number) if number else None,
    )
