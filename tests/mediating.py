"""A dispute on its way through mediation, and an account for everybody who might look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from cases.domain.accounts import Role
from cases.domain.hearings import Presence
from cases.domain.notices import Side
from cases.domain.panels import Officer
from cases.models import Hearing, Mediation, User
from cases.queries import sittings as planned
from cases.services import access, accounts, mediation, panels, releases, sittings
from cases.services.sittings import Wanted
from tests.bench import NOW, TODAY, Registry, appoint, open_registry
from tests.brought import account
from tests.hearing_room import RECORDER

MET_ON = date(2024, 3, 20)  # Wednesday
MET = datetime(2024, 3, 20, 5, 0, tzinfo=UTC)  # 12.00 in Jakarta
CAME = {Side.APPLICANT: Presence.PRESENT, Side.RESPONDENT: Presence.PRESENT}


@dataclass(frozen=True, slots=True)
class Mediating:
    """The registry of ``bench``, with a mediator and an assistant in their seats.

    Gede mediates, Samrotunnajah assists, Arya presides; Ratna keeps the record of the dispute.
    """

    held: Registry
    mediator: User
    assistant: User
    judge: User
    keeper: User
    guest: User

    @property
    def dispute(self):
        return self.held.dispute

    @property
    def items(self):
        return list(self.dispute.items.order_by("no"))

    def by(self, now=NOW, user=None):
        return {"by": user or self.held.clerk, "now": now}

    def again(self) -> Mediation:
        """The mediation as the database has it now."""
        return Mediation.objects.select_related("dispute__commission").latest("pk")

    def people(self) -> dict[str, User | None]:
        """Everybody by what they are in this dispute."""
        room = self.held.room
        return {
            "applicant": room.applicant,
            "reader": room.reader,
            "agency": room.agency,
            "guest": self.guest,
            "mediator": self.mediator,
            "assistant": self.assistant,
            "keeper": self.keeper,
            "clerk": room.clerk,
            "judge": self.judge,
            "commissioner": room.commissioner,
            "stranger": room.stranger,
        }


def _seated(person, email, held, role=Role.COMMISSIONER) -> User:
    user = account(email, held.room.commission, role)
    user.person = person
    user.save(update_fields=["person"])
    return user


def open_mediating() -> Mediating:
    """A registered dispute with a panel and who mediates; nothing was heard yet."""
    held = open_registry()
    appoint(held, mediator=3)
    panels.fill(held.dispute, Officer.ASSISTANT_MEDIATOR, held.judges[4], on=TODAY, **held.who)
    party = held.dispute.participants.get(role="termohon")
    link = access.grant(party, email="ppid@darma.test", by=held.clerk, now=NOW)
    accounts.open_account(
        "pengelola@kip.test", name="Pengelola", password="sandi panjang",
        is_administrator=True, actor=RECORDER, now=NOW,
    )  # fmt: skip
    return Mediating(
        held=held,
        mediator=_seated(held.judges[3], "gede@kip.test", held),
        assistant=_seated(held.judges[4], "samro@kip.test", held),
        judge=_seated(held.judges[0], "arya@kip.test", held),
        keeper=_seated(held.keeper, "bu.ratna@kip.test", held, Role.SUBSTITUTE_REGISTRAR),
        guest=access.enter(link, user=None, name="Pak Darma", now=NOW),
    )


def begin(case: Mediating, items=None, *, on=TODAY, now=NOW) -> Mediation:
    chosen = case.items if items is None else items
    return mediation.begin(case.dispute, chosen, adjourned_on=on, **case.by(now))


def plan(case: Mediating, kind="mediasi", on=MET_ON, hours=(9, 11), *, now=NOW, **more):
    """A session of a mediation, drafted and not told to anybody."""
    slot = Wanted(
        kind,
        on,
        time(hours[0]),
        time(hours[1]),
        **{"is_public": False, "place": "Ruang 2"} | more,
    )
    return sittings.draft([case.dispute], slot, **case.by(now))


def release(case: Mediating, now=NOW) -> None:
    commission = case.held.room.commission
    chosen = [one.hearing for one in planned.unreleased(commission)]
    releases.release(commission, chosen, **case.by(now))


def session(case: Mediating, kind="mediasi", on=MET_ON, hours=(9, 11), **more) -> Hearing:
    """A session that is released."""
    hearing = plan(case, kind, on, hours, **more)
    release(case, more.get("now", NOW))
    return Hearing.objects.get(pk=hearing.pk)


def met(case: Mediating, came=CAME) -> Mediation:
    """A mediation that began on Monday and whose first session was on Wednesday."""
    row = begin(case)
    mediation.meet(row, session(case), came, **case.by(MET))
    return case.again()


def agreed(
    case: Mediating, settled=None, text="Termohon menyerahkan salinan kontrak."
) -> Mediation:
    row = met(case)
    mediation.draft_agreement(row, text, **case.by(MET, case.mediator))
    mediation.agree(row, case.items if settled is None else settled, **case.by(MET))
    return case.again()
