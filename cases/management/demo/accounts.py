"""The demonstration accounts. They are roles and no real person's accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from cases.domain.accounts import Role
from cases.management.demo.context import Loading
from cases.models import Commission, Membership, Organisation, Person, PublicBody, User
from cases.services import accounts as services
from cases.services import parties

PASSWORD = "sidang-terbuka"  # noqa: S105 -- printed at start, for the demonstration only
SINCE = datetime(2024, 1, 2, 1, 0, tzinfo=UTC)  # before the record begins
OTHER_NGO = "Lembaga Contoh Keterbukaan (contoh)"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    email: str
    name: str
    role: Role
    house: str  # yakin | contoh | kpu | kip
    person: str = ""


ACCOUNTS = (
    DemoAccount("ngo@demo.test", "Staf YAKIN (akun peragaan)", Role.OWNER, "yakin"),
    DemoAccount("ngo2@demo.test", "Staf LSM lain (akun peragaan)", Role.OWNER, "contoh"),
    DemoAccount("agency@demo.test", "Wakil KPU (akun peragaan)", Role.AGENCY, "kpu"),
    DemoAccount("clerk@demo.test", "Panitera (akun peragaan)", Role.REGISTRAR, "kip"),
    DemoAccount(
        "substitute@demo.test",
        "Panitera Pengganti (akun peragaan)",
        Role.SUBSTITUTE_REGISTRAR,
        "kip",
    ),
    DemoAccount(
        "chair@demo.test",
        "Ketua Majelis (akun peragaan)",
        Role.COMMISSIONER,
        "kip",
        person="syawaludin",
    ),
    DemoAccount("admin@demo.test", "Pengelola (akun peragaan)", Role.ADMINISTRATOR, "kip"),
)


def load(loading: Loading) -> None:
    """Make each account once, with its membership."""
    houses: dict[str, Organisation | PublicBody | Commission] = {
        "yakin": Organisation.objects.get(short="YAKIN"),
        "contoh": parties.add_organisation(
            OTHER_NGO, short="LSM contoh", kind="badan_hukum", **loading.by
        ),
        "kpu": PublicBody.objects.get(short="KPU"),
        "kip": Commission.objects.get(code="kip"),
    }
    for account in ACCOUNTS:
        if User.objects.filter(email=account.email).exists():
            continue
        user = services.open_account(
            account.email,
            name=account.name,
            password=PASSWORD,
            person=Person.objects.get(slug=account.person) if account.person else None,
            is_administrator=account.role is Role.ADMINISTRATOR,
            **loading.by,
        )
        since = {**loading.by, "now": SINCE}
        services.join(user, houses[account.house], role=account.role, **since)


def are_loaded() -> bool:
    """Whether every account of the demonstration is there."""
    wanted = [account.email for account in ACCOUNTS]
    return Membership.objects.filter(user__email__in=wanted).count() >= len(wanted)
