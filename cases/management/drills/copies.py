"""The broker delivers everything several times."""

from __future__ import annotations

from typing import ClassVar

from cases.management.drills import ground as grounds
from cases.management.drills.drill import Drill, shop
from cases.management.drills.tally import Tally
from cases.management.drills.visitors import Program

TIMES = 5
KEYS = 4


class Copies(Drill):
    """Every order is delivered five times over; every call is made four times at once."""

    name: ClassVar[str] = "gandakan"
    title: ClassVar[str] = "antrean mengantar ganda, permintaan diulang dengan kunci yang sama"

    def hold(self, tally: Tally) -> None:
        house = self.open()
        if not self.asked.is_short:
            grounds.inside(house, "order")
        with shop(house) as at_work:
            at_work.start_web()
            at_work.until_answering()
            self._call_again(house.port, grounds.inside(house, "let_in")["ngo"]["token"], tally)
            for no in (1, 2):
                at_work.start_worker(no)
            at_work.start_beat()
            rung = grounds.inside(house, "ring_again", times=TIMES)
            at_work.until_done()
            rung += grounds.inside(house, "ring_again", times=1)  # also what is over
        done = grounds.ask(house, "SELECT count(*) FROM cases_job")[0][0]
        tally.add("pesan diantar", rung)
        tally.add("ganda diserap", rung - done)

    def _call_again(self, port: int, token: str, tally: Tally) -> None:
        program = Program(port, token)
        draft = program.draft()
        told = [
            program.call("POST", f"{draft}filing/", {"confirmed": True}, key="latihan")
            for _time in range(KEYS)
        ]
        if len({(one.status, one.body) for one in told}) != 1 or told[0].status != 201:
            tally.wrong.append(f"kunci sama, jawaban berbeda: {[one.status for one in told]}")
        again = sum(one.headers.get("Idempotent-Replayed") == "true" for one in told)
        tally.add("permintaan ganda diserap", again)
