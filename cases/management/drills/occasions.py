"""Occasions for every kind of work that the demonstration can give one for.

Applications are filed and go different ways, files are brought, people are written to; each of
these orders work as it would in use. Nothing is done here: workers do it.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count
from typing import Any

import pikepdf
from django.utils import timezone

from cases.domain import calendars
from cases.domain.accounts import Role
from cases.domain.checking import Verdict
from cases.domain.endings import Criterion
from cases.domain.filing import PLACES, Applicant, Application, Chronology, Wanted
from cases.domain.hearings import HearingState
from cases.domain.parties import PartyRole
from cases.domain.privacy import Answer, Asked
from cases.domain.register_import.columns import ImportKind
from cases.domain.scheduling.facts import Wish
from cases.domain.webhooks import KINDS
from cases.models import (
    Commission,
    Dispute,
    Edition,
    Hearing,
    ImportBatch,
    Organisation,
    Proposal,
    PublicDispute,
    SearchAlert,
    Upload,
    User,
)
from cases.queries import panels as candidates
from cases.services import (
    access,
    accounts,
    alerts,
    checking,
    completeness,
    documents,
    drafts,
    endings,
    invitations,
    jobs,
    links,
    panels,
    privacy,
    proposals,
    register_import,
    registration,
    releases,
    rooms,
    sittings,
    summons,
    transcripts,
    uploads,
    webhooks,
    withdrawals,
)
from cases.services.checking import Found
from cases.services.jobs import JobKind
from cases.services.panels import Appointment
from cases.services.privacy import Wish as Wanting
from cases.services.sittings import Wanted as Slot

NUMBERS = count(1)
WORDS, REGISTER = "kata.vtt", "register.csv"
VTT = b"""WEBVTT

00:00:01.000 --> 00:00:04.000
<v Ketua>Sidang dibuka.

00:00:05.000 --> 00:00:09.000
<v Termohon>Kami tidak menguasai dokumen itu.
"""
HEAD = (
    "NO", "TAHUN", "NO_REGISTER_SENGKETA", "PEMOHON", "BADAN_PUBLIK", "TANGGAL_PENGAJUAN_PSI",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts, and when."""

    house: Organisation
    commission: Commission
    ngo: User
    clerk: User
    now: datetime

    @property
    def by(self) -> dict[str, Any]:
        return {"by": self.clerk, "now": self.now}

    def acting(self, user: User, now: datetime | None = None) -> dict[str, Any]:
        return {"actor": accounts.as_actor(user), "now": now or self.now}


def make(now: datetime) -> None:
    """Give every occasion once that needs nothing done before."""
    cast = cast_at(now)
    _ends(cast)
    _hears(cast, _registered(cast))
    _writes_to_people(cast)
    _brings_files(cast)


def make_more(now: datetime) -> None:
    """Give those that need what workers did of the first: files that were found clean, a search
    whose address was proved, an edition whose forms are made.
    """
    cast = cast_at(now)
    register_import.order_trial(ImportBatch.objects.get(name=REGISTER), now=now)
    hearing = Hearing.objects.filter(state=HearingState.SET).order_by("-pk")[0]
    words = Upload.objects.get(name=WORDS)
    transcripts.order(hearing, words, keep_cues=False, **cast.acting(cast.clerk))
    alert = SearchAlert.objects.order_by("-pk")[0]
    alerts.confirm(links.token(alert.nonce, alerts.SALT), now=now)
    public = list(PublicDispute.objects.values_list("code", flat=True)[:1])
    told = {"alert": alert.pk, "cases": public}
    jobs.order(JobKind.SEND_ALERT, f"{alert.pk}:latihan", args=told, now=now)


def cast_at(now: datetime) -> Cast:
    """The people of the demonstration who act."""
    return Cast(
        house=Organisation.objects.get(short="YAKIN"),
        commission=Commission.objects.get(code="kip"),
        ngo=User.objects.get(email="ngo@demo.test"),
        clerk=User.objects.get(email="clerk@demo.test"),
        now=now,
    )


