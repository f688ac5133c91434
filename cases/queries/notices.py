"""Whom a message concerns, what falls due for whom, and who was told what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core import signing
from django.db.models import Prefetch, Q, QuerySet

from cases.domain import deadlines as rules
from cases.domain.accounts import APPLICANT_ROLES, REGISTRY_ROLES, Role
from cases.domain.information_requests import Side as Actors
from cases.domain.notices import DEFAULT_ON, Event, NoticeKind, NoticeState, Side, bound_by
from cases.domain.numbering import registers_line
from cases.domain.publication import Visibility
from cases.models import (
    Commission,
    Deadline,
    Dispute,
    DisputeAccess,
    InformationRequest,
    Notice,
    NoticeChoice,
    PanelOrder,
    Participant,
    Undertaking,
    User,
)
from cases.queries import (
    access,
    accounts,
    deadlines,
    disputes,
    information_requests,
    threads,
)
from cases.queries.accounts import House
from cases.queries.correspondence import ROLES

ACTING = (*APPLICANT_ROLES, Role.AGENCY, *REGISTRY_ROLES)  # each in the houses that have it
LEAVES_THE_HOUSE = (Visibility.PUBLIC, Visibility.PARTIES)
HORIZON = timedelta(days=45)  # no seven working days reach further, whatever is decreed
LATEST = 100
LINK = "pemberitahuan.berhenti"
# Among the words for limits: no rule, but a day that a party named, or the panel.
PROMISE, ORDER = "undertaking", "panel_order"


@dataclass(frozen=True, slots=True)
class Due:
    """Something that a house has to do by a local day of a region.

    ``key`` names the duty whatever its day, ``what`` is a rule of the table of limits, and
    ``address`` the page where it is seen. Before there is a dispute, ``body`` names the public
    body.
    """

    key: str
    house: House
    due_on: date
    what: str
    address: str
    dispute: Dispute | None
    region: str
    body: str = ""

    def event(self, before: int) -> Event:
        """The reminder that falls so many working days before; a moved day is another one."""
        return Event(f"{self.key}:{self.due_on}:{before}", self.due_on)


def deadlines_due(on: date) -> Iterator[Due]:
    """The running limits of disputes, once for each house that is bound."""
    rows = deadlines.running().filter(
        due_on__range=(on, on + HORIZON), dispute__visibility__in=LEAVES_THE_HOUSE
    )
    for row in rows.select_related("dispute__commission").prefetch_related(
        "dispute__numbers", _parties("dispute__participants")
    ):
        for side in bound_by(rules.find(row.rule)):
            for house in houses(row.dispute, side):
                yield Due(
                    key=key_of(row),
                    house=house,
                    due_on=row.due_on,
                    what=row.rule,
                    address=address_of(row.dispute),
                    dispute=row.dispute,
                    region=row.dispute.commission.region,
                )


def requests_due(on: date) -> Iterator[Due]:
    """What an applicant has to do before there is a dispute: object, and file.

    The day is the last that is in time by every reading of the calendar.
    """
    open_ones = InformationRequest.objects.filter(
        organisation__isnull=False, dispute=None, closed_on=None
    )
    for standing in information_requests.standings(open_ones, today=on):
        row, turn = standing.request, standing.next
        if row.organisation is None or turn is None or turn.safe_on is None:
            continue
        if turn.side is Actors.APPLICANT and on <= turn.safe_on <= on + HORIZON:
            yield Due(
                key=f"request:{row.code}:{turn.act}",
                house=row.organisation,
                due_on=turn.safe_on,
                what=turn.rule.key,
                address=f"/permintaan/{row.code}/",
                dispute=None,
                region="",
                body=row.public_body.name,
            )


def promises_due(on: date) -> Iterator[Due]:
    """What parties promised in hearings, for the houses of their side."""
    for row in _promised(on, on + HORIZON):
        dispute = row.assertion.proposition.dispute
        party = row.assertion.participant
        sides = (side for side, roles in ROLES.items() if party and party.role in roles)
        for side in sides:
            for house in houses(dispute, side):
                yield _promise(row, dispute, house)


def orders_due(on: date) -> Iterator[Due]:
    """What the panel ordered in hearings, for the public body that it names."""
    for row, dispute in _ordered(on, on + HORIZON):
        if row.to_body is not None:
            yield _order(row, dispute, row.to_body)


def promises_lapsed(on: date) -> Iterator[Due]:
    """Promises and orders whose last day is over and of which nobody wrote what became of them,
    for the registry. Whether they lapsed a person says.
    """
    for order, heard in _ordered(on - HORIZON, on - timedelta(days=1)):
        yield _order(order, heard, heard.commission)
    for row in _promised(on - HORIZON, on - timedelta(days=1)):
        dispute = row.assertion.proposition.dispute
        yield _promise(row, dispute, dispute.commission)


def _promised(since: date, until: date) -> QuerySet[Undertaking]:
    shown = LEAVES_THE_HOUSE
    rows = threads.open_promises().filter(
        due_on__range=(since, until), assertion__proposition__dispute__visibility__in=shown
    )
    of = "assertion__proposition__dispute"
    return rows.select_related("assertion__participant", f"{of}__commission").prefetch_related(
        f"{of}__numbers", _parties(f"{of}__participants")
    )


def _promise(row: Undertaking, dispute: Dispute, house: House) -> Due:
    return Due(
        key=f"promise:{row.pk}",
        house=house,
        due_on=row.due_on or date.max,
        what=PROMISE,
        address=address_of(dispute),
        dispute=dispute,
        region=dispute.commission.region,
    )


def _ordered(since: date, until: date) -> Iterator[tuple[PanelOrder, Dispute]]:
    """Orders that run, each once, with one of its disputes that may leave the house."""
    shown = Dispute.objects.filter(visibility__in=LEAVES_THE_HOUSE).select_related("commission")
    rows = threads.running_orders().filter(due_on__range=(since, until))
    heard = Prefetch("disputes", shown.prefetch_related("numbers").order_by("pk"))
    for row in rows.prefetch_related(heard):
        for dispute in row.disputes.all()[:1]:
            yield row, dispute


def _order(row: PanelOrder, dispute: Dispute, house: House) -> Due:
    return Due(
        key=f"order:{row.pk}",
        house=house,
        due_on=row.due_on or date.max,
        what=ORDER,
        address=address_of(dispute),
        dispute=dispute,
        region=dispute.commission.region,
    )


# Every source of duties that are called to mind; each tells what falls due from a day on.
SOURCES: tuple[Callable[[date], Iterable[Due]], ...] = (
    deadlines_due,
    requests_due,
    promises_due,
    orders_due,
)


def dues(on: date) -> tuple[Due, ...]:
    """What falls due from ``on`` to the horizon, the earliest first."""
    found = (due for source in SOURCES for due in source(on))
    return tuple(sorted(found, key=lambda due: (due.due_on, due.key)))


def key_of(row: Deadline) -> str:
    """What a limit is called in the events of reminders, before and after a recount."""
    return f"deadline:{row.dispute.code}:{row.rule}:{row.triggered_on}"


# --- Whom it concerns -----------------------------------------------------------------------


def houses(dispute: Dispute, side: Side) -> tuple[House, ...]:
    """The houses that stand on one side of a dispute at present, those that act for it too."""
    if side is Side.COMMISSION:
        return (dispute.commission,)
    present = [
        one.organisation or one.public_body
        for one in dispute.participants.all()
        if one.role in ROLES[side] and one.ends_on is None
    ]
    return tuple(dict.fromkeys(house for house in present if house is not None))


def people_of(house: House) -> QuerySet[User]:
    """The present members of a house who act for it in disputes."""
    acting = accounts.members(house).filter(role__in=ACTING).order_by().values("user")
    people = User.objects.filter(pk__in=acting, is_active=True)
    return people.select_related("notice_profile").order_by("pk")


def people_in(dispute: Dispute | None, house: House) -> QuerySet[User]:
    """Those, and whoever came in by a link for that house into that dispute."""
    if dispute is None or isinstance(house, Commission):
        return people_of(house)
    by_link = DisputeAccess.objects.filter(
        participant__dispute=dispute,
        revoked_at=None,
        user__is_active=True,
        **{f"participant__{accounts.kind_of(house)}": house},
    )
    people = User.objects.filter(
        Q(pk__in=people_of(house).order_by().values("pk")) | Q(pk__in=by_link.values("user"))
    )
    return people.select_related("notice_profile").order_by("pk")


def key_of_house(house: House) -> str:
    """What a frozen message calls a house."""
    return f"{type(house).__name__.lower()}:{house.pk}"


def houses_of(user: User) -> frozenset[str]:
    """The houses for which somebody acts at present, as frozen messages call them."""
    return frozenset(key_of_house(house) for house in accounts.houses(user, ACTING))


def wanting(people: QuerySet[User], kind: NoticeKind) -> QuerySet[User]:
    """Those of them who want to be told of a kind."""
    differing = NoticeChoice.objects.filter(
        kind=kind, is_wanted=not DEFAULT_ON[kind], user__isnull=False
    ).values("user")
    if DEFAULT_ON[kind]:
        return people.exclude(pk__in=differing)
    return people.filter(pk__in=differing)


def is_wanted(to: User | str, kind: NoticeKind) -> bool:
    """Whether one person wants to be told of a kind."""
    whom = {"user": to} if isinstance(to, User) else {"address": to}
    choice = NoticeChoice.objects.filter(**whom, kind=kind).first()
    return choice.is_wanted if choice else DEFAULT_ON[kind]


def recipients(
    about: Sequence[Dispute], sides: Iterable[Side], kind: NoticeKind
) -> Mapping[User, list[Dispute]]:
    """Everybody on these sides who wants the kind, with the disputes of their own houses, and
    those into which a link let them.
    """
    sides = tuple(sides)
    shared = [one for one in about if one.visibility in LEAVES_THE_HOUSE]
    found: dict[User, list[Dispute]] = {}
    standing: dict[House, list[Dispute]] = {}
    for dispute in shared:
        for house in (house for side in sides for house in houses(dispute, side)):
            standing.setdefault(house, []).append(dispute)
    for house, theirs in standing.items():
        for user in wanting(people_of(house), kind):
            _add(found, user, theirs)
    roles = [role for side in sides for role in ROLES.get(side, ())]
    let_in = access.people_on(roles, shared)
    guests = User.objects.filter(pk__in=list(let_in)).select_related("notice_profile")
    for user in wanting(guests.order_by("pk"), kind):
        _add(found, user, let_in[user.pk])
    return found


def _add(found: dict[User, list[Dispute]], user: User, theirs: Sequence[Dispute]) -> None:
    mine = found.setdefault(user, [])
    mine.extend(one for one in theirs if one not in mine)


def digest_readers() -> QuerySet[User]:
    """Active people who want one message a day instead of one for each thing."""
    active = User.objects.filter(is_active=True).select_related("notice_profile")
    return wanting(active.order_by("pk"), NoticeKind.DIGEST)


def still_concerns(notice: Notice) -> bool:
    """Whether a notice may go out: who has left in the meantime is told nothing any more."""
    if notice.user is None:
        return True
    if not notice.user.is_active:
        return False
    key = notice.payload.get("house")
    if key and key not in houses_of(notice.user) | _let_in_for(notice):
        return False
    if notice.dispute is None:
        return True
    mine = disputes.visible_to(notice.user).filter(visibility__in=LEAVES_THE_HOUSE)
    return mine.filter(pk=notice.dispute.pk).exists()


def _let_in_for(notice: Notice) -> frozenset[str]:
    """The houses for which a link lets its reader into the dispute of a notice."""
    if notice.user is None or notice.dispute is None:
        return frozenset()
    rows = access.of(notice.user).filter(participant__dispute=notice.dispute)
    parties = (one.participant for one in rows)
    houses = (party.public_body or party.organisation for party in parties)
    return frozenset(key_of_house(house) for house in houses if house is not None)


def about(found: Sequence[Dispute]) -> dict[str, Any]:
    """How a message names disputes: their register numbers, and the page of the first."""
    return {
        "registers": registers_line([register_of(one) or one.code for one in found]),
        "address": address_of(found[0]),
    }


def register_of(dispute: Dispute) -> str:
    """The number in force, as it is written; empty while there is none."""
    numbers = [one for one in dispute.numbers.all() if one.kind == "register"]
    return next((one.raw for one in numbers if one.is_current), "")


def address_of(dispute: Dispute) -> str:
    """The public page of a dispute, or the desk where it has none."""
    if dispute.visibility != Visibility.PUBLIC:
        return "/meja/"
    numbers = [one for one in dispute.numbers.all() if one.kind == "register"]
    slug = next((one.slug for one in numbers if one.is_current), dispute.code)
    return f"/perkara/{dispute.commission.code}/{slug}/"


# --- Who was told what ----------------------------------------------------------------------


def of_user(user: User) -> QuerySet[Notice]:
    """One's own notices, the latest first."""
    return Notice.objects.filter(user=user).order_by("-created_at", "-pk")


