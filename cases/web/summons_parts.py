"""A summons as pages of the registry and of the parties draw it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.domain import deadlines, wording
from cases.domain import summons as rules
from cases.domain.deadlines import DeadlineRule
from cases.domain.notices import Side
from cases.domain.parties import PartyRole
from cases.domain.sittings import LastService
from cases.models import Dispute, Hearing, Representation, Summons, User
from cases.queries import case_room as rooms
from cases.queries import notices
from cases.queries import summons as queries
from cases.queries.summons import Calls
from cases.web.forms.summons import counting
from cases.web.words import rule_basis, tongue, word


def day(one: LastService) -> dict[str, Any]:
    """The last day under one way of counting, with its working."""
    count = one.count
    return {
        "day": one.day,
        "counting": counting(one),
        "counted": _numbered((each.day, each.number) for each in count.counted),
        "skipped": [_skipped(each.day, each.name, each.decree) for each in count.skipped],
        **_basis(count.rule, count.calendar_version),
    }


def kept(row: Summons) -> dict[str, Any] | None:
    """The count that was chosen, as it stood when the summons was issued."""
    if not row.reading:
        return None
    told = row.working
    of_day = date.fromisoformat
    part = word("service_day", "clear" if row.is_clear else "inclusive")
    return {
        "day": row.last_service_on,
        "counting": f"{word('reading', row.reading)}; {part}",
        "counted": _numbered((of_day(on), no) for on, no in told["counted"]),
        "skipped": [
            _skipped(of_day(on), name, decree) for on, _kind, name, decree in told["skipped"]
        ],
        **_basis(deadlines.find(told["rule"]), row.calendar_version),
    }


def timeliness(row: Summons, days: Sequence[LastService]) -> list[dict[str, Any]]:
    """Whether it was received in time, under each way of counting."""
    on = rules.received_on(queries.served(row))
    if on is None:
        return []
    mine = rules.code_of(row.reading, is_clear=row.is_clear)
    return [
        {
            "counting": counting(one),
            "day": one.day,
            "is_late": on > one.day,
            "is_chosen": rules.convention(one) == mine,
        }
        for one in days
    ]


def shown(row: Summons) -> dict[str, Any]:
    """A summons in a list: whom, which one, to what, and how far its service is."""
    standing = queries.standing_of(row)
    side = rules.SIDES[PartyRole(row.participant.role)]
    return {
        "code": row.paper.code,
        "name": queries.name_of(row.participant, row.representation),
        "role": role(side, row.representation),
        "ordinal": row.ordinal,
        "number": row.letter_number,
        "issued_on": row.letter_date,
        "last_on": row.last_service_on,
        "counting": counting_of(row),
        "standing": word("service_standing", standing),
        "state": standing.value,
        "received_on": rules.received_on(queries.served(row)),
        "is_withdrawn": queries.is_withdrawn(row),
        "sent": [word("service_way", way) for way in _ways(row)],
        "papers": _papers(row),
    }


def of_room(user: User, dispute: Dispute) -> list[dict[str, Any]]:
    """The summonses in a dispute as its room shows them to one reader."""
    return [
        {
            **shown(one),
            "hearing": one.hearing,
            "at": one.hearing.planned_at,
            "zone": one.hearing.commission.time_zone,
            "receive": _receipt(user, dispute, one),
            "by_party": any(each.by_party for each in one.services.all()),
        }
        for one in queries.of_dispute(user, dispute)
    ]


def receiver(user: User, dispute: Dispute, row: Summons) -> Side | None:
    """The side for which ``user`` can say that a summons was received; None: not theirs."""
    side = rules.SIDES[PartyRole(row.participant.role)]
    house = rooms.writes_for(user, dispute).get(side)
    if house is None or house not in {
        row.participant.organisation,
        row.participant.public_body,
    }:
        return None
    if row.representation is not None and row.representation.person_id != user.person_id:
        return None
    return side


def last_day(calls: Calls) -> dict[str, Any]:
    """Whom a hearing calls and by when, in short."""
    last = calls.strictest
    return {
        "names": list(dict.fromkeys(one.name for one in calls.addressees)),
        "missing": len(calls.missing),
        "day": last.day if last else None,
        "address": reverse("summons", args=[calls.hearing.code]),
    }


def counting_of(row: Summons) -> str:
    """The way of counting that the registrar chose, in words."""
    if not row.reading:
        return ""
    part = word("service_day", "clear" if row.is_clear else "inclusive")
    return f"{word('reading', row.reading)}; {part}"


def role(side: Side, representation: Representation | None) -> str:
    """In what part somebody is called."""
    if representation is None:
        return word("side", side)
    return _("kuasa %(side)s") % {"side": word("side", side)}


def register_in(calls: Calls, dispute: int) -> str:
    """The number of one dispute among those heard together; empty where it is alone."""
    if len(calls.disputes) == 1:
        return ""
    found = next(one for one in calls.disputes if one.pk == dispute)
    return notices.register_of(found) or found.code


def of_hearings(hearings: Sequence[Hearing]) -> dict[int, dict[str, Any]]:
    """Whom each hearing calls and by when, by its key."""
    return {one.hearing.pk: last_day(one) for one in queries.calls_to(hearings)}


def _receipt(user: User, dispute: Dispute, row: Summons) -> str:
    """Where a party says that it has received it; empty where that is not for this reader."""
    if not queries.may_be_acknowledged(row) or receiver(user, dispute, row) is None:
        return ""
    return reverse("summons_received", args=[dispute.code, row.paper.code])


def _papers(row: Summons) -> list[dict[str, str]]:
    return [
        {
            "label": label,
            "address": reverse("desk_paper", args=[one.code]) if one.file else "",
        }
        for label, one in (("PDF", row.paper), ("DOCX", row.editable))
    ]


def _ways(row: Summons) -> list[str]:
    sent = [one.way for one in queries.records(row) if one.result == rules.ServiceResult.SENT]
    return list(dict.fromkeys(sent))


def _numbered(days: Iterable[tuple[date, int]]) -> list[str]:
    return [f"{wording.weekday_date(on, tongue())} ({no})" for on, no in days]


def _skipped(on: date, name: str, decree: str) -> str:
    day = wording.weekday_date(on, tongue())
    if name == wording.weekday(on):  # a weekend: its name is the reason
        return day
    told = f"{day}: {word('day_off', name)}"
    return f"{told} ({decree})" if decree else told


def _basis(rule: DeadlineRule, version: str) -> dict[str, Any]:
    return {
        "length": rule.length,
        "basis": rule_basis(rule),
        "confidence": rule.confidence,
        "version": version,
    }
