"""The other real disputes: what was found of each, and no more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cases.domain.parties import PartyRole
from cases.domain.rulings import Fate
from cases.domain.stages import Stage
from cases.management.demo import told
from cases.management.demo.context import Loading
from cases.management.demo.told import UNDATED
from cases.models import Commission, Dispute, Organisation, Person, RegisterNumber
from cases.services import deadlines, docket, filing, hearings, parties, registry, rulings
from cases.services.filing import ItemDetails, RequestDetails
from cases.services.hearings import Bench, HearingDetails
from cases.services.parties import CommissionDetails, Said, SourceDetails
from cases.services.registry import DisputeDetails
from cases.services.rulings import DecisionDetails, Disposition

COMMISSIONS = {
    "Komisi Informasi Pusat": ("kip", "KI Pusat", "pusat", ""),
    "Komisi Informasi Provinsi Jawa Barat": (
        "ki-jabar", "KI Jawa Barat", "provinsi", "Jawa Barat",
    ),
    "Komisi Informasi Provinsi Kalimantan Timur": (
        "ki-kaltim", "KI Kalimantan Timur", "provinsi", "Kalimantan Timur",
    ),
    "Komisi Informasi Aceh": ("ki-aceh", "KI Aceh", "provinsi", "Aceh"),
    "Komisi Informasi Provinsi Lampung": ("ki-lampung", "KI Lampung", "provinsi", "Lampung"),
    "Komisi Informasi Provinsi DKI Jakarta": (
        "ki-dki", "KI DKI Jakarta", "provinsi", "DKI Jakarta",
    ),
    "Komisi Informasi Provinsi Kalimantan Tengah": (
        "ki-kalteng", "KI Kalimantan Tengah", "provinsi", "Kalimantan Tengah",
    ),
    "Komisi Informasi Provinsi Kepulauan Riau": (
        "ki-kepri", "KI Kepulauan Riau", "provinsi", "Kepulauan Riau",
    ),
    "Komisi Informasi Provinsi Bengkulu": (
        "ki-bengkulu", "KI Bengkulu", "provinsi", "Bengkulu",
    ),
    "Komisi Informasi Provinsi Sumatera Barat": (
        "ki-sumbar", "KI Sumatera Barat", "provinsi", "Sumatera Barat",
    ),
    "Komisi Informasi Provinsi Jawa Timur": (
        "ki-jatim", "KI Jawa Timur", "provinsi", "Jawa Timur",
    ),
    "Komisi Informasi Provinsi Sulawesi Selatan": (
        "ki-sulsel", "KI Sulawesi Selatan", "provinsi", "Sulawesi Selatan",
    ),
}  # fmt: skip
ZONES = {
    "ki-kaltim": "Asia/Makassar",
    "ki-sulsel": "Asia/Makassar",
    "ki-kalteng": "Asia/Pontianak",
}
# Applicants whom the sources name; on public pages they are only "Perseorangan".
NAMED_PEOPLE = {"Bonatua Silalahi (pengamat kebijakan publik)"}
LABELS = {
    "Hotman Tambunan dan Ita Khoiriyah (mantan pegawai KPK)": "Dua orang mantan pegawai KPK"
}
# A public body under the name by which the family file knows it: one house is one row.
BODIES = {"Komisi Pemilihan Umum": "Komisi Pemilihan Umum Republik Indonesia"}
# Spellings that the family file knows as one person.
SPELLINGS = {"Muhammad Reyhan Pradipta": "Reyhan Pradipta"}
KINDS = {
    "badan hukum": "badan_hukum",
    "perorangan": "perseorangan",
    "kelompok": "kelompok_orang",
}
FATES = {
    "dikabulkan": Fate.OPEN,
    "dikabulkan-sebagian": Fate.PARTLY_OPEN,
    "ditolak": Fate.EXEMPT,
    "mediasi-sepakat": Fate.MEDIATED,
    "gugur": Fate.LAPSED,
    "tidak-diterima": Fate.LAPSED,
    "berjalan": Fate.RUNNING,
    "tidak-diketahui": Fate.UNKNOWN,
}
DECIDED = {  # outcome: kind of decision, disposition, stage
    "dikabulkan": ("putusan_ajudikasi", "dikabulkan", Stage.DECISION_PRONOUNCED),
    "dikabulkan-sebagian": (
        "putusan_ajudikasi", "dikabulkan_sebagian", Stage.DECISION_PRONOUNCED,
    ),
    "ditolak": ("putusan_ajudikasi", "ditolak_seluruhnya", Stage.DECISION_PRONOUNCED),
    "mediasi-sepakat": ("putusan_mediasi", "putusan_mediasi", Stage.MEDIATION_DECISION),
    "gugur": ("putusan_gugur", "putusan_gugur", Stage.LAPSED),
    "tidak-diterima": ("putusan_sela", "putusan_sela", Stage.INTERIM_REJECTED),
}  # fmt: skip
HEARING_KINDS = (  # the first word found in the reported kind decides
    ("putusan mediasi", "pembacaan_putusan_mediasi"),
    ("putusan sela", "pembacaan_putusan_sela"),
    ("putusan", "pembacaan_putusan_ajudikasi"),
    ("penetapan", "pembacaan_penetapan"),
    ("mediasi", "mediasi"),
    ("awal", "pemeriksaan_awal"),
    ("pertama", "pemeriksaan_awal"),
    ("kesimpulan", "kesimpulan"),
    ("pembuktian", "pembuktian"),
    ("setempat", "pemeriksaan_setempat"),
)


def load(row: Mapping[str, Any], loading: Loading) -> Dispute:
    """One dispute, with what its sources tell."""
    commission = _commission(row["commission"], loading)
    said = _sources(row, loading)
    dispute = _open(row, commission, said, loading)
    _parties(row, dispute, said, loading)
    _asked(row, dispute, said, loading)
    _sittings(row, dispute, said, loading)
    told.mediation(row, dispute, said, loading)
    _decided(row, dispute, said, loading)
    told.afterwards(row, dispute, said, loading)
    told.unknown(row, dispute, loading)
    return dispute


def _commission(name: str, loading: Loading) -> Commission:
    code, short, level, region = COMMISSIONS[name]
    zone = ZONES.get(code, "Asia/Jakarta")
    return parties.add_commission(
        CommissionDetails(code, name, short, level, region, zone), **loading.by
    )


def _sources(row: Mapping[str, Any], loading: Loading) -> Said:
    keys = []
    for no, source in enumerate(row["source"], start=1):
        key = f"{row['id'][:50]}-{no}"
        parties.add_source(
            SourceDetails(
                key=key,
                publisher=source["publisher"],
                title=source["title"],
                kind=source.get("kind", "press"),
                published_on=source.get("date"),
                date_text=source.get("date_on_text", ""),
                note=source.get("date_note", ""),
            ),
            **loading.by,
        )
        keys.append(key)
    return Said(keys, row.get("confidence", "medium"))


def _open(
    row: Mapping[str, Any], commission: Commission, said: Said, loading: Loading
) -> Dispute:
    dispute = registry.open_file(
        commission,
        DisputeDetails(
            natural_key=row["id"],
            regime="pemilu" if "pemilu" in row.get("track", "") else "umum",
            subject=told.subject(row),
            note=told.notes(row),
        ),
        said=said,
        **loading.by,
    )
    if row.get("filed"):
        filing.receive(dispute, received_on=row["filed"], **loading.by)
    if row.get("register"):
        registry.enter(
            dispute,
            row["register"],
            registered_on=row.get("registered"),
            date_note="" if row.get("registered") else _unregistered(row),
            number_note=row.get("register_note", ""),
            **loading.by,
        )
    return dispute


def _unregistered(row: Mapping[str, Any]) -> str:
    """Why there is no day of registration, in the words of the source where it has any."""
    return str(row.get("registered_note", "tanggal registrasi tidak dilaporkan"))


def _parties(row: Mapping[str, Any], dispute: Dispute, said: Said, loading: Loading) -> None:
    registry.add_participant(
        dispute,
        _applicant(row, loading),
        role=PartyRole.APPLICANT,
        kind=_applicant_kind(row),
        said=said,
        **loading.by,
    )
    kind = "badan_publik_nonnegara" if row.get("respondent_kind") else "badan_publik_negara"
    for name in row["respondent"].split("; "):
        body = parties.add_public_body(BODIES.get(name, name), kind=kind, **loading.by)
        registry.add_participant(
            dispute,
            body,
            role=PartyRole.RESPONDENT,
            kind=kind,
            said=said,
            **loading.by,
        )


def _applicant_kind(row: Mapping[str, Any]) -> str:
    told = row.get("applicant_kind", "")
    return next((code for words, code in KINDS.items() if told.startswith(words)), "")


def _applicant(row: Mapping[str, Any], loading: Loading) -> Organisation | Person | str:
    """An organisation by its name; a private person stays a label without one."""
    name = row.get("applicant") or "Pemohon tidak dilaporkan"
    if name in NAMED_PEOPLE:
        return parties.add_person(name.split(" (")[0], **loading.by)
    if name in LABELS:
        return LABELS[name]
    if _applicant_kind(row) == "perseorangan" or row.get("applicant") is None:
        return str(name)
    if name[0].isdigit() or "perorangan" in name.lower():
        return str(name)
    abbreviated = re.search(r"\((\S*[A-Z]\S*[A-Z]\S*)\)$", name)
    is_group = _applicant_kind(row) == "kelompok_orang"
    return parties.add_organisation(
        _known_as(name),
        short=abbreviated[1] if abbreviated else "",
        kind="kelompok_orang" if is_group else "badan_hukum",
        **loading.by,
    )


def _known_as(name: str) -> str:
    """The name without its abbreviation in brackets, so that one house is one row."""
    return name[: name.rindex(" (")] if name.endswith(")") else name


def _asked(row: Mapping[str, Any], dispute: Dispute, said: Said, loading: Loading) -> None:
    body = dispute.participants.filter(role=PartyRole.RESPONDENT).order_by("pk")[0].public_body
    if body is None:
        raise LookupError("a respondent is a public body")
    applicant = dispute.participants.get(role=PartyRole.APPLICANT).organisation
    asked = filing.record_request(
        dispute,
        to=body,
        organisation=applicant,
        details=RequestDetails(submitted_on=row.get("requested")),
        said=said,
        **loading.by,
    )
    if row.get("answered"):
        filing.record_reply(asked, reply="", replied_on=row["answered"], **loading.by)
    if row.get("objection"):
        filing.object_to(
            asked,
            filed_on=row["objection"],
            replied_on=row.get("objection_answer"),
            reply=row.get("objection_answer_id", ""),
            said=said,
            **loading.by,
        )
    if row.get("information_id"):
        details = ItemDetails("a", told.subject(row))
        filing.add_item(asked, details, said=said, **loading.by)
    if row.get("exemption_id"):
        details_of_claim = filing.ExemptionDetails(
            reason=row["exemption_id"], grounds=row.get("exemption_grounds", [])
        )
        filing.claim_exemption(dispute, details_of_claim, said=said, **loading.by)


def _sittings(
    row: Mapping[str, Any],
    dispute: Dispute,
    said: Said,
    loading: Loading,
) -> None:
    for ordinal, sitting in enumerate(row.get("hearing", []), start=1):
        kind = _hearing_kind(sitting["kind"])
        hearings.record_held(
            [dispute],
            HearingDetails(
                held_on=sitting["date"],
                kind=kind,
                ordinal=ordinal,
                agenda=sitting["kind"],
                agenda_reported=sitting["kind"],
                is_public=kind != "mediasi",
                mode="tidak_langsung" if "daring" in sitting["kind"] else "langsung",
                results=[sitting["text_id"]] if sitting.get("text_id") else [],
            ),
            bench=_bench(sitting, loading),
            said=said,
            **loading.by,
        )
        text = f"Sidang: {sitting['kind']}"
        told.line(dispute, "sidang", text, sitting["date"], said, loading)


def _hearing_kind(told: str) -> str:
    return next((code for word, code in HEARING_KINDS if word in told.lower()), "pembuktian")


def _bench(sitting: Mapping[str, Any], loading: Loading) -> Bench:
    chair, members = None, []
    for name in sitting.get("panel", []):
        person = _person(name.replace(" (ketua)", ""), loading)
        if name.endswith("(ketua)"):
            chair = person
        else:
            members.append(person)
    registrar = sitting.get("panitera_pengganti") or sitting.get("panitera")
    return Bench(chair, members, _person(registrar, loading) if registrar else None)


def _person(name: str, loading: Loading) -> Person:
    """Somebody of a commission, under the one name of those that the sources write."""
    return parties.add_person(SPELLINGS.get(name, name), **loading.by)


def _decided(row: Mapping[str, Any], dispute: Dispute, said: Said, loading: Loading) -> None:
    items = list(dispute.items.all())
    if row["outcome"] not in DECIDED:
        _undecided(row, dispute, said, loading)
        return
    kind, disposition, stage = DECIDED[row["outcome"]]
    rulings.pronounce(
        dispute,
        DecisionDetails(
            kind=kind,
            pronounced_on=row.get("decision_date"),
            date_note="" if row.get("decision_date") else row.get("decision_note", UNDATED),
            number=_decision_number(row, dispute, loading),
            disposition=disposition,
            result=row["outcome"].replace("-", " "),
            result_note=row.get("outcome_note_id", ""),
            dissent=row.get("dissent", ""),
        ),
        dispositions=[Disposition(item, FATES[row["outcome"]], said=said) for item in items],
        said=said,
        **loading.by,
    )
    docket.move(dispute, stage, along_path=True, **loading.by)
    if row.get("decision_date"):
        text = f"Putusan: {row['outcome'].replace('-', ' ')}"
        told.line(dispute, "putusan", text, row["decision_date"], said, loading)


def _undecided(row: Mapping[str, Any], dispute: Dispute, said: Said, loading: Loading) -> None:
    """A dispute that runs, or whose decision was found without what it says."""
    for item in dispute.items.all():
        rulings.note_fate(item, FATES[row["outcome"]], **loading.by)
    number = _decision_number(row, dispute, loading)
    if row.get("decision_date"):
        text = "Putusan dibacakan; isinya tidak diketahui"
        told.line(dispute, "putusan", text, row["decision_date"], said, loading)
    if number or row.get("decision_date"):
        docket.move(dispute, Stage.DECISION_PRONOUNCED, along_path=True, **loading.by)
    elif row.get("hearing"):
        docket.move(dispute, Stage.PRELIMINARY, along_path=True, **loading.by)
    if row["outcome"] == "tidak-diketahui":
        deadlines.end_proceedings(dispute, ended_on=row.get("decision_date"), **loading.by)


def _decision_number(
    row: Mapping[str, Any], dispute: Dispute, loading: Loading
) -> RegisterNumber | None:
    if not row.get("decision_number"):
        return None
    return registry.give_number(dispute, row["decision_number"], kind="decision", **loading.by)
