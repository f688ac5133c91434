"""No room left is told from every other fault, through whatever it is wrapped in."""

from __future__ import annotations

import errno
import io
import sqlite3
from types import SimpleNamespace

import pytest
from django.db import OperationalError
from psycopg.errors import DiskFull, SerializationFailure

from cases.adapters import full, parts
from cases.domain.uploads import NoRoom


def wrapped(cause):
    fault = OperationalError("x")
    fault.__cause__ = cause
    return fault


def sqlite_fault(code):
    fault = sqlite3.OperationalError("database or disk is full")
    fault.sqlite_errorcode = code
    return fault


@pytest.mark.parametrize(
    "fault",
    [
        OSError(errno.ENOSPC, "x"),
        OSError(errno.EDQUOT, "x"),
        wrapped(DiskFull("x")),
        wrapped(sqlite_fault(sqlite3.SQLITE_FULL)),
    ],
)
def test_no_room_is_known(fault):
    assert full.is_full(fault)


@pytest.mark.parametrize(
    "fault",
    [
        None,
        ValueError("x"),
        OSError(errno.EACCES, "x"),
        wrapped(SerializationFailure("x")),
        wrapped(sqlite_fault(sqlite3.SQLITE_BUSY)),
    ],
)
def test_other_faults_are_not(fault):
    assert not full.is_full(fault)


@pytest.mark.parametrize(("free", "is_full"), [(0, True), (10 * full.LEAST, False)])
def test_a_fault_of_the_disk_is_no_room_where_there_is_none(monkeypatch, free, is_full):
    told = SimpleNamespace(free=free)
    monkeypatch.setattr(full.shutil, "disk_usage", lambda _place: told)
    code = sqlite3.SQLITE_IOERR | (19 << 8)  # it could not make its shared memory larger

    assert full.is_full(wrapped(sqlite_fault(code))) is is_full


def test_who_still_sends_while_there_is_no_room_is_heard_to_the_end():
    class Full(io.BytesIO):
        def write(self, _block):
            raise OSError(errno.ENOSPC, "x")

    source = io.BytesIO(b"x" * (3 * parts.BLOCK))
    with pytest.raises(NoRoom):
        parts.Part(Full()).write(source, at=0, most=3 * parts.BLOCK)

    assert source.read() == b""
