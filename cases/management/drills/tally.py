"""What a drill counted, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Tally:
    """Counts by their Indonesian names, what was lost, and what did not add up afterwards.

    ``lost``: acts that were confirmed without effect, or work that was not done exactly once.
    ``wrong``: sentences, one for each thing that is not as promised. ``skipped``: why the drill
    was not held here. ``notes``: what it does not show.
    """

    name: str
    counts: dict[str, int] = field(default_factory=dict)
    lost: int = 0
    wrong: list[str] = field(default_factory=list)
    skipped: str = ""
    notes: list[str] = field(default_factory=list)
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Nothing lost and nothing wrong; a drill that was not held lost nothing either."""
        return not self.lost and not self.wrong

    def add(self, name: str, count: int = 1) -> None:
        """Count something once more, or so many times."""
        self.counts[name] = self.counts.get(name, 0) + count

    def compare(self, confirmed: set[str], found: set[str], what: str) -> None:
        """What was confirmed must be found; what is found was confirmed."""
        if missing := confirmed - found:
            self.lost += len(missing)
            self.wrong.append(f"{what} yang dikonfirmasi tetapi tidak ada: {len(missing)}")
        if more := found - confirmed:
            self.wrong.append(f"{what} yang ada tanpa konfirmasi: {len(more)}")

    def break_off(self, fall: Exception) -> None:
        """It could not be held to its end: that is no loss that was counted, and not whole."""
        lines = [line for line in str(fall).splitlines() if line.strip()]
        self.wrong.append(
            f"latihan terputus: {type(fall).__name__}: {lines[-1] if lines else '-'}"
        )

    def see_jobs(self, jobs: dict[str, int]) -> None:
        """Every job is over and took effect exactly once."""
        self.counts["pekerjaan"] = jobs["done"]
        self.counts["efek"] = jobs["effects"]
        open_or_failed = jobs["open"] + jobs["failed"]
        if open_or_failed:
            self.lost += open_or_failed
            self.wrong.append(
                f"pekerjaan belum selesai: {jobs['open']}, gagal: {jobs['failed']}"
            )
        if not jobs["effects"] == jobs["distinct"] == jobs["done"]:
            self.lost += abs(jobs["effects"] - jobs["done"]) or 1
            self.wrong.append(
                f"efek {jobs['effects']} ≠ pekerjaan selesai {jobs['done']} "
                f"(berbeda: {jobs['distinct']})"
            )

    def as_plain(self) -> dict[str, Any]:
        """The tally for a program."""
        return {
            "name": self.name,
            "counts": self.counts,
            "lost": self.lost,
            "ok": self.is_whole,
            "wrong": self.wrong,
            "skipped": self.skipped,
            "notes": self.notes,
            **self.told,
        }

    def line(self) -> str:
        """The tally for a person."""
        if self.skipped:
            return f"{self.name:<10} dilewati: {self.skipped}"
        counts = [f"{name} {count}" for name, count in self.counts.items()]
        state = "" if self.is_whole else "   TIDAK UTUH"
        return f"{self.name:<10} {' · '.join([*counts, f'hilang {self.lost}'])}{state}"