def of_dispute(dispute: Dispute, user: User) -> QuerySet[Notice]:
    """Who was told what of a dispute, as far as ``user`` may know.

    The registry of the commission sees everybody's; whoever else has a part in the dispute
    sees their own; to all others there is nothing.
    """
    rows = Notice.objects.filter(dispute=dispute).select_related("user")
    seen = disputes.visible_to(user).filter(pk=dispute.pk).values("pk")
    rows = rows.filter(dispute__in=seen).order_by("-created_at", "-pk")
    return rows if keeps_registry(user, dispute.commission) else rows.filter(user=user)


def keeps_registry(user: User, commission: Commission) -> bool:
    """Whether somebody works in the registry of a commission at present."""
    return (
        accounts.memberships(user)
        .filter(commission=commission, role__in=REGISTRY_ROLES)
        .exists()
    )


def choices_of(user: User) -> dict[NoticeKind, bool]:
    """What somebody wants to be told of, kind by kind."""
    said = dict(NoticeChoice.objects.filter(user=user).values_list("kind", "is_wanted"))
    return {kind: said.get(kind.value, DEFAULT_ON[kind]) for kind in NoticeKind}


def language_of(user: User) -> str:
    """The language in which somebody asked to be written to; empty where they did not say."""
    profile = getattr(user, "notice_profile", None)
    return profile.language if profile else ""


def waiting_for_digest(user: User) -> QuerySet[Notice]:
    """What was put aside for somebody's next digest."""
    return Notice.objects.filter(
        user=user, waits_for_digest=True, digest=None, state=NoticeState.WAITING
    )


def link_of(notice: Notice) -> str:
    """What stands in the address by which a reader ends messages of this kind."""
    return signing.Signer(salt=LINK).sign(notice.code)


def by_link(link: str) -> Notice | None:
    """The notice in which a link stood; None where it is forged, or was revoked since."""
    try:
        code = signing.Signer(salt=LINK).unsign(link)
    except signing.BadSignature:
        return None
    notice = Notice.objects.filter(code=code).select_related("user__notice_profile").first()
    if notice is None or notice.user is None:
        return notice
    profile = getattr(notice.user, "notice_profile", None)
    held_from = profile.links_hold_from if profile else None
    return None if held_from and notice.created_at < held_from else notice


def _parties(path: str) -> Prefetch[Any]:
    named = Participant.objects.select_related("organisation", "public_body").order_by("pk")
    return Prefetch(path, named)
