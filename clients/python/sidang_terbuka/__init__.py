"""Typed client of the API of Sidang Terbuka."""

from sidang_terbuka.client import Client
from sidang_terbuka.transport import Problem

__all__ = ["Client", "Problem"]