def ready(now: datetime, count: int) -> dict[str, Any]:
    """Disputes that may be registered (three times ``count``), two with panels of their own,
    a room, and days on which nobody sits yet.
    """
    cast = cast_at(now)
    valid = {place: Found(Verdict.VALID) for place in PLACES}
    checked = [file(cast) for _no in range(3 * count)]
    for dispute in checked:
        checking.find(dispute, valid, **cast.by)
    today = timezone.localdate(now)
    people = list(candidates.commissioners(cast.commission, today))
    seated = [_registered(cast), _registered(cast)]
    for no, dispute in enumerate(seated):
        three = people[3 * no : 3 * no + 3] if len(people) >= 6 else people[:3]
        panels.appoint(dispute, Appointment(three[0], three[1:], today), **cast.by)
    room = rooms.add_room(cast.commission, "Ruang Latihan", **cast.by)
    first = calendars.shipped().add(today, 20)
    days = [calendars.shipped().add(first, no).isoformat() for no in range(1, count + 1)]
    wish = Wish(today, calendars.shipped().add(today, 15), seconds=2)
    proposals.ask(cast.commission, wish, **cast.by)
    return {
        "checked": [one.code for one in checked],
        "seated": [one.code for one in seated],
        "room": room.name,
        "days": days,
        "confirmed": [],
    }


def proposed() -> dict[str, Any]:
    """The computed calendar, and the numbers of the rows that have a day."""
    found = Proposal.objects.order_by("-pk")[0]
    rows = found.rows.exclude(held_on=None).values_list("no", flat=True)
    return {"code": found.code, "rows": list(rows)}


def file(cast: Cast, now: datetime | None = None) -> Dispute:
    """An application, through the door of the house."""
    now = now or cast.now
    draft = drafts.start(cast.house, **cast.acting(cast.ngo, now))
    return drafts.file(draft, application(now), **cast.acting(cast.ngo, now))


def application(now: datetime) -> Application:
    """An application of no real content, in time at ``now``."""
    today = timezone.localdate(now)
    return Application(
        applicant=Applicant(
            "badan_hukum", "Yayasan Latihan", address="Jl. Latihan 1", city="Jakarta",
            representative="Sari", office="Ketua",
        ),
        body="kpu",
        items=(Wanted("Kontrak", ("c",)), Wanted("Anggaran", ("c",))),
        chronology=Chronology(
            asked_on=today - timedelta(days=80), objected_on=today - timedelta(days=55)
        ),
        reasons=("superior_silent",),
        relief=("order_answer",),
        problem=f"Latihan {next(NUMBERS)}",
        commission="kip",
        regime="umum",
    )  # fmt: skip


def _registered(cast: Cast) -> Dispute:
    dispute = file(cast)
    valid = {place: Found(Verdict.VALID) for place in PLACES}
    checking.find(dispute, valid, **cast.by)
    registration.register_checked(dispute, **cast.by)
    return Dispute.objects.get(pk=dispute.pk)


def _ends(cast: Cast) -> None:
    """Refused for want of identity, stopped, struck off as a double, withdrawn."""
    before = cast.now - timedelta(days=60)
    unproved = file(cast, before)
    completeness.notify(unproved, ["identity"], note="", by=cast.clerk, now=before)
    endings.refuse_registration(unproved, "Identitas tidak dibawa.", **cast.by)
    endings.stop(file(cast), Criterion.PURPOSELESS, "Seratus permintaan serupa.", **cast.by)
    endings.strike(_registered(cast), _registered(cast), "Dicatat dua kali.", **cast.by)
    leaving = _registered(cast)
    told = withdrawals.Withdrawing("Sudah puas.", "Jakarta", "Sari", "Ketua")
    withdrawals.file(leaving, told, organisation=cast.house, by=cast.ngo, now=cast.now)
    withdrawals.confirm(leaving, **cast.by)


