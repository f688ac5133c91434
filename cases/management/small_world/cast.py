"""The people of the drill: one account for each part that somebody can have in a dispute."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from cases.domain.accounts import Role
from cases.models import Commission, Organisation, Person, PublicBody, User
from cases.queries.accounts import House
from cases.services import accounts, parties
from cases.services.journal import Actor
from cases.services.parties import CommissionDetails

PASSWORD = "latihan-sidang-terbuka"  # noqa: S105 -- printed, and only where DRILL=1
ACTOR = Actor.system("latihan")
REVIEWER = Actor.system("pemeriksa latihan")
SINCE = datetime(2024, 1, 2, 3, 0, tzinfo=UTC)
NOW = datetime(2024, 3, 18, 2, 0, tzinfo=UTC)  # 09.00 in Jakarta on a Monday
TODAY = date(2024, 3, 18)
BY = {"actor": ACTOR, "now": NOW}
JUDGES = ("Arya Latihan", "Rospita Latihan", "Handoko Latihan", "Gede Latihan", "Samro Latihan")


@dataclass(slots=True)
class Cast:
    """Houses, people of the commission, and accounts by what they are."""

    commission: Commission
    elsewhere: Commission
    ngo: Organisation
    ngo2: Organisation
    bystanders: Organisation
    body: PublicBody
    other_body: PublicBody
    judges: tuple[Person, ...]
    keeper: Person
    accounts: dict[str, User] = field(default_factory=dict)

    @property
    def clerk(self) -> dict[str, Any]:
        """The registrar acts, at the moment of the drill."""
        return {"by": self.accounts["clerk"], "now": NOW}

    def by(self, key: str) -> dict[str, Any]:
        """Somebody acts, at the moment of the drill."""
        return {"by": self.accounts[key], "now": NOW}


def gather() -> Cast:
    """Everybody, each a present member of a house since the beginning of 2024."""
    cast = _houses()
    places: dict[str, tuple[House | None, Role, Person | None]] = {
        "ngo": (cast.ngo, Role.OWNER, None),
        "officer": (cast.ngo, Role.OFFICER, None),
        "reader": (cast.ngo, Role.READER, None),
        "ngo2": (cast.ngo2, Role.OWNER, None),
        "agency": (cast.body, Role.AGENCY, None),
        "clerk": (cast.commission, Role.REGISTRAR, None),
        "substitute": (cast.commission, Role.SUBSTITUTE_REGISTRAR, cast.keeper),
        "chair": (cast.commission, Role.COMMISSIONER, cast.judges[0]),
        "mediator": (cast.commission, Role.COMMISSIONER, cast.judges[3]),
        "commissioner": (cast.commission, Role.COMMISSIONER, cast.judges[4]),
        "clerk_elsewhere": (cast.elsewhere, Role.REGISTRAR, None),
        "admin": (cast.commission, Role.ADMINISTRATOR, None),
        "stranger": (None, Role.READER, None),
    }
    for key, (house, role, person) in places.items():
        cast.accounts[key] = _account(key, house, role, person)
    return cast


def _account(key: str, house: House | None, role: Role, person: Person | None) -> User:
    user = accounts.open_account(
        f"{key.replace('_', '-')}@latihan.test",
        name=f"Akun latihan {key.replace('_', ' ')}",
        password=PASSWORD,
        person=person,
        is_administrator=role is Role.ADMINISTRATOR,
        actor=ACTOR,
        now=SINCE,
    )
    if house is not None:
        accounts.join(user, house, role=role, actor=ACTOR, now=SINCE)
    return user


def _houses() -> Cast:
    commissions = [
        parties.add_commission(CommissionDetails(code, name, short, level), **BY)
        for code, name, short, level in (
            ("latihan", "Komisi Informasi Latihan", "KI Latihan", "pusat"),
            ("latihan-lain", "Komisi Informasi Latihan Lain", "KI Lain", "provinsi"),
        )
    ]
    organisations = [
        parties.add_organisation(name, short=name, kind="badan_hukum", **BY)
        for name in ("Yayasan Latihan", "Lembaga Latihan Kedua", "Perkumpulan Latihan Ketiga")
    ]
    bodies = [
        parties.add_public_body(name, short=name, **BY)
        for name in ("Badan Latihan", "Badan Latihan Lain")
    ]
    people = [parties.add_person(name, **BY) for name in (*JUDGES, "Ratna Latihan")]
    for person in people[:-1]:
        parties.affiliate(person, commissions[0], title="Komisioner", **BY)
    parties.affiliate(people[-1], commissions[0], title="Panitera Pengganti", **BY)
    return Cast(*commissions, *organisations, *bodies, tuple(people[:-1]), people[-1])
