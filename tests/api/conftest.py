"""The demonstration record for a whole file of tests, as programs see it."""

from tests.web.conftest import loaded, site

__all__ = ["loaded", "site"]
