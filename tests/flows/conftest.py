"""What processes of their own begin with."""

from __future__ import annotations

import shutil

import pytest

from tests.tables import FILE, empty_base


@pytest.fixture
def tables(tmp_path):
    """A copy of the empty base in the folder of the test."""
    shutil.copy(empty_base(), tmp_path / FILE)
