"""What somebody asks about data that are about them: asked, proved, decided, carried out.

An account asks by itself; who is only named in a record proves their address by a link. The
registry of the commission decides, with its reason. An erasure takes away what is kept of the
account; journal, certified record and register stay as they are, and the answer says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cases.adapters import account_letters
from cases.domain import privacy as rules
from cases.domain.privacy import Answer, Asked
from cases.domain.rights import Right
from cases.models import Commission, Invitation, Job, PrivacyRequest, SearchAlert, User
from cases.queries import accounts as members
from cases.queries import privacy as held
from cases.services import accounts, feeds, jobs, journal, links, tokens, webhooks
from cases.services.jobs import JobKind, Progress
from cases.services.journal import Actor
from cases.services.rights import right

SALT = "cases.privacy"
SUBJECT, CLOCK = Actor("subjek data"), Actor.system("data pribadi")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked, and about what."""

    asked: Asked
    about: str
    language: str = "id"


@transaction.atomic
def ask(commission: Commission, wish: Wish, *, user: User, now: datetime) -> PrivacyRequest:
    """Receive the request of an account; its clock runs from now on.

    Raises:
        TooManyPrivacyRequests: as the name says.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if PrivacyRequest.objects.filter(user=user, decided_at=None).count() >= rules.MOST_OPEN:
        raise rules.TooManyPrivacyRequests(
            f"Sudah ada {rules.MOST_OPEN} permintaan Anda yang menunggu jawaban."
        )
    made = _made(commission, wish, name=user.name, email=user.email, user=user, now=now)
    _receive(made, accounts.as_actor(user), now)
    return made


@transaction.atomic
def ask_outside(
    commission: Commission, wish: Wish, *, name: str, email: str, now: datetime
) -> None:
    """Order the letter that proves an address; nothing comes of it where enough were sent."""
    email = email.strip().lower()
    lately = PrivacyRequest.objects.filter(email=email, made_at__gt=now - timedelta(hours=1))
    if lately.count() >= rules.AN_HOUR:
        return
    made = _made(commission, wish, name=name, email=email, user=None, now=now)
    args = {"request": made.pk}
    jobs.order(JobKind.SEND_PRIVACY_LINK, str(made.pk), args=args, now=now)


@transaction.atomic
def prove(token: str, *, now: datetime) -> PrivacyRequest:
    """Take the word of whoever reads the mail of that address; the clock runs from now on.

    Raises:
        PrivacyRequestUnknown: there is no such link, or it came too late.
    """
    found = find(token, now=now)
    found = PrivacyRequest.objects.select_for_update().get(pk=found.pk)
    if found.received_at is None:
        _receive(found, SUBJECT, now)
    return found


def find(token: str, *, now: datetime) -> PrivacyRequest:
    """The request to which a link leads.

    Raises:
        PrivacyRequestUnknown: there is no such link, or it came too late.
    """
    found = held.by_hash(links.hash_of(token))
    if found is None or _is_stale(found, now):
        raise rules.PrivacyRequestUnknown("Tautan ini tidak berlaku lagi.")
    return found


@right(Right.REGISTRY)
@transaction.atomic
def decide(
    request: PrivacyRequest, *, answer: Answer, reason: str, by: User, now: datetime
) -> None:
    """Decide a request with its reason, tell who asked, and erase an account that wants it.

    A limit that has passed refuses nothing.

    Raises:
        NotTheirAct: ``by`` does not work in the registry of that commission.
        PrivacyRequestUnknown: nobody proved the address.
        PrivacyDecided, PrivacyReasonMissing: as their names say.
        LastOwner: the account is the last that keeps an organisation.
    """
    told = rules.check_reason(reason)
    row = PrivacyRequest.objects.select_for_update().get(pk=request.pk)
    if row.received_at is None:
        raise rules.PrivacyRequestUnknown("Permintaan ini belum dibuktikan.")
    if row.decided_at is not None:
        raise rules.PrivacyDecided("Permintaan ini sudah diputuskan.")
    row.answer, row.reason = answer, told
    row.decided_at, row.decided_by = now, by
    if row.asked == Asked.ERASURE and answer != Answer.REFUSED and row.user is not None:
        _erase(row.user, by=by, now=now)
        row.erased_at = now
        before = PrivacyRequest.objects.filter(user=row.user).exclude(pk=row.pk)
        before.update(name="", email="")
    row.save()
    _note("privacy_decided", row, accounts.as_actor(by), now, {"answer": str(answer)})
    args = {"request": row.pk}
    jobs.order(JobKind.SEND_PRIVACY_ANSWER, str(row.pk), args=args, now=now)


@transaction.atomic
def note_export(user: User, *, now: datetime) -> None:
    """Write down that somebody took away the copy of what is held about them."""
    told = {"account": user.pk}
    journal.record("own_data_exported", actor=accounts.as_actor(user), at=now, payload=told)


@transaction.atomic
def forget(*, now: datetime) -> int:
    """Forget addresses that nobody proved, and those of erasures that were answered."""
    since = now - rules.PROVED_WITHIN
    stale = PrivacyRequest.objects.filter(received_at=None, made_at__lte=since)
    for row in stale:
        _note("privacy_lapsed", row, CLOCK, now, {})
        row.delete()
    answered = PrivacyRequest.objects.filter(asked=Asked.ERASURE, decided_at__lte=since)
    granted = answered.exclude(answer=Answer.REFUSED).exclude(email="")
    return granted.update(name="", email="", about="")


def send_link(job: Job, progress: Progress, now: datetime) -> None:
    """Send the letter that proves an address, while it is still asked for."""
    row = PrivacyRequest.objects.filter(pk=job.args["request"])
    found = row.first()
    is_open = found is not None and found.received_at is None and not _is_stale(found, now)

    def mail() -> None:
        if found is not None:
            within = {"within": rules.PROVED_WITHIN.days}
            _mail(found, "privacy_link", within, key="link")

    links.send(job, progress, mail, is_open=is_open, row=row, now=now)


def send_answer(job: Job, progress: Progress, now: datetime) -> None:
    """Tell who asked that it was decided; the answer itself stands behind the link."""
    found = PrivacyRequest.objects.filter(pk=job.args["request"]).exclude(email="").first()

    def mail() -> None:
        if found is not None:
            _mail(found, "privacy_answer", {}, key="answer")

    links.send(job, progress, mail, is_open=found is not None, row=None, now=now)


def link_of(row: PrivacyRequest) -> str:
    """The address in its letters, under the public address of the installation."""
    return f"{settings.BASE_URL}/data-pribadi/{links.token(row.nonce, SALT)}/"


def _made(
    commission: Commission,
    wish: Wish,
    *,
    name: str,
    email: str,
    user: User | None,
    now: datetime,
) -> PrivacyRequest:
    return PrivacyRequest.objects.create(
        **links.draw(SALT),
        commission=commission,
        user=user,
        asked=wish.asked,
        about=wish.about[: rules.LONGEST],
        language=wish.language,
        name=name,
        email=email,
        made_at=now,
    )


def _receive(row: PrivacyRequest, actor: Actor, now: datetime) -> None:
    """Start the clock, and keep with what it was counted."""
    rule = rules.data_rights()[row.asked]
    row.received_at, row.due_at = now, rule.due_at(now)
    row.hours, row.article = rule.hours, rule.article
    row.save(update_fields=["received_at", "due_at", "hours", "article"])
    _note("privacy_asked", row, actor, now, {"hours": rule.hours})


def _erase(user: User, *, by: User, now: datetime) -> None:
    """Take away what is kept of an account: what is left is its number."""
    for one in members.current(timezone.localdate(now)).filter(user=user):
        accounts.end_membership(one, by=user, now=now)
    tokens.revoke_all(user, now=now)
    feeds.revoke_all(user, now=now)
    webhooks.forget_all(user, now=now)
    accounts.end_sessions(user, by=by, now=now)
    nobody = f"akun-{user.pk}@dihapus.invalid"
    SearchAlert.objects.filter(email=user.email).delete()
    invited = Invitation.objects.filter(email=user.email)
    invited.filter(accepted_at=None, revoked_at=None).update(revoked_at=now)
    invited.update(email=nobody)
    EmailAddress.objects.filter(user=user).delete()
    Authenticator.objects.filter(user=user).delete()
    user.email, user.name, user.is_active = nobody, "", False
    user.set_unusable_password()
    user.save(update_fields=["email", "name", "is_active", "password"])
    told = {"account": user.pk}
    journal.record("account_erased", actor=accounts.as_actor(by), at=now, payload=told)


def _is_stale(row: PrivacyRequest, now: datetime) -> bool:
    return row.received_at is None and now >= row.made_at + rules.PROVED_WITHIN


def _mail(row: PrivacyRequest, name: str, told: Mapping[str, object], *, key: str) -> None:
    account_letters.send(
        row.email,
        name,
        {**told, "link": link_of(row), "house": row.commission.name},
        language=row.language,
        key=f"privacy.{row.token_hash[:16]}.{key}",
    )


def _note(
    act: str, row: PrivacyRequest, actor: Actor, now: datetime, told: dict[str, object]
) -> None:
    payload = {"request": row.pk, "asked": str(row.asked), **told}
    journal.record(act, actor=actor, at=now, commission=row.commission, payload=payload)
