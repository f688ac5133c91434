"""What people want to be told, in which language, and how they end it with one click."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from cases.domain.notices import NoticeKind, NoticeState
from cases.models import Notice, NoticeChoice, NoticeProfile, User
from cases.queries import notices as held
from cases.services import journal
from cases.services.journal import Actor
from cases.services.notices.telling import release


@transaction.atomic
def choose(
    user: User,
    *,
    wanted: Collection[NoticeKind],
    language: str,
    actor: Actor,
    now: datetime,
) -> None:
    """Tell an account from now on of these kinds and no others, in this language.

    What waits of a kind that is no longer wanted is taken back; what waits for a digest that
    is no longer wanted goes out by itself.
    """
    before = held.choices_of(user)
    for kind, was_wanted in before.items():
        if (kind in wanted) is not was_wanted:
            _say(user, "", kind, kind in wanted, now)
    NoticeProfile.objects.update_or_create(user=user, defaults={"language": language})
    journal.record(
        "notices_chosen",
        actor=actor,
        at=now,
        payload={"account": user.pk, "wanted": sorted(wanted), "language": language},
    )


@transaction.atomic
def write_in(user: User, language: str) -> None:
    """Write to a new account in this language, until its owner says otherwise."""
    NoticeProfile.objects.get_or_create(user=user, defaults={"language": language})


@transaction.atomic
def stop(notice: Notice, *, now: datetime) -> None:
    """End messages of the kind of one that its reader received; the link itself is the proof.

    Also the second click ends well: what is off stays off.
    """
    _say(notice.user, notice.address, NoticeKind(notice.kind), False, now)
    journal.record(
        "notices_stopped",
        actor=Actor.system("tautan berhenti"),
        at=now,
        payload={"notice": notice.code, "kind": notice.kind},
    )


@transaction.atomic
def revoke_links(user: User, *, actor: Actor, now: datetime) -> None:
    """Let no link in a message that was ordered until now open anything any more."""
    NoticeProfile.objects.update_or_create(user=user, defaults={"links_hold_from": now})
    journal.record("notice_links_revoked", actor=actor, at=now, payload={"account": user.pk})


def _say(
    user: User | None, address: str, kind: NoticeKind, is_wanted: bool, now: datetime
) -> None:
    NoticeChoice.objects.update_or_create(
        user=user, address=address, kind=kind, defaults={"is_wanted": is_wanted}
    )
    if is_wanted:
        return
    mine = Notice.objects.filter(user=user, address=address, state=NoticeState.WAITING)
    mine.filter(kind=kind).update(state=NoticeState.CANCELLED, next_attempt_at=None)
    if kind is NoticeKind.DIGEST and user is not None:
        mine.filter(digest__kind=kind, digest__state=NoticeState.CANCELLED).update(digest=None)
        release(user, now=now)
