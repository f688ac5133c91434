"""What the child tells of a file that it takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from cases.domain.uploads import Removed, Searchable


@dataclass(frozen=True, slots=True)
class Found:
    """A kind, a number of pages or a length, what was taken out, whether words can be found."""

    mime: str
    pages: int = 0
    removed: Iterable[Removed] = ()
    searchable: Searchable = Searchable.UNKNOWN
    duration_ms: int = 0

    def told(self) -> dict[str, object]:
        """As JSON holds it."""
        return {
            "mime": self.mime,
            "pages": self.pages,
            "removed": sorted(one.value for one in self.removed),
            "searchable": self.searchable.value,
            "duration_ms": self.duration_ms,
        }
