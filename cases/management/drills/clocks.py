"""The clock of the machine is set back an hour, and forward again."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

from cases.management.drills import ground as grounds
from cases.management.drills.drill import Drill, shop
from cases.management.drills.house import House
from cases.management.drills.tally import Tally
from cases.management.drills.visitors import Program

SHIFTS = (0, -3600, 0)
EACH = 2
RECEIVED = """
    SELECT dispute_id, tendered_at FROM cases_disputeapplication
    WHERE dispute_id IN (SELECT id FROM cases_dispute WHERE commission_id =
        (SELECT id FROM cases_commission WHERE code = 'kip')) ORDER BY id
"""


class Clocks(Drill):
    """Receipts of one office never go back in time; no job is done twice."""

    name: ClassVar[str] = "jam"
    title: ClassVar[str] = "jam mesin mundur satu jam lalu maju lagi"

    def hold(self, tally: Tally) -> None:
        house = self.open()
        before = grounds.filed(house)
        token = grounds.inside(house, "let_in")["ngo"]["token"]
        filed: set[str] = set()
        for shift in SHIFTS:
            filed |= self._at(house, shift, token)
            tally.add("jam dipindah" if shift else "jam benar")
        tally.add("permohonan diterima", len(filed))
        tally.compare(filed, grounds.filed(house) - before, "permohonan")
        times = [at for _dispute, at in grounds.ask(house, RECEIVED)]
        back = sum(later < earlier for earlier, later in pairwise(times))
        tally.add("tanda terima mundur", back)
        if back:
            tally.wrong.append(f"waktu tanda terima mundur: {back} kali")

    def _at(self, house: House, shift: int, token: str) -> set[str]:
        """Some applications while every process believes that clock; its work done."""
        told = {"CLOCK_SHIFT_SECONDS": str(shift)}
        with shop(house) as at_work:
            at_work.start_web(**told)
            at_work.start_worker(**told)
            at_work.start_beat(**told)
            at_work.until_answering()
            filed = {Program(house.port, token).file() for _time in range(EACH)}
            if not shift:  # while it is back, some of the work is left for later
                at_work.until_done()
        grounds.let_leases_end(house)
        return filed
