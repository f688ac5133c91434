"""What an import did with every row; the counts add up, whatever the table holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from cases.domain.register_import.reasons import Reason


class BatchState(StrEnum):
    """How far a file is that somebody brought."""

    BROUGHT = "brought"
    CHECKING = "checking"  # the dry run
    CHECKED = "checked"
    RUNNING = "running"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Remark:
    """A cell that was not taken as it stands; ``understood`` None: it was not read."""

    row: int
    column: str
    written: str
    understood: str | None
    reason: Reason


@dataclass(slots=True)
class Report:
    """``rows = imported + unchanged + len(rejected)``; a row is the line of the sheet."""

    imported: int = 0
    unchanged: int = 0
    rejected: list[tuple[int, Reason]] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return self.imported + self.unchanged + len(self.rejected)

    def reject(self, row: int, reason: Reason) -> None:
        """Leave a row out, and say why."""
        self.rejected.append((row, reason))

    def warn(self, remarks: Sequence[Remark]) -> None:
        """Mark cells that were not taken as they stand."""
        self.warnings.extend(remarks)

    def told(self) -> dict[str, Any]:
        """The report as programs read it, in Indonesian."""
        return {
            "rows": self.rows,
            "imported": self.imported,
            "unchanged": self.unchanged,
            "rejected": [
                {"row": row, "reason": reason} for row, reason in sorted(self.rejected)
            ],
            "warnings": [asdict(one) for one in sorted(self.warnings, key=lambda w: w.row)],
        }

    def kept(self) -> dict[str, Any]:
        """The report with what it takes to say its reasons in the language of a page."""
        told = self.told()
        for one in (*told["rejected"], *told["warnings"]):
            one["because"] = one["reason"].told()
        return told
