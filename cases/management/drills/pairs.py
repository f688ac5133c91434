"""Two at everything: of two who do the same at the same moment one wins, the other is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from cases.management.drills import ground as grounds
from cases.management.drills.drill import Drill, shop
from cases.management.drills.house import House
from cases.management.drills.tally import Tally
from cases.management.drills.visitors import Answer, Clerk, Program, at_once

ROUNDS = 4
DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"


class Pairs(Drill):
    """Registering, numbers, rooms, steps of a draft, rows of a proposal."""

    name: ClassVar[str] = "berdua"
    title: ClassVar[str] = "dua orang melakukan hal yang sama pada saat yang sama"

    def hold(self, tally: Tally) -> None:
        house = self.open()
        accounts = grounds.inside(house, "let_in")
        ready = grounds.inside(house, "ready", count=ROUNDS)
        with shop(house) as at_work:
            at_work.start_web()
            at_work.until_answering()
            clerks = [
                Program(house.port, accounts[name]["token"]) for name in ("clerk", "substitute")
            ]
            ngo = [Program(house.port, accounts["ngo"]["token"]) for _no in (1, 2)]
            sessions = [
                Clerk(house.port, accounts[name]["session"]) for name in ("clerk", "substitute")
            ]
            self._register(clerks, ready, tally)
            self._book(clerks, ready, tally)
            self._edit(ngo, tally)
            at_work.start_worker()
            at_work.start_beat()
            at_work.until_done()
            self._decide(house, sessions, tally)
            at_work.until_done()
        if self.ground.is_postgresql:
            deadlocks = int(grounds.ask(house, DEADLOCKS)[0][0])
            tally.add("deadlock", deadlocks)
            if deadlocks:
                tally.wrong.append(f"kebuntuan (deadlock) di PostgreSQL: {deadlocks}")

    def _register(self, clerks: Sequence[Program], ready: Any, tally: Tally) -> None:
        """The same dispute by two, and two disputes at once: one number each, none twice."""
        numbers = []
        for code in ready["checked"][:ROUNDS]:
            numbers += _one_wins(
                "daftar",
                [_posting(one, f"registry/disputes/{code}/registration/") for one in clerks],
                tally,
            )
        for first, second in _pairs(ready["checked"][ROUNDS:]):
            told = at_once(*(
                _posting(one, f"registry/disputes/{code}/registration/")
                for one, code in zip(clerks, (first, second), strict=True)
            ))  # fmt: skip
            tally.add("nomor: dua sekaligus")
            if [one.status for one in told] != [201, 201]:
                tally.wrong.append(
                    f"nomor: {[one.status for one in told]} {told[1].body[:200]}"
                )
            numbers += told
        given = [one.json()["register"] for one in numbers if one.status == 201]
        if len(set(given)) != len(given):
            tally.wrong.append(f"nomor register kembar di antara {given}")

    def _book(self, clerks: Sequence[Program], ready: Any, tally: Tally) -> None:
        for day in ready["days"][:ROUNDS]:
            slot = {
                "kind": "pemeriksaan_awal", "held_on": day, "starts": "09:00", "ends": "11:00",
                "room": ready["room"], "confirmed": ready["confirmed"],
            }  # fmt: skip
            acts = [
                _posting(one, f"registry/disputes/{code}/hearings/", slot)
                for one, code in zip(clerks, ready["seated"], strict=True)
            ]
            _one_wins("ruang", acts, tally)

    def _edit(self, ngo: Sequence[Program], tally: Tally) -> None:
        draft = ngo[0].draft()
        for no in range(1, ROUNDS + 1):
            tag = ngo[0].call("GET", f"{draft}items/").headers["ETag"]
            acts = [
                _putting(one, f"{draft}items/", {"items": [f"Butir {no} dari {who}"]}, tag)
                for who, one in enumerate(ngo, 1)
            ]
            _one_wins("langkah", acts, tally)

    def _decide(self, house: House, clerks: Sequence[Clerk], tally: Tally) -> None:
        """Two accept every row of a computed calendar; each becomes one hearing."""
        told = grounds.inside(house, "proposed")
        before = grounds.ask(house, HEARINGS)[0][0]
        address = f"/kalender/usulan/{told['code']}/putuskan/"
        form = {"baris": told["rows"], "pasti": "on"}
        answers = at_once(*(_sending(one, address, form) for one in clerks))
        tally.add("usulan: baris", len(told["rows"]))
        if any(one.status != 302 for one in answers):
            tally.wrong.append(f"usulan: {[one.status for one in answers]}")
        made = grounds.ask(house, HEARINGS)[0][0] - before
        accepted = grounds.ask(house, ACCEPTED)[0][0]
        tally.add("usulan: sidang", made)
        if made != accepted or not accepted:
            tally.wrong.append(f"usulan: {accepted} baris diterima, {made} sidang")


HEARINGS = "SELECT count(*) FROM cases_hearing"
ACCEPTED = "SELECT count(*) FROM cases_proposedsitting WHERE state = 'accepted'"


def _one_wins(what: str, acts: Sequence[Callable[[], Answer]], tally: Tally) -> list[Answer]:
    """Exactly one is taken; the other is told why in a sentence."""
    answers = at_once(*acts)
    tally.add(f"{what}: pasangan")
    won = [one for one in answers if one.status in {200, 201}]
    lost = [one for one in answers if 400 <= one.status < 500 and _says(one)]
    if len(won) != 1 or len(lost) != 1:
        told = [(one.status, one.body[:160].decode("utf-8", "replace")) for one in answers]
        tally.wrong.append(f"{what}: {told}")
    return answers


def _says(answer: Answer) -> bool:
    told = answer.json()
    return bool(told.get("detail") or told.get("errors") or told.get("title"))


def _posting(program: Program, path: str, body: Any = None) -> Callable[[], Answer]:
    return lambda: program.call("POST", path, body)


def _putting(program: Program, path: str, body: Any, tag: str) -> Callable[[], Answer]:
    return lambda: program.call("PUT", path, body, If_Match=tag)


def _sending(clerk: Clerk, path: str, told: Any) -> Callable[[], Answer]:
    return lambda: clerk.post(path, told)


def _pairs(codes: Sequence[str]) -> list[tuple[str, str]]:
    return list(zip(codes[::2], codes[1::2], strict=False))