def _hears(cast: Cast, dispute: Dispute) -> None:
    """A panel, a hearing that is released, the summonses to it, and a computed calendar."""
    today = timezone.localdate(cast.now)
    people = list(candidates.commissioners(cast.commission, today))[:3]
    panels.appoint(dispute, Appointment(people[0], people[1:], today), **cast.by)
    calendar = calendars.shipped()
    on = calendar.add(today, 20)
    slot = Slot("pemeriksaan_awal", on, time(9), time(11), place="Ruang latihan")
    hearing = sittings.draft([dispute], slot, **cast.by)
    releases.release(cast.commission, [hearing], **cast.by)
    hearing = Hearing.objects.get(pk=hearing.pk)
    summons.issue(hearing, summons.Wanted("without_joint_leave.clear"), **cast.by)
    wish = Wish(today, calendar.add(today, 10), seconds=2)
    proposals.ask(cast.commission, wish, **cast.by)


def _writes_to_people(cast: Cast) -> None:
    dispute = file(cast)
    draft = drafts.start(cast.house, **cast.acting(cast.ngo))
    documents.request_draft_form(draft, application(cast.now), **cast.acting(cast.ngo))
    invitations.invite(
        cast.house, email="baru@latihan.test", role=Role.READER, by=cast.ngo, now=cast.now
    )
    party = dispute.participants.get(role=PartyRole.RESPONDENT)
    access.grant(party, email="ppid@latihan.test", **cast.by)
    asked = Wanting(Asked.ACCESS, "nama saya")
    told = {"name": "Warga", "email": "warga@latihan.test", "now": cast.now}
    privacy.ask_outside(cast.commission, asked, **told)
    received = privacy.ask(cast.commission, asked, user=cast.ngo, now=cast.now)
    privacy.decide(received, answer=Answer.GRANTED, reason="latihan", **cast.by)
    alerts.ask("q=kontrak", email="warga@latihan.test", language="id", now=cast.now)
    hook, _secret = webhooks.make(
        cast.ngo, address="https://latihan.invalid/", kinds=KINDS, now=cast.now
    )
    webhooks.try_out(hook, now=cast.now)
    webhooks.revoke(hook, now=cast.now)


def _brings_files(cast: Cast) -> None:
    """A paper, words of a hearing, a register; and an erratum, for its sheet."""
    edition = Edition.objects.order_by("pk")[0]
    line = edition.lines.filter(kind="text").order_by("page", "line")[0]
    transcripts.add_erratum(
        edition,
        line,
        line,
        correct="Latihan.",
        reason="salah dengar",
        ordered_by="Ketua",
        **cast.acting(cast.clerk),
    )
    bring(cast, cast.house, cast.ngo, "surat.pdf", paper())
    bring(cast, cast.commission, cast.clerk, WORDS, VTT)
    register = bring(cast, cast.commission, cast.clerk, REGISTER, register_of(40))
    who = cast.acting(cast.clerk)
    register_import.bring(cast.commission, ImportKind.REGISTER, register, **who)


def register_of(rows: int) -> bytes:
    """A register as a commission keeps it, in a CSV file."""
    held = io.StringIO()
    written = csv.writer(held)
    written.writerow(HEAD)
    for no in range(1, rows + 1):
        number = f"{no:04}/II/KI-LATIHAN-PS/2019"
        day = f"{no % 27 + 1:02}/02/2019"
        written.writerow([no, 2019, number, f"Yayasan Latihan {no}", "Kantor Latihan", day])
    return held.getvalue().encode()


def bring(cast: Cast, house: Any, user: User, name: str, content: bytes) -> Any:
    """A whole upload."""
    upload = uploads.begin(house, uploaded_by=user, name=name, size=len(content), now=cast.now)
    uploads.append(
        upload, offset=0, source=io.BytesIO(content), length=len(content), now=cast.now
    )
    return uploads.finish(upload, **cast.acting(user))


def paper(pages: int = 1) -> bytes:
    """A PDF of empty pages."""
    document, held = pikepdf.new(), io.BytesIO()
    for _page in range(pages):
        document.add_blank_page()
    document.save(held)
    return held.getvalue()
