"""The draft of a hearing as its parties may read it: for some days, without closed words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from cases.domain.notices import PARTIES, Side
from cases.domain.publication import Visibility
from cases.models import (
    CorrectionWindow,
    Dispute,
    Edition,
    Hearing,
    TurnProposal,
    User,
    Utterance,
)
from cases.queries import case_room, correcting


def may_be_shown(hearing: Hearing) -> bool:
    """Whether parties may read a draft at all: not of a closed hearing or a sealed dispute."""
    is_sealed = hearing.disputes.filter(visibility=Visibility.SEALED).exists()
    return hearing.is_public and not is_sealed


def window_of(hearing: Hearing) -> CorrectionWindow | None:
    """The window that stands, open or over."""
    return hearing.correction_windows.select_related("opened_by").order_by("-no").first()


def is_open(window: CorrectionWindow, *, now: datetime) -> bool:
    """Whether a window is still open: it is the last one, and the draft is a draft."""
    hearing = window.hearing
    return (
        window.last_on >= today_of(hearing, now)
        and not hearing.correction_windows.filter(no__gt=window.no).exists()
        and not hearing.editions.exists()
        and may_be_shown(hearing)
    )


def open_windows(dispute: Dispute, *, now: datetime) -> Sequence[CorrectionWindow]:
    """The windows that are open to the parties of a dispute, the nearest last day first."""
    later = CorrectionWindow.objects.filter(hearing=OuterRef("hearing"), no__gt=OuterRef("no"))
    frozen = Edition.objects.filter(hearing=OuterRef("hearing"))
    rows = CorrectionWindow.objects.filter(
        ~Exists(later),
        ~Exists(frozen),
        hearing__disputes=dispute,
        hearing__is_public=True,
        last_on__gte=timezone.localdate(now, ZoneInfo(dispute.commission.time_zone)),
    )
    found = rows.select_related("hearing__commission").order_by("last_on", "pk")
    return [one for one in found if may_be_shown(one.hearing)]


def windows_in(dispute: Dispute) -> QuerySet[CorrectionWindow]:
    """Every window of the hearings of a dispute, open or over, the latest first."""
    rows = CorrectionWindow.objects.filter(hearing__disputes=dispute)
    return rows.select_related("hearing__commission").order_by("-pk")


def readable(hearing: Hearing) -> QuerySet[Utterance]:
    """The turns that the parties may read: none that was said behind closed doors."""
    return correcting.standing(hearing).filter(is_closed=False)


def side_for(user: User, dispute: Dispute) -> Side | None:
    """The side for which ``user`` proposes, if they write for one."""
    writes = case_room.writes_for(user, dispute)
    return next((one for one in PARTIES if one in writes), None)


def reads_draft(user: User, dispute: Dispute) -> bool:
    """Whether ``user`` stands on the side of a party, as a reader at least."""
    return bool(set(PARTIES) & set(case_room.reads_as(user, dispute)))


def proposals_by(dispute: Dispute, side: Side, hearing: Hearing) -> QuerySet[TurnProposal]:
    """What one side proposed in one hearing, with what became of it, the latest first."""
    rows = correcting.proposals_of(hearing).filter(dispute=dispute, side=side)
    return rows.order_by("-pk")


def today_of(hearing: Hearing, now: datetime) -> date:
    """The local day of the commission."""
    return timezone.localdate(now, ZoneInfo(hearing.commission.time_zone))
