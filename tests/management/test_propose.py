"""The computed calendar from the command line: printed, and nothing written."""

from __future__ import annotations

import io
import json

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError

from cases.models import Hearing, Proposal
from tests.bench import NOW, appoint, hall, open_registry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def held():
    with time_machine.travel(NOW, tick=False):
        found = open_registry()
        appoint(found)
        hall(found)
        yield found


def told(*more):
    out = io.StringIO()
    days = ("--from", "2024-04-01", "--to", "2024-04-05", "--seconds", "5")
    call_command("propose", "--commission", "kip", *days, *more, stdout=out)
    return out.getvalue()


def test_places_are_printed_and_nothing_is_written():
    assert "Senin, 1 April 2024, 08.00–10.00, Ruang Utama: 011/III/KIP-PSI/2024" in told()
    assert not Proposal.objects.exists()
    assert not Hearing.objects.exists()


def test_programs_read_the_same():
    (row,) = json.loads(told("--json"))["rows"]
    assert (row["held_on"], row["starts"], row["room"]) == (
        "2024-04-01",
        "08:00",
        "Ruang Utama",
    )


def test_what_cannot_be_planned_is_refused():
    with pytest.raises(CommandError, match="Komisi gaib tidak ada"):
        call_command("propose", commission="gaib", first=NOW.date(), last=NOW.date())
    with pytest.raises(CommandError, match="Rentang itu sudah lewat"):
        call_command("propose", "--commission=kip", "--from=2024-01-02", "--to=2024-01-03")
