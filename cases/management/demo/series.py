"""How the commission of the demonstration numbers what it registers, in each regime."""

from __future__ import annotations

from datetime import date

from cases.management.demo.context import Loading
from cases.models import Commission, RegisterSeries
from cases.services import registration

STARTS_ON = date(2023, 1, 1)  # the oldest year of which its register tells both rows
PATTERNS = {
    "umum": "{seq:03}/{roman}/KIP-PSI/{year}",
    "pemilu": "{seq:03}/KIP-PSIP/{roman}/{year}",
}


def load(loading: Loading) -> None:
    """Open each series that the commission has none of yet."""
    commission = Commission.objects.get(code="kip")
    for regime, pattern in PATTERNS.items():
        if RegisterSeries.objects.filter(commission=commission, regime=regime).exists():
            continue
        registration.open_series(
            commission, regime=regime, pattern=pattern, starts_on=STARTS_ON, **loading.by
        )
