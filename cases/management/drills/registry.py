"""The drills by the names under which they are called, in the order in which they are held."""

from __future__ import annotations

from cases.management.drills.brokers import Brokers
from cases.management.drills.canaries import Canaries
from cases.management.drills.clocks import Clocks
from cases.management.drills.copies import Copies
from cases.management.drills.databases import Databases
from cases.management.drills.disks import Disks
from cases.management.drills.drill import Drill
from cases.management.drills.inputs import Inputs
from cases.management.drills.kills import Kills
from cases.management.drills.loads import Loads
from cases.management.drills.migrating import Migrating
from cases.management.drills.pairs import Pairs
from cases.management.drills.restoring import Restoring

ALL: tuple[type[Drill], ...] = (
    Kills, Copies, Brokers, Databases, Disks, Clocks, Pairs, Inputs, Migrating, Loads,
    Restoring, Canaries,
)  # fmt: skip
DRILLS = {one.name: one for one in ALL}
