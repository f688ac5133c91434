"""The queues, by the weight of what stands in them: what is heavy never holds up what is quick.

A worker that is told nothing takes from all of them; a large installation gives each its own.
"""

from __future__ import annotations

from enum import StrEnum


class Queue(StrEnum):
    QUICK = "quick"  # checks of what was brought, and whatever nobody put elsewhere
    MAIL = "mail"  # letters, notices, calls to programs: they wait for somebody else's machine
    PAPERS = "papers"  # typesetting and signing: seconds of a whole core
    INDEX = "index"  # imports, exports, plans, backups: minutes, nobody waits at a screen
    SPEECH = "speech"  # sound: as long as a hearing
