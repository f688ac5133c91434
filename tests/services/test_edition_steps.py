"""The steps of an edition are rows that the database keeps in their order."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from cases.models import (
    EditionStep,
)
from tests import certified
from tests.certified import NOW
from tests.standing import standing

pytestmark = pytest.mark.django_db


def _bench():
    return certified.bench()


built, bench = standing(_bench)


def test_the_database_knows_their_order_as_well(bench):
    edition = certified.freeze(bench)

    with pytest.raises(DatabaseError), transaction.atomic():
        EditionStep.objects.create(
            edition=edition,
            kind="approved",
            content_sha256=edition.content_sha256,
            record_sha256="0" * 64,
            done_by="x",
            done_at=NOW,
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        EditionStep.objects.create(
            edition=edition,
            kind="signed",
            content_sha256="0" * 64,
            record_sha256="0" * 64,
            done_by="x",
            done_at=NOW,
        )
