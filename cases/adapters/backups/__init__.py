"""Backups: the rows of one instant and the files they name, in a folder or in one file."""

from cases.adapters.backups.places import Place, Source, open_place, open_source
from cases.adapters.backups.snapshot import ALIAS, Snapshot, load, snapshot

__all__ = [
    "ALIAS",
    "Place",
    "Snapshot",
    "Source",
    "load",
    "open_place",
    "open_source",
    "snapshot",
]
