"""What is not as it should be on the shelf."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Difference:
    """A row of the shelf that is not what the record says: missing, foreign or changed."""

    table: str
    key: str
    kind: str  # missing | foreign | changed
    columns: tuple[str, ...] = ()

    def __str__(self) -> str:
        columns = f": {', '.join(self.columns)}" if self.columns else ""
        return f"{self.table} {self.key} {self.kind}{columns}"
