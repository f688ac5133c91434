"""What goes on inside: drafts, requests, a filed dispute, a mediation, notes and letters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from cases.domain.correspondence import CorrespondenceKind
from cases.domain.filing import Applicant, Application, Chronology
from cases.domain.filing import Wanted as Asked
from cases.domain.hearings import Presence
from cases.domain.notices import Side
from cases.domain.panels import Officer
from cases.domain.privacy import Asked as Wanting
from cases.domain.stages import Stage
from cases.domain.transcripts import Rendering, UtteranceKind
from cases.management.small_world.canaries import OUTSIDE, Aviary, Reader
from cases.management.small_world.cast import ACTOR, BY, NOW, TODAY, Cast
from cases.models import (
    Dispute,
    FilingDraft,
    Hearing,
    InformationRequest,
    Mediation,
    Organisation,
    User,
)
from cases.queries import sittings as planned
from cases.services import (
    access,
    admissions,
    correspondence,
    desk,
    docket,
    drafts,
    feeds,
    hearings,
    information_requests,
    mediation,
    panels,
    privacy,
    registry,
    releases,
    sittings,
    transcripts,
    webhooks,
)
from cases.services.admissions import PanelOrderDetails
from cases.services.correspondence import Writing
from cases.services.hearings import Bench, HearingDetails
from cases.services.information_requests import Letter
from cases.services.panels import Appointment
from cases.services.privacy import Wish
from cases.services.sittings import Wanted
from cases.services.transcripts import Spoken

SENT, MET_ON, CAUCUS_ON = date(2024, 1, 8), date(2024, 3, 20), date(2024, 3, 21)
MET = datetime(2024, 3, 20, 5, 0, tzinfo=UTC)  # 12.00 in Jakarta, after the first session
EVERYBODY_ELSE = {
    "ngo": (Reader.ANONYMOUS, Reader.STRANGER, Reader.OTHER_NGO, Reader.AGENCY),
    "ngo2": (Reader.ANONYMOUS, Reader.STRANGER, Reader.NGO, Reader.AGENCY),
}


@dataclass(frozen=True, slots=True)
class House:
    """What one organisation has that nobody else may know of."""

    draft: FilingDraft
    request: InformationRequest
    filed: Dispute


def house_of(cast: Cast, birds: Aviary, key: str, organisation: Organisation) -> House:
    """A draft, a request and a filed dispute of an organisation, each with its words."""
    user, kept = cast.accounts[key], EVERYBODY_ELSE[key]
    draft = drafts.start(organisation, **BY)
    answers = {"nama": f"Pemohon {birds.hide(f'draft of {key}', *kept)}"}
    drafts.save(draft, "pemohon", answers, seen=0, **BY)
    letter = Letter([f"Anggaran {birds.hide(f'request of {key}', *kept)}"], SENT)
    (request,) = information_requests.send(
        organisation, [cast.other_body], letter, today=TODAY, **BY
    )
    filed = file(cast, birds, key, organisation)
    note = f"Siasat {birds.hide(f'note of {key} on its case', *kept)}"
    desk.note(organisation, filed, note, by=user, now=NOW)
    told = f"Siasat {birds.hide(f'note of {key} on its request', *kept)}"
    desk.note(organisation, request, told, by=user, now=NOW)
    return House(draft, request, filed)


def file(cast: Cast, birds: Aviary, key: str, organisation: Organisation) -> Dispute:
    """An application that was tendered: what is personal in it is for the registry."""
    others = tuple(one for one in EVERYBODY_ELSE[key] if one is not Reader.AGENCY)
    application = Application(
        applicant=Applicant(
            "badan_hukum",
            organisation.name,
            address=f"Jalan {birds.hide(f'address in a filing of {key}', *others)}",
            city="Jakarta",
            phone="0811" + "000" + str(len(key)),
            email=f"{birds.hide(f'mail address in a filing of {key}', *others)}@latihan.test",
            representative=f"Sari {birds.hide(f'representative of {key}', *others)}",
            office="Ketua",
        ),
        body=cast.body.slug,
        items=tuple(
            Asked(f"{name} {birds.hide(f'{name} in a filing of {key}', *others)}", ("c",))
            for name in ("Kontrak", "Anggaran")
        ),
        chronology=Chronology(asked_on=SENT, objected_on=date(2024, 1, 29)),
        reasons=("superior_silent",),
        relief=("order_answer",),
        commission=cast.commission.code,
        regime="umum",
    )
    if key == "ngo2":
        application = replace(application, body=cast.other_body.slug)
    return drafts.file(drafts.start(organisation, **BY), application, **BY)


def register(cast: Cast, dispute: Dispute, number: str) -> None:
    """Check and register a filed dispute, and give it a panel."""
    docket.move(dispute, Stage.COMPLETENESS_CHECK, **BY)
    registry.register(dispute, number, registered_on=date(2024, 3, 15), **BY)
    wanted = Appointment(
        cast.judges[0],
        cast.judges[1:3],
        TODAY,
        mediator=cast.judges[3],
        registrar=cast.keeper,
    )
    panels.appoint(dispute, wanted, **cast.clerk)


def mediate(cast: Cast, birds: Aviary, dispute: Dispute) -> Mediation:
    """A mediation that met once: a note, a text, and a caucus with the applicant alone."""
    row = mediation.begin(dispute, list(dispute.items.all()), adjourned_on=TODAY, **cast.clerk)
    panels.fill(dispute, Officer.ASSISTANT_MEDIATOR, cast.judges[4], on=TODAY, **cast.clerk)
    met = _session(cast, dispute, "mediasi", MET_ON)
    came = {Side.APPLICANT: Presence.PRESENT, Side.RESPONDENT: Presence.PRESENT}
    mediation.meet(row, met, came, by=cast.accounts["clerk"], now=MET)
    text = f"Sepakat {birds.hide('agreement of a mediation', *OUTSIDE)}"
    mediation.draft_agreement(row, text, **cast.by("mediator"))
    leading = (*OUTSIDE, Reader.NGO, Reader.AGENCY)
    mediation.note(
        row,
        f"Catatan {birds.hide('note of a mediator', *leading)}",
        **cast.by("mediator"),
    )
    place = f"Ruang {birds.hide('place of a caucus', *OUTSIDE, Reader.AGENCY)}"
    caucus = _session(
        cast, dispute, "kaukus", CAUCUS_ON, place=place, caucus_with=Side.APPLICANT
    )
    mediation.note(
        row,
        f"Kaukus {birds.hide('note of a caucus', *leading)}",
        hearing=caucus,
        is_caucus=True,
        **cast.by("mediator"),
    )
    return row


def _session(
    cast: Cast, dispute: Dispute, kind: str, on: date, *, place: str = "Ruang 2", **more: str
) -> Hearing:
    slot = Wanted(kind, on, time(9), time(11), is_public=False, place=place, **more)
    hearing = sittings.draft([dispute], slot, **cast.clerk)
    _release(cast)
    return Hearing.objects.get(pk=hearing.pk)


def _release(cast: Cast) -> None:
    waiting = [one.hearing for one in planned.unreleased(cast.commission)]
    releases.release(cast.commission, waiting, **cast.clerk)


def letters(cast: Cast, birds: Aviary, dispute: Dispute) -> None:
    """What each side writes to the registry alone, and the registry to one side."""
    for side, key, hidden in (
        (Side.APPLICANT, "ngo", (*OUTSIDE, Reader.AGENCY)),
        (Side.RESPONDENT, "agency", (*OUTSIDE, Reader.NGO)),
    ):
        told = birds.hide(f"letter of {key} to the registry", *hidden)
        correspondence.write(
            dispute,
            Writing(CorrespondenceKind.MESSAGE, f"Surat {told}"),
            sender=side,
            to=[],
            **cast.by(key),
        )
    told = birds.hide("letter of the registry to the applicant", *OUTSIDE, Reader.AGENCY)
    correspondence.write(
        dispute,
        Writing(CorrespondenceKind.MESSAGE, f"Surat {told}"),
        sender=Side.COMMISSION,
        to=[Side.APPLICANT],
        **cast.clerk,
    )


def hear(cast: Cast, birds: Aviary, dispute: Dispute) -> Hearing:
    """A hearing whose record the registry still writes, and one that is only planned."""
    secret = (*OUTSIDE, Reader.AGENCY, Reader.NGO)
    agenda = f"Rencana {birds.hide('agenda of a hearing that is not announced', *secret)}"
    slot = Wanted("pemeriksaan_awal", date(2024, 4, 1), time(9), time(11), agenda=agenda)
    sittings.draft([dispute], slot, **cast.clerk)
    bench = Bench(cast.judges[0], cast.judges[1:3], cast.keeper)
    details = HearingDetails(date(2024, 3, 14), "pembuktian", 2, agenda="Pembuktian")
    hearing = hearings.record_held([dispute], details, bench=bench, **BY)
    said = Spoken(
        UtteranceKind.SPEECH,
        Rendering.QUOTED,
        f"Belum dibaca {birds.hide('turn of an unread draft', *secret)}",
        speaker=cast.judges[0].name,
        origin="import",
    )
    transcripts.capture(hearing, said, **BY)
    admissions.order_by_panel(
        hearing,
        PanelOrderDetails(
            "belum-dibaca", f"Bawa {birds.hide('order in an unread draft', *OUTSIDE)}"
        ),
        disputes=[dispute],
        given_by=cast.judges[0],
        **BY,
    )
    return hearing


def programs(cast: Cast, birds: Aviary) -> None:
    """What an account has beside its disputes: programs, calendars, requests about its data."""
    owner, kept = cast.accounts["ngo"], EVERYBODY_ELSE["ngo"]
    place = birds.hide("address of a program", *kept)
    webhooks.make(owner, address=f"https://program.test/{place}", kinds=[], now=NOW)
    label = f"Kalender {birds.hide('name of a calendar', *kept)}"
    feeds.make(owner, label=label, actor=ACTOR, now=NOW)
    about = f"Data {birds.hide('request about own data', *kept)}"
    privacy.ask(cast.commission, Wish(Wanting.ACCESS, about), user=owner, now=NOW)
    everybody = tuple(one for one in Reader)
    privacy.ask_outside(
        cast.commission,
        Wish(
            Wanting.OBJECTION,
            f"Nama {birds.hide('request about data in a record', *everybody)}",
        ),
        name=f"Wati {birds.hide('name of who asks about data', *everybody)}",
        email=f"{birds.hide('mail address of who asks about data', *everybody)}@latihan.test",
        now=NOW,
    )


def let_in(cast: Cast, dispute: Dispute) -> User:
    """Somebody of the public body who has nothing but a link into one dispute."""
    party = dispute.participants.get(role="termohon")
    link = access.grant(party, email="tamu@latihan.test", by=cast.accounts["clerk"], now=NOW)
    return access.enter(link, user=None, name="Tamu latihan", now=NOW)
