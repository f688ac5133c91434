"""What a large piece of work has freed, given back to the machine."""

from __future__ import annotations

import ctypes
import functools
from collections.abc import Callable


def give_back() -> None:
    """Return freed memory to the system; a C library that has no such call keeps it.

    A worker lives for weeks and holds what its largest paper took, unless it gives it back.
    """
    _trim()(0)


@functools.cache
def _trim() -> Callable[[int], object]:
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return trim if trim is not None else lambda _kept: None
