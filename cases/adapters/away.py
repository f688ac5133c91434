"""Whether a fault says that the base does not answer now, and will again without our doing."""

from __future__ import annotations

import sqlite3

import psycopg
from django.db import InterfaceError, OperationalError

PRIMARY = 0xFF  # the rest of a code of SQLite says where it happened
OF_SQLITE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN})
# Classes of SQLSTATE: no connection, no resources, stopped by an operator or a time limit.
OF_POSTGRESQL = ("08", "53", "57")


def is_away(fault: BaseException | None) -> bool:
    """Look through what Django says of the base to what the base said itself."""
    if isinstance(fault, InterfaceError):
        return True  # the connection was closed under us
    if not isinstance(fault, OperationalError):
        return False
    said = fault.__cause__
    if isinstance(said, sqlite3.Error):
        return getattr(said, "sqlite_errorcode", 0) & PRIMARY in OF_SQLITE
    if isinstance(said, psycopg.Error):
        return said.sqlstate is None or said.sqlstate.startswith(OF_POSTGRESQL)
    return False
