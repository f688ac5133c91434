"""What a person reads where a page cannot be made."""

from __future__ import annotations

import errno

import pytest

from cases.web import errors


@pytest.mark.parametrize(
    ("fault", "status", "said"),
    [
        (OSError(errno.ENOSPC, "x"), 507, "Penyimpanan sedang penuh."),
        (OSError(errno.EIO, "x"), 500, "Sidang diskors sebentar."),
        (ValueError("x"), 500, "Sidang diskors sebentar."),
    ],
)
def test_no_room_is_told_from_a_fault_of_ours(rf, fault, status, said):
    try:
        raise fault
    except (OSError, ValueError):
        told = errors.server_error(rf.get("/"))

    assert told.status_code == status
    assert said in told.content.decode()
