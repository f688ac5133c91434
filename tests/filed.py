"""A dispute filed through the door of the house, with an account on each side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from cases.domain.accounts import Role
from cases.domain.filing import Applicant, Application, Chronology, Wanted
from cases.models import Commission, Dispute, Organisation, PublicBody, User
from cases.services import drafts, parties
from tests.brought import account
from tests.hearing_room import RECORDER

# 10.00 in Jakarta on Thursday, 14 March 2024.
FILED = datetime(2024, 3, 14, 3, 0, tzinfo=UTC)
WHO = {"actor": RECORDER, "now": FILED}
APPLICATION = Application(
    applicant=Applicant(
        "badan_hukum",
        "Yayasan Lestari",
        address="Jl. Rahasia 1",
        city="Jakarta",
        representative="Sari",
        office="Ketua",
    ),
    body="darma",
    items=(Wanted("Kontrak", ("c",)), Wanted("Anggaran", ("c",))),
    chronology=Chronology(asked_on=date(2024, 1, 8), objected_on=date(2024, 1, 29)),
    reasons=("superior_silent",),
    relief=("order_answer",),
    commission="kip",
    regime="umum",
)


@dataclass(frozen=True, slots=True)
class Room:
    """Lestari applies, Darma responds, Ratna keeps the registry; others have no part."""

    dispute: Dispute
    house: Organisation
    body: PublicBody
    commission: Commission
    applicant: User
    reader: User
    agency: User
    clerk: User
    commissioner: User
    stranger: User

    def again(self) -> Dispute:
        """The dispute as the database has it now."""
        return Dispute.objects.select_related("commission").get(pk=self.dispute.pk)


def open_room(*, regime: str = "umum", **more) -> Room:
    house = parties.add_organisation("Yayasan Lestari", short="Lestari", **WHO)
    other = parties.add_organisation("Yayasan Lain", short="Lain", **WHO)
    body = parties.add_public_body("Badan Darma", short="Darma", **WHO)
    details = parties.CommissionDetails("kip", "Komisi Informasi Pusat", "KI Pusat", "pusat")
    commission = parties.add_commission(details, **WHO)
    draft = drafts.start(house, **WHO)
    dispute = drafts.file(draft, replace(APPLICATION, regime=regime, **more), **WHO)
    return Room(
        dispute=dispute,
        house=house,
        body=body,
        commission=commission,
        applicant=account("lestari@kip.test", house, Role.OFFICER),
        reader=account("pembaca@kip.test", house, Role.READER),
        agency=account("darma@kip.test", body, Role.AGENCY),
        clerk=account("ratna@kip.test", commission, Role.REGISTRAR),
        commissioner=account("wibowo@kip.test", commission, Role.COMMISSIONER),
        stranger=account("asing@kip.test", other, Role.OWNER),
    )
