"""What the sources of the other disputes tell beside their course: notes, mediation, courts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from cases.domain.parties import PartyRole
from cases.domain.stages import Stage
from cases.management.demo.context import Loading
from cases.models import Dispute
from cases.services import compliance, docket, registry
from cases.services.compliance import CourtDetails
from cases.services.docket import Line
from cases.services.parties import Said

UNDATED = "tanggal tidak dilaporkan"
COURTS = (("PTUN", "ptun"), ("Tata Usaha", "ptun"), ("Mahkamah", "ma"), ("PN ", "pn"))

# The notes of the data file, each with what it is about; without a word it speaks for itself.
NOTES: Mapping[str, str] = MappingProxyType(
    {
        "register_note": "Nomor register",
        "register_count": "Jumlah register",
        "register_list": "Nomor register lain",
        "register_split_id": "Jalannya",
        "decision_number_note": "Nomor putusan",
        "decision_list": "Nomor putusan lain",
        "request_number": "Nomor permintaan informasi",
        "requested_note": "Permintaan informasi",
        "objection_answer_number": "Nomor tanggapan keberatan",
        "objection_answer_note": "Tanggapan keberatan",
        "filed_note": "Permohonan sengketa",
        "applicant_note": "",
        "respondent_kind": "Jenis Termohon",
        "mediation_note_id": "Mediasi",
        "history_id": "",
        "note_id": "",
        "condition_id": "Syarat",
        "aftermath_note_id": "",
    }
)
# What stands in the file where nobody could tell what was asked for.
UNTOLD: Mapping[str | None, str] = MappingProxyType(
    {
        None: "Informasi yang diminta tidak dilaporkan",
        "tidak disebut": "Informasi yang diminta tidak disebut dalam sumber",
        "tidak terbaca": "Informasi yang diminta tidak terbaca dalam salinan putusan",
    }
)


def notes(row: Mapping[str, Any]) -> str:
    """Every note of a dispute as one text."""
    told = []
    for key, about in NOTES.items():
        if value := row.get(key):
            text = ", ".join(value) if isinstance(value, list) else str(value)
            is_said = not about or text.startswith((about, "Register "))
            told.append(text if is_said else f"{about}: {_continued(text)}")
    return ". ".join(told)


def subject(row: Mapping[str, Any]) -> str:
    """What was asked for, or that it is not known."""
    told = row.get("information_id")
    return UNTOLD.get(told) or str(told)


def line(
    dispute: Dispute, kind: str, text: str, on: date | None, said: Said, loading: Loading
) -> None:
    """One line of the docket, with its day or without."""
    docket.record(
        dispute,
        Line(
            kind=kind,
            text=text,
            occurred_on=on,
            date_note="" if on else UNDATED,
            sources=said.sources,
            confidence=said.confidence,
        ),
        **loading.by,
    )


def mediation(row: Mapping[str, Any], dispute: Dispute, said: Said, loading: Loading) -> None:
    """How a mediation ended, and who mediated, as far as it is told."""
    if not row.get("mediation"):
        return
    mediator = f", mediator {row['mediator']}" if row.get("mediator") else ""
    text = f"Mediasi: {row['mediation']}{mediator}"
    line(dispute, "mediasi", text, row.get("mediation_date"), said, loading)


def afterwards(row: Mapping[str, Any], dispute: Dispute, said: Said, loading: Loading) -> None:
    """The courts, the execution, and what was heard since."""
    for appeal in row.get("appeal", []):
        _court(appeal, dispute, said, loading)
    _stage_of(row.get("appeal", []), dispute, loading)
    for after in row.get("aftermath", []):
        line(dispute, "konteks", after["text_id"], None, said, loading)
    for execution in row.get("execution", []):
        _execution(execution, dispute, said, loading)


def _continued(text: str) -> str:
    """A sentence after a colon begins small, a name or an abbreviation does not."""
    is_word = text[:2].istitle() and text.split(" ", 1)[0] in {
        "Begitu", "Dinyatakan", "Disimpulkan", "Ditulis", "Diturunkan", "Kesepakatan", "Naskah",
    }  # fmt: skip
    return text[0].lower() + text[1:] if is_word else text


def _court(appeal: Mapping[str, Any], dispute: Dispute, said: Said, loading: Loading) -> None:
    compliance.record_court_stage(
        dispute,
        CourtDetails(
            court_name=appeal["court"],
            court=_court_code(appeal["court"]),
            number=appeal.get("number", ""),
            brought_by=appeal["by"],
            dated_on=appeal.get("date"),
            date_note=appeal.get("date_note", appeal.get("date_on_text", "")),
            result=appeal["result"],
            note=appeal.get("note_id", ""),
        ),
        said=said,
        **loading.by,
    )


def _court_code(name: str) -> str:
    return next((code for words, code in COURTS if words in name), "")


def _stage_of(appeals: Sequence[Mapping[str, Any]], dispute: Dispute, loading: Loading) -> None:
    if not appeals or dispute.stage != Stage.DECISION_PRONOUNCED:
        return
    in_cassation = any("kasasi" in appeal["court"].lower() for appeal in appeals)
    stage = Stage.CASSATION if in_cassation else Stage.COURT_DECIDED
    docket.move(dispute, stage, along_path=True, **loading.by)


def _execution(row: Mapping[str, Any], dispute: Dispute, said: Said, loading: Loading) -> None:
    compliance.record_court_stage(
        dispute,
        CourtDetails(
            court_name=f"{row['court']} (eksekusi)",
            court=_court_code(row["court"]),
            number=row["number"],
            brought_by=PartyRole.APPLICANT,
            dated_on=row["requested"],
            result=row["result"],
            note=row.get("date_note", ""),
        ),
        said=said,
        **loading.by,
    )
    text = f"Permohonan eksekusi ke {row['court']}, nomor {row['number']}: {row['result']}"
    line(dispute, "eksekusi", text, row["requested"], said, loading)
    docket.move(dispute, Stage.EXECUTION_REQUESTED, along_path=True, **loading.by)


def unknown(row: Mapping[str, Any], dispute: Dispute, loading: Loading) -> None:
    """Say what of a dispute is not known, so that nobody fills it in."""
    if row.get("information_id") in UNTOLD:
        registry.note_unknown([dispute], "informasi yang diminta", **loading.by)
    if row["outcome"] == "tidak-diketahui":
        registry.note_unknown([dispute], "isi dan amar putusan", **loading.by)
