"""The three registers: parties, requests, items, history up to registration, unknowns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.domain.parties import PartyRole
from cases.domain.stages import Stage
from cases.management.demo.context import PREFIX, Loading, said
from cases.models import Dispute, DisputeFamily, InformationRequest
from cases.services import docket, filing, registry
from cases.services.docket import Line
from cases.services.filing import ItemDetails, RequestDetails
from cases.services.parties import Said
from cases.services.registry import Disagreement, DisputeDetails

REQUESTED = {"001": "e01", "002": "e01", "003": "e02"}
RECEIVED = "e06"
HEARING_OF_DISCREPANCY = {
    "c-questioner": "h2",
    "c-luqman-title": "h2",
    "c-next-h2-time": "h2",
    "c-spelling-chair": "h2",
    "c-date-h1": "h1",
    "c-experts": "h3",
    "c-mediation-years": "h4",
    "c-003-scope": "h5",
}


def load(family: Mapping[str, Any], loading: Loading) -> None:
    """Open the three files and bring each to its registration."""
    joined = _family(family["family"], loading)
    for row in family["register"]:
        _register(row, joined, family, loading)
    for row in family["item"]:
        _item(row, loading)
    for row in family["exemption"]:
        _exemption(row, loading)


def load_history(family: Mapping[str, Any], order: Mapping[str, Any], loading: Loading) -> None:
    """The lines of the docket, in the order of their days."""
    for event in family["event"]:
        for dispute in loading.all_disputes(event.get("registers", [])):
            docket.record(
                dispute,
                _line(event, order),
                hearing=loading.hearings.get(event.get("hearing", "")),
                **loading.by,
            )


def load_doubts(family: Mapping[str, Any], loading: Loading) -> None:
    """Where the sources disagree, and what nobody reports."""
    everywhere = list(loading.disputes.values())
    for row in family["conflict"]:
        hearing = loading.hearings.get(HEARING_OF_DISCREPANCY.get(row["id"], ""))
        registry.note_discrepancy(
            everywhere,
            Disagreement(
                key=row["id"],
                about=row["about"],
                versions=row["versions"],
                used=row["use"],
                reason=row["why_id"],
            ),
            hearing=hearing,
            **loading.by,
        )
    for row in family["unknown"]:
        registry.note_unknown(everywhere, row["about"], **loading.by)


def _family(row: Mapping[str, Any], loading: Loading) -> DisputeFamily:
    keys = [f"{PREFIX}{key}" for key in [*row["joined_source"], *row["procedure_source"]]]
    return registry.join_family(
        row["id"],
        title=row["title_id"],
        title_en=row["title_en"],
        reason=row["joined_reason_id"],
        said=Said(keys, row["procedure_confidence"]),
        **loading.by,
    )


def _register(
    row: Mapping[str, Any],
    joined: DisputeFamily,
    family: Mapping[str, Any],
    loading: Loading,
) -> None:
    dispute = registry.open_file(
        loading.kip,
        DisputeDetails(
            natural_key=row["number"],
            regime="pemilu",
            subject=row["subject_id"],
            subject_en=row["subject_en"],
            requested=row.get("requested_id", ""),
            note=row.get("note_id", ""),
        ),
        family=joined,
        said=said(row),
        **loading.by,
    )
    loading.disputes[row["id"]] = dispute
    _parties(row["id"], dispute, family, loading)
    information_request = _request(row["id"], dispute, family, loading)
    _steps(row["id"], dispute, information_request, family, loading)
    registry.register(
        dispute,
        row["number"],
        registered_on=None,
        date_note=_event(family, "e07")["date_precision"],
        **loading.by,
    )


def _parties(key: str, dispute: Dispute, family: Mapping[str, Any], loading: Loading) -> None:
    applicant = registry.add_participant(
        dispute,
        loading.organisations["yakin"],
        role=PartyRole.APPLICANT,
        kind="badan_hukum",
        **loading.by,
    )
    respondent = registry.add_participant(
        dispute,
        loading.bodies["kpu"],
        role=PartyRole.RESPONDENT,
        kind="badan_publik_negara",
        **loading.by,
    )
    loading.participants[key, "yakin"] = applicant
    loading.participants[key, "kpu"] = respondent
    for row in family["person"]:
        side = {"yakin": applicant, "kpu": respondent}.get(row.get("organisation", ""))
        if side is not None and row["role"].startswith(("wakil", "kuasa")):
            registry.represent(
                side,
                loading.people[row["id"]],
                capacity=row.get("title_id") or row["role"],
                said=said(row),
                **loading.by,
            )


def _request(
    key: str, dispute: Dispute, family: Mapping[str, Any], loading: Loading
) -> InformationRequest:
    event = _event(family, REQUESTED[key])
    return filing.record_request(
        dispute,
        to=loading.bodies["kpu"],
        organisation=loading.organisations["yakin"],
        details=RequestDetails(
            submitted_on=event["date"],
            received_on=event["date"] if key != "003" else None,
            date_note=event.get("registers_note", ""),
        ),
        said=said(event),
        **loading.by,
    )


def _steps(
    key: str,
    dispute: Dispute,
    information_request: InformationRequest,
    family: Mapping[str, Any],
    loading: Loading,
) -> None:
    """Reply or silence, objection and silence, application: as each is reported."""
    reply = _event(family, "e03" if key == "003" else "e04")
    filing.record_reply(
        information_request,
        reply=reply["text_id"],
        reply_en=reply["text_en"],
        replied_on=reply.get("date"),
        **loading.by,
    )
    stage = Stage.REQUEST_ANSWERED if key == "003" else Stage.REQUEST_UNANSWERED
    docket.move(dispute, stage, **loading.by)
    objected = _event(family, "e05")
    filing.object_to(
        information_request,
        grounds=[] if key == "003" else ["c"],
        date_note=objected["date_precision"],
        reply="Tidak ditanggapi sampai batas waktu",
        said=said(objected),
        **loading.by,
    )
    docket.move(dispute, Stage.OBJECTION_FILED, **loading.by)
    docket.move(dispute, Stage.OBJECTION_UNANSWERED, **loading.by)
    filing.submit(dispute, received_on=_event(family, RECEIVED)["date"], **loading.by)


def _item(row: Mapping[str, Any], loading: Loading) -> None:
    dispute = loading.disputes[row["register"]]
    loading.items[row["id"]] = filing.add_item(
        dispute.information_requests.get(),
        ItemDetails(row["id"], row["text_id"], row["text_en"]),
        said=said(row),
        **loading.by,
    )


def _exemption(row: Mapping[str, Any], loading: Loading) -> None:
    filing.claim_exemption(
        loading.disputes[row["register"]],
        filing.ExemptionDetails(
            reason=row["ground_id"],
            claimed_on=row.get("claimed"),
            withdrawn_on=row.get("withdrawn"),
            consequence_test=row.get("consequence_test_id", ""),
            result=row["result_id"],
        ),
        said=said(row),
        **loading.by,
    )


def _line(event: Mapping[str, Any], order: Mapping[str, Any]) -> Line:
    where = said(event, note=event.get("registers_note", ""))
    return Line(
        kind=event["kind"],
        text=event["text_id"],
        text_en=event["text_en"],
        occurred_on=event.get("date"),
        date_note=event.get("date_precision", ""),
        sort_on=order["sort_on"].get(event["id"]),
        sources=where.sources,
        confidence=where.confidence,
        source_note=where.note,
    )


def _event(family: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    for event in family["event"]:
        if event["id"] == key:
            found: Mapping[str, Any] = event
            return found
    raise KeyError(key)
