"""A backup while people file, restored elsewhere: what was confirmed before it is there."""

from __future__ import annotations

import json
from typing import ClassVar

from cases.management.drills import ground as grounds
from cases.management.drills.drill import Drill, filers, shop
from cases.management.drills.house import House
from cases.management.drills.tally import Tally

BEFORE, AFTER = 2, 4  # applications that were confirmed when the backup begins, and at the end


class Restoring(Drill):
    """One instant of a house at work, in an installation that was empty."""

    name: ClassVar[str] = "pulih"
    title: ClassVar[str] = "cadangan di tengah kerja, dipulihkan di tempat lain"

    def hold(self, tally: Tally) -> None:
        house = self.open()
        known, people = grounds.filed(house), filers(house)
        backup = str(house.folder / "cadangan.tar")
        with shop(house) as at_work:
            at_work.start_web()
            at_work.start_worker()
            at_work.start_beat()
            at_work.until_answering()
            with people.at_work():
                house.until(lambda: len(people.filed) >= BEFORE or people.troubles)
                confirmed = set(people.filed)
                taken = json.loads(grounds.must(house, "backup", backup, "--json"))
                so_far = len(people.filed)
                house.until(lambda: len(people.filed) >= so_far + AFTER or people.troubles)
            at_work.until_done()
        people.tell(tally, grounds.filed(house) - known)
        tally.add("baris dalam cadangan", taken["rows"])
        tally.add("berkas dalam cadangan", taken["files"])
        self._elsewhere(backup, known | confirmed, known | people.filed, tally)

    def _elsewhere(self, backup: str, least: set[str], most: set[str], tally: Tally) -> None:
        """Whole there: at least what was confirmed before it began, nothing that never was."""
        other = self.ground.bare()
        self.houses.append(other)
        told = json.loads(grounds.must(other, "restore", backup, "--json"))
        tally.wrong += told["wrong"]
        tally.add("baris dipulihkan", told["rows"])
        there = grounds.filed(other)
        if gone := least - there:
            tally.lost += len(gone)
            tally.wrong.append(
                f"dikonfirmasi sebelum cadangan, tidak ada sesudahnya: {len(gone)}"
            )
        if more := there - most:
            tally.wrong.append(f"ada tanpa pernah dikonfirmasi: {len(more)}")
        tally.add("permohonan dipulihkan", len(there & most))
        self._finish(other)

    def _finish(self, other: House) -> None:
        """Work that was on order when the backup was taken is done in the new place."""
        with shop(other) as at_work:
            at_work.start_worker()
            at_work.start_beat()
            at_work.until_done()
