"""Who may have a private calendar, and how many."""

from __future__ import annotations

from cases.domain.errors import CaseError

MOST = 20  # addresses of one account that hold at the same time


class NotYourHouse(CaseError):
    """A calendar of an organisation was asked for by somebody outside it."""

    code = "not_your_house"


class TooManyFeeds(CaseError):
    """One account has as many addresses as anybody can keep in mind."""

    code = "too_many_feeds"
