"""Admissions as propositions with stances; orders; what was said outside; the decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cases.domain.admissions import LegalEffect, Stance, Strength
from cases.domain.rulings import AccessMode, Fate
from cases.domain.stages import Stage
from cases.management.demo.context import REVIEWER, Loading, said
from cases.models import Decision, Proposition, RegisterNumber, Source
from cases.services import admissions, docket, rulings
from cases.services.admissions import (
    PanelOrderDetails,
    PropositionDetails,
    StanceDetails,
    StatementDetails,
)
from cases.services.rulings import DecisionDetails, Disposition

LEAD = {"a1": "002", "a2": "001", "a3": "003", "a4": "002"}
WORDS_OF_A3 = ["u-h2-003"]
IMPLIED = {"s-h2-02", "s-h2-12"}
ABROAD = PropositionDetails(
    code="P-5",
    text="Server dan data Sirekap berada di Indonesia",
    text_en="Sirekap's servers and data are in Indonesia",
    not_covering=(
        "Tidak menyangkut ada atau tidaknya kontrak dengan Alibaba, dan tidak diputus "
        "oleh Komisi Informasi"
    ),
)
# The admission of the contract drew the statements on where the data are.
BESIDE_ABROAD = "a1"
# What was said outside the hearing, the proposition it is about, and the stance taken.
OUTSIDE = {
    "oh1": ("P-5", Stance.AFFIRMS),
    "oh3": ("P-5", Stance.AFFIRMS),
    "oh4": ("P-5", Stance.AFFIRMS),
    "oh6": ("P-5", Stance.AFFIRMS),
    "oh7": ("P-1", Stance.NO_KNOWLEDGE),
    "oh8": ("P-1", Stance.DECLINES),
}
FATES = {
    "terbuka": Fate.OPEN,
    "terbuka-sebagian": Fate.PARTLY_OPEN,
    "selesai-mediasi": Fate.MEDIATED,
    "tidak-diketahui": Fate.UNKNOWN,
}
MODES = {
    "csv": AccessMode.CSV,
    "penjelasan-resmi": AccessMode.EXPLANATION,
    "diperlihatkan": AccessMode.SHOWN,
    "akses-di-tempat": AccessMode.ON_SITE,
    "tidak-dilaporkan": AccessMode.UNREPORTED,
    "salinan": AccessMode.COPY,
}
DISPOSITIONS = {
    "dikabulkan seluruhnya": "dikabulkan_seluruhnya",
    "dikabulkan": "dikabulkan",
    "kesepakatan": "putusan_mediasi",
}


def load(family: Mapping[str, Any], loading: Loading) -> None:
    """The ledger: propositions, stances in and outside the hearings, orders of the panel."""
    abroad = _abroad(loading)
    propositions = {"P-5": abroad}
    for no, row in enumerate(family["admission"], start=1):
        beside = [abroad] if row["id"] == BESIDE_ABROAD else []
        propositions[f"P-{no}"] = _admission(row, f"P-{no}", beside, loading)
    for row in family["order"]:
        _order(row, loading)
    for row in family["out_of_hearing"]:
        _outside(row, propositions, family, loading)


def pronounce(family: Mapping[str, Any], loading: Loading) -> None:
    """The four decisions with their orders, and the fate of each item."""
    for row in family["disposition"]:
        _decision(row, family, loading)
    for dispute in loading.disputes.values():
        for stage in (Stage.DECISION_PRONOUNCED, Stage.EXECUTION_REQUESTED):
            docket.move(dispute, stage, along_path=True, **loading.by)


def _abroad(loading: Loading) -> Proposition:
    return admissions.propose(loading.disputes["002"], ABROAD, **loading.by)


def _admission(
    row: Mapping[str, Any], code: str, beside: Sequence[Proposition], loading: Loading
) -> Proposition:
    proposition = admissions.propose(
        loading.disputes[LEAD[row["id"]]],
        PropositionDetails(
            code=code,
            text=row["of_id"],
            text_en=row["of_en"],
            not_covering=row.get("not_of_id", ""),
        ),
        items=[loading.items[key] for key in row["bears_on_items"]],
        beside=beside,
        said=said(row),
        **loading.by,
    )
    for key in row.get("statements", WORDS_OF_A3):
        _admit(row, key, proposition, loading)
    return proposition


def _admit(
    row: Mapping[str, Any], key: str, proposition: Proposition, loading: Loading
) -> None:
    assertion = admissions.take_stance(
        proposition,
        StanceDetails(
            stance=Stance.AFFIRMS,
            made_on=row["date"],
            effect=LegalEffect.ADMISSION,
            strength=Strength.IMPLIED if key in IMPLIED else Strength.EXPLICIT,
            participant=loading.participants[LEAD[row["id"]], "kpu"],
            person=loading.people.get(row["by"]),
            capacity=row.get("capacity_id", ""),
            utterance=loading.utterances[key],
        ),
        said=said(row),
        **loading.by,
    )
    admissions.review(assertion, reviewer=REVIEWER, now=loading.now)


def _order(row: Mapping[str, Any], loading: Loading) -> None:
    hearing = loading.hearings[row["hearing"]]
    admissions.order_by_panel(
        hearing,
        PanelOrderDetails(
            key=row["id"],
            what=row["text_id"],
            due_on=row.get("due"),
            outcome=row["outcome_id"],
            by_note=row.get("by_note", ""),
        ),
        disputes=list(hearing.disputes.all()),
        given_by=loading.people[row["by"]],
        to_body=loading.bodies[row["to"]],
        utterance=loading.utterances.get(f"order-{row['id']}")
        or loading.utterances.get({"o1": "s-h1-05"}.get(row["id"], "")),
        said=said(row),
        **loading.by,
    )


def _outside(
    row: Mapping[str, Any],
    propositions: Mapping[str, Proposition],
    family: Mapping[str, Any],
    loading: Loading,
) -> None:
    person = loading.people[row["speaker"]]
    capacity = next(
        p.get("title_id", "") for p in family["person"] if p["id"] == row["speaker"]
    )
    statement = admissions.record_statement(
        list(loading.disputes.values()),
        person,
        _told(row, capacity, loading),
        said=said(row),
        **loading.by,
    )
    admissions.review(statement, reviewer=REVIEWER, now=loading.now)
    if row["id"] in OUTSIDE:
        code, stance = OUTSIDE[row["id"]]
        assertion = admissions.take_stance(
            propositions[code],
            StanceDetails(
                stance=stance,
                made_on=row["date"],
                person=person,
                capacity=capacity,
                public_statement=statement,
            ),
            said=said(row),
            **loading.by,
        )
        admissions.review(assertion, reviewer=REVIEWER, now=loading.now)


def _told(row: Mapping[str, Any], capacity: str, loading: Loading) -> StatementDetails:
    """The words as the first source has them."""
    published = Source.objects.get(key=said(row).sources[0])
    return StatementDetails(
        key=row["id"],
        said_on=row["date"],
        rendering=row["kind"],
        text=row["text_id"],
        text_en=row["text_en"],
        capacity=capacity,
        place=row["place_id"],
        note=row.get("text_note_id", ""),
        relation=row.get("relation_id", ""),
        reports_for=loading.organisations.get(row.get("reports_for", "")),
        outlet=published.publisher,
        published_on=published.published_on,
    )


def _decision(row: Mapping[str, Any], family: Mapping[str, Any], loading: Loading) -> Decision:
    is_mediation = row["kind"].startswith("mediasi")
    register = row["register"]
    items = [item for item in family["item"] if item["register"] == register]
    return rulings.pronounce(
        loading.disputes[register],
        DecisionDetails(
            kind="putusan_mediasi" if is_mediation else "putusan_ajudikasi",
            pronounced_on=row["date"],
            number=None if is_mediation else _number(row["decision_number"]),
            number_note=row.get("decision_number_note", ""),
            scope=row["kind"],
            disposition=DISPOSITIONS[row["result"]],
            result=row["result"],
            result_note=row.get("result_note_id", ""),
            orders=row["orders_id"],
            ends_the_dispute=not is_mediation,
        ),
        hearing=loading.hearings["h4" if is_mediation else "h5"],
        dispositions=_dispositions(items, is_mediation, loading),
        said=said(row),
        **loading.by,
    )


def _dispositions(
    items: Sequence[Mapping[str, Any]], is_mediation: bool, loading: Loading
) -> list[Disposition]:
    return [
        Disposition(
            item=loading.items[item["id"]],
            fate=FATES[item["outcome"]],
            mode=MODES.get(item.get("mode", "")),
            mode_note=item.get("mode_note_id", ""),
            exclusion=item.get("exclusion_id", ""),
            condition=item.get("condition_id", ""),
            note=item.get("outcome_note_id", ""),
            due_on=item.get("agreed_date"),
            said=said(item),
        )
        for item in items
        if (item["outcome"] == "selesai-mediasi") == is_mediation
    ]


def _number(raw: str) -> RegisterNumber:
    return RegisterNumber.objects.get(raw=raw, kind="decision")
