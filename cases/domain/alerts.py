"""A search that tells its news by mail: how many, for how long, and when it is refused."""

from __future__ import annotations

from datetime import timedelta

from cases.domain.errors import CaseError

PROVED_WITHIN = timedelta(days=2)  # the address is kept no longer without its owner's word
LONGEST = 1000  # letters of a search, as an address writes it
AN_HOUR, MOST = 3, 20  # letters in an hour, and searches in all, of one address
# What is written now may be committed a little later: only what is older is looked at.
SETTLED = timedelta(minutes=5)


class AlertUnknown(CaseError):
    """The link belongs to no search: it was ended, or never proved in time."""

    code = "alert_unknown"
