"""Who opened a file that is not for everybody, as it is written down (UU 27/2022 Pasal 31)."""

from __future__ import annotations

import ipaddress
from enum import StrEnum


class ReadAs(StrEnum):
    """In which form it was opened."""

    COPY = "copy"
    THUMBNAIL = "thumbnail"
    PAGE = "page"
    PAPER = "paper"


class ReadWhy(StrEnum):
    """Why the opening is written down."""

    IDENTITY = "identity"
    SEALED = "sealed"
    INTERNAL = "internal"
    CLOSED = "closed"


class CameFrom(StrEnum):
    """From which class of addresses; the address itself is not kept."""

    HERE = "here"
    INSIDE = "inside"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


def class_of(address: str) -> CameFrom:
    """The class of an address: this machine, a private network, or the open network."""
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return CameFrom.UNKNOWN
    if found.is_loopback:
        return CameFrom.HERE
    return CameFrom.INSIDE if found.is_private or found.is_link_local else CameFrom.OUTSIDE
