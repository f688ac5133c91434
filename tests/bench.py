"""A registered dispute whose commission has people to sit in it, days before a hearing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from cases.domain.stages import Stage
from cases.models import Dispute, Person, Room
from cases.services import docket, drafts, panels, parties, registry, rooms, sittings
from cases.services.panels import Appointment
from cases.services.sittings import Wanted
from tests import filed
from tests.hearing_room import RECORDER

# 09.00 in Jakarta on Monday, 18 March 2024.
NOW = datetime(2024, 3, 18, 2, 0, tzinfo=UTC)
TODAY = date(2024, 3, 18)
# Monday, 1 April 2024. Friday 29 March is Good Friday: three working days before are 26 to 28.
ON = date(2024, 4, 1)
WHO = {"actor": RECORDER, "now": NOW}
JUDGES = ("Arya Sandhi", "Rospita Paulyn", "Handoko Agung", "Gede Narayana", "Samrotunnajah")


@dataclass(frozen=True, slots=True)
class Registry:
    """The room of a filed dispute, registered; five commissioners, a substitute registrar."""

    room: filed.Room
    judges: tuple[Person, ...]
    keeper: Person

    @property
    def dispute(self) -> Dispute:
        return self.room.again()

    @property
    def clerk(self):
        return self.room.clerk

    @property
    def who(self):
        return {"by": self.room.clerk, "now": NOW}


def open_registry(*, regime: str = "umum") -> Registry:
    room = filed.open_room(regime=regime)
    judges = []
    for name in JUDGES:
        person = parties.add_person(name, **WHO)
        parties.affiliate(person, room.commission, title="Komisioner", **WHO)
        judges.append(person)
    keeper = parties.add_person("Bu Ratna", **WHO)
    parties.affiliate(keeper, room.commission, title="Panitera Pengganti", **WHO)
    docket.move(room.dispute, Stage.COMPLETENESS_CHECK, **WHO)
    registry.register(
        room.dispute, "011/III/KIP-PSI/2024", registered_on=date(2024, 3, 15), **WHO
    )
    return Registry(room, tuple(judges), keeper)


def appoint(held: Registry, *, dispute=None, chair=0, members=(1, 2), mediator=None):
    wanted = Appointment(
        held.judges[chair],
        [held.judges[no] for no in members],
        TODAY,
        mediator=held.judges[mediator] if mediator is not None else None,
        registrar=held.keeper,
    )
    return panels.appoint(dispute or held.dispute, wanted, **held.who)


def hall(held: Registry, name="Ruang Utama") -> Room:
    return rooms.add_room(held.room.commission, name, **held.who)


def wanted(starts=9, ends=11, *, on=ON, **more) -> Wanted:
    return Wanted("pemeriksaan_awal", on, time(starts), time(ends), **more)


def draft(held: Registry, *slot, **more):
    return sittings.draft([held.dispute], wanted(*slot, **more), **held.who)


def another(held: Registry, number="012/III/KIP-PSI/2024") -> Dispute:
    """A second registered dispute of the same two parties."""
    file = drafts.start(held.room.house, **WHO)
    dispute = drafts.file(file, replace(filed.APPLICATION, problem=number), **WHO)
    docket.move(dispute, Stage.COMPLETENESS_CHECK, **WHO)
    registry.register(dispute, number, registered_on=date(2024, 3, 15), **WHO)
    return dispute
