"""The calls of the API, written by ``manage.py api_client`` and never by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, cast

from sidang_terbuka import models as m
from sidang_terbuka.transport import Transport, part


class Client(Transport):
    """Everything that the API offers; what is for people needs a token."""

    def assertions_list(
        self,
        *,
        code: str | None = None,
        cursor: str | None = None,
        dispute: str | None = None,
        is_admission: bool | None = None,
        limit: int | None = None,
        made_on: str | None = None,
    ) -> m.PaginatedAssertionList:
        """The stances on propositions. `limit` counts propositions."""
        return cast("m.PaginatedAssertionList", self.call("GET", "/api/v1/assertions/", query={"code": code, "cursor": cursor, "dispute": dispute, "is_admission": is_admission, "limit": limit, "made_on": made_on}))

    def iterate_assertions_list(
        self,
        *,
        code: str | None = None,
        dispute: str | None = None,
        is_admission: bool | None = None,
        made_on: str | None = None,
    ) -> Iterator[m.Assertion]:
        """Every row of ``assertions_list``."""
        return self.pages("/api/v1/assertions/", {"code": code, "dispute": dispute, "is_admission": is_admission, "made_on": made_on})

    def lines_assertions_list(
        self,
        *,
        code: str | None = None,
        dispute: str | None = None,
        is_admission: bool | None = None,
        made_on: str | None = None,
    ) -> Iterator[m.Assertion]:
        """Every row of ``assertions_list``."""
        return self.lines("/api/v1/assertions/", {"code": code, "dispute": dispute, "is_admission": is_admission, "made_on": made_on})

    def calendar_retrieve(
        self,
        *,
        first: str,
        last: str,
        region: str | None = None,
    ) -> m.Calendar:
        """Which days count: weekends, holidays, joint leave, with their decrees."""
        return cast("m.Calendar", self.call("GET", "/api/v1/calendar/", query={"first": first, "last": last, "region": region}))

    def commissions_list(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> m.PaginatedCommissionList:
        """The commissions of public disputes."""
        return cast("m.PaginatedCommissionList", self.call("GET", "/api/v1/commissions/", query={"cursor": cursor, "limit": limit}))

    def iterate_commissions_list(
        self,
    ) -> Iterator[m.Commission]:
        """Every row of ``commissions_list``."""
        return self.pages("/api/v1/commissions/", {})

    def lines_commissions_list(
        self,
    ) -> Iterator[m.Commission]:
        """Every row of ``commissions_list``."""
        return self.lines("/api/v1/commissions/", {})

    def compute_deadline_retrieve(
        self,
        *,
        date: str,
        rule: str,
        clear: bool | None = None,
        extended: bool | None = None,
        joint_leave_counts: bool | None = None,
    ) -> m.Computed:
        """A time limit counted day by day, as the calculator does. Refused (409) where the law gives no figure, or the calendar is not decreed so far."""
        return cast("m.Computed", self.call("GET", "/api/v1/compute-deadline/", query={"date": date, "rule": rule, "clear": clear, "extended": extended, "joint_leave_counts": joint_leave_counts}))

    def deadlines_list(
        self,
        *,
        commission: str | None = None,
        cursor: str | None = None,
        dispute: str | None = None,
        limit: int | None = None,
    ) -> m.PaginatedDeadlineList:
        """The time limits of public disputes, with their working. `limit` counts disputes."""
        return cast("m.PaginatedDeadlineList", self.call("GET", "/api/v1/deadlines/", query={"commission": commission, "cursor": cursor, "dispute": dispute, "limit": limit}))

    def iterate_deadlines_list(
        self,
        *,
        commission: str | None = None,
        dispute: str | None = None,
    ) -> Iterator[m.Deadline]:
        """Every row of ``deadlines_list``."""
        return self.pages("/api/v1/deadlines/", {"commission": commission, "dispute": dispute})

    def lines_deadlines_list(
        self,
        *,
        commission: str | None = None,
        dispute: str | None = None,
    ) -> Iterator[m.Deadline]:
        """Every row of ``deadlines_list``."""
        return self.lines("/api/v1/deadlines/", {"commission": commission, "dispute": dispute})

    def decisions_list(
        self,
        *,
        commission: str | None = None,
        cursor: str | None = None,
        disposition: str | None = None,
        dispute: str | None = None,
        kind: str | None = None,
        limit: int | None = None,
        number: str | None = None,
        pronounced_from: str | None = None,
        pronounced_on: str | None = None,
        pronounced_until: str | None = None,
    ) -> m.PaginatedDecisionList:
        """The decisions of public disputes."""
        return cast("m.PaginatedDecisionList", self.call("GET", "/api/v1/decisions/", query={"commission": commission, "cursor": cursor, "disposition": disposition, "dispute": dispute, "kind": kind, "limit": limit, "number": number, "pronounced_from": pronounced_from, "pronounced_on": pronounced_on, "pronounced_until": pronounced_until}))

    def iterate_decisions_list(
        self,
        *,
        commission: str | None = None,
        disposition: str | None = None,
        dispute: str | None = None,
        kind: str | None = None,
        number: str | None = None,
        pronounced_from: str | None = None,
        pronounced_on: str | None = None,
        pronounced_until: str | None = None,
    ) -> Iterator[m.Decision]:
        """Every row of ``decisions_list``."""
        return self.pages("/api/v1/decisions/", {"commission": commission, "disposition": disposition, "dispute": dispute, "kind": kind, "number": number, "pronounced_from": pronounced_from, "pronounced_on": pronounced_on, "pronounced_until": pronounced_until})

    def lines_decisions_list(
        self,
        *,
        commission: str | None = None,
        disposition: str | None = None,
        dispute: str | None = None,
        kind: str | None = None,
        number: str | None = None,
        pronounced_from: str | None = None,
        pronounced_on: str | None = None,
        pronounced_until: str | None = None,
    ) -> Iterator[m.Decision]:
        """Every row of ``decisions_list``."""
        return self.lines("/api/v1/decisions/", {"commission": commission, "disposition": disposition, "dispute": dispute, "kind": kind, "number": number, "pronounced_from": pronounced_from, "pronounced_on": pronounced_on, "pronounced_until": pronounced_until})

    def disputes_list(
        self,
        *,
        applicant_kind: str | None = None,
        commission: str | None = None,
        cursor: str | None = None,
        disposition: str | None = None,
        family: str | None = None,
        limit: int | None = None,
        organisation: str | None = None,
        phase: str | None = None,
        public_body: str | None = None,
        regime: str | None = None,
        register_number: str | None = None,
        registered_from: str | None = None,
        registered_until: str | None = None,
        stage: str | None = None,
        year: int | None = None,
    ) -> m.PaginatedDisputeSummaryList:
        """The public disputes."""
        return cast("m.PaginatedDisputeSummaryList", self.call("GET", "/api/v1/disputes/", query={"applicant_kind": applicant_kind, "commission": commission, "cursor": cursor, "disposition": disposition, "family": family, "limit": limit, "organisation": organisation, "phase": phase, "public_body": public_body, "regime": regime, "register_number": register_number, "registered_from": registered_from, "registered_until": registered_until, "stage": stage, "year": year}))

    def iterate_disputes_list(
        self,
        *,
        applicant_kind: str | None = None,
        commission: str | None = None,
        disposition: str | None = None,
        family: str | None = None,
        organisation: str | None = None,
        phase: str | None = None,
        public_body: str | None = None,
        regime: str | None = None,
        register_number: str | None = None,
        registered_from: str | None = None,
        registered_until: str | None = None,
        stage: str | None = None,
        year: int | None = None,
    ) -> Iterator[m.DisputeSummary]:
        """Every row of ``disputes_list``."""
        return self.pages("/api/v1/disputes/", {"applicant_kind": applicant_kind, "commission": commission, "disposition": disposition, "family": family, "organisation": organisation, "phase": phase, "public_body": public_body, "regime": regime, "register_number": register_number, "registered_from": registered_from, "registered_until": registered_until, "stage": stage, "year": year})

    def lines_disputes_list(
        self,
        *,
        applicant_kind: str | None = None,
        commission: str | None = None,
        disposition: str | None = None,
        family: str | None = None,
        organisation: str | None = None,
        phase: str | None = None,
        public_body: str | None = None,
        regime: str | None = None,
        register_number: str | None = None,
        registered_from: str | None = None,
        registered_until: str | None = None,
        stage: str | None = None,
        year: int | None = None,
    ) -> Iterator[m.DisputeSummary]:
        """Every row of ``disputes_list``."""
        return self.lines("/api/v1/disputes/", {"applicant_kind": applicant_kind, "commission": commission, "disposition": disposition, "family": family, "organisation": organisation, "phase": phase, "public_body": public_body, "regime": regime, "register_number": register_number, "registered_from": registered_from, "registered_until": registered_until, "stage": stage, "year": year})

    def disputes_retrieve(
        self,
        code: str,
    ) -> m.Dispute:
        """One public dispute, by its code."""
        return cast("m.Dispute", self.call("GET", f"/api/v1/disputes/{part(code)}/"))

    def documents_list(
        self,
        *,
        cursor: str | None = None,
        dispute: str | None = None,
        edition: str | None = None,
        hearing: str | None = None,
        kind: str | None = None,
        limit: int | None = None,
        mime: str | None = None,
        sha256: str | None = None,
    ) -> m.PaginatedDocumentList:
        """The public papers."""
        return cast("m.PaginatedDocumentList", self.call("GET", "/api/v1/documents/", query={"cursor": cursor, "dispute": dispute, "edition": edition, "hearing": hearing, "kind": kind, "limit": limit, "mime": mime, "sha256": sha256}))

    def iterate_documents_list(
        self,
        *,
        dispute: str | None = None,
        edition: str | None = None,
        hearing: str | None = None,
        kind: str | None = None,
        mime: str | None = None,
        sha256: str | None = None,
    ) -> Iterator[m.Document]:
        """Every row of ``documents_list``."""
        return self.pages("/api/v1/documents/", {"dispute": dispute, "edition": edition, "hearing": hearing, "kind": kind, "mime": mime, "sha256": sha256})

    def lines_documents_list(
        self,
        *,
        dispute: str | None = None,
        edition: str | None = None,
        hearing: str | None = None,
        kind: str | None = None,
        mime: str | None = None,
        sha256: str | None = None,
    ) -> Iterator[m.Document]:
        """Every row of ``documents_list``."""
        return self.lines("/api/v1/documents/", {"dispute": dispute, "edition": edition, "hearing": hearing, "kind": kind, "mime": mime, "sha256": sha256})

    def drafts_list(
        self,
    ) -> m.DraftList:
        """What was begun and what was filed; what was put away is not there."""
        return cast("m.DraftList", self.call("GET", "/api/v1/drafts/"))

    def drafts_create(
        self,
        body: m.DraftStart,
        *,
        idempotency_key: str | None = None,
    ) -> m.Draft:
        """Begin a draft."""
        return cast("m.Draft", self.call("POST", "/api/v1/drafts/", body=body, key=idempotency_key, is_keyed=True))

    def drafts_retrieve(
        self,
        code: str,
    ) -> m.Draft:
        """How its steps stand."""
        return cast("m.Draft", self.call("GET", f"/api/v1/drafts/{part(code)}/"))

    def drafts_destroy(
        self,
        code: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Put it away; what was written stays in the record."""
        self.call("DELETE", f"/api/v1/drafts/{part(code)}/", key=idempotency_key, is_keyed=True)

    def drafts_applicant_retrieve(
        self,
        code: str,
    ) -> m.KeptApplicantStep:
        """What it says now, and what is wrong with it. `ETag` is its revision."""
        return cast("m.KeptApplicantStep", self.call("GET", f"/api/v1/drafts/{part(code)}/applicant/"))

    def drafts_applicant_update(
        self,
        code: str,
        body: m.ApplicantStep,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> m.KeptApplicantStep:
        """Say what it says from now on, also when it is not complete. `If-Match` names the revision that was read; without one, nobody may have written yet."""
        return cast("m.KeptApplicantStep", self.call("PUT", f"/api/v1/drafts/{part(code)}/applicant/", body=body, headers={"If-Match": if_match}, key=idempotency_key, is_keyed=True))

    def drafts_chronology_retrieve(
        self,
        code: str,
    ) -> m.KeptChronologyStep:
        """What it says now, and what is wrong with it. `ETag` is its revision."""
        return cast("m.KeptChronologyStep", self.call("GET", f"/api/v1/drafts/{part(code)}/chronology/"))

    def drafts_chronology_update(
        self,
        code: str,
        body: m.ChronologyStep,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> m.KeptChronologyStep:
        """Say what it says from now on, also when it is not complete. `If-Match` names the revision that was read; without one, nobody may have written yet."""
        return cast("m.KeptChronologyStep", self.call("PUT", f"/api/v1/drafts/{part(code)}/chronology/", body=body, headers={"If-Match": if_match}, key=idempotency_key, is_keyed=True))

    def drafts_commission_retrieve(
        self,
        code: str,
    ) -> m.KeptCommissionStep:
        """What it says now, and what is wrong with it. `ETag` is its revision."""
        return cast("m.KeptCommissionStep", self.call("GET", f"/api/v1/drafts/{part(code)}/commission/"))

    def drafts_commission_update(
        self,
        code: str,
        body: m.CommissionStep,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> m.KeptCommissionStep:
        """Say what it says from now on, also when it is not complete. `If-Match` names the revision that was read; without one, nobody may have written yet."""
        return cast("m.KeptCommissionStep", self.call("PUT", f"/api/v1/drafts/{part(code)}/commission/", body=body, headers={"If-Match": if_match}, key=idempotency_key, is_keyed=True))

    def drafts_documents_retrieve(
        self,
        code: str,
    ) -> m.KeptDocumentsStep:
        """What it says now, and what is wrong with it. `ETag` is its revision."""
        return cast("m.KeptDocumentsStep", self.call("GET", f"/api/v1/drafts/{part(code)}/documents/"))

    def drafts_documents_update(
        self,
        code: str,
        body: m.DocumentsStep,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> m.KeptDocumentsStep:
        """Say what it says from now on, also when it is not complete. `If-Match` names the revision that was read; without one, nobody may have written yet."""
        return cast("m.KeptDocumentsStep", self.call("PUT", f"/api/v1/drafts/{part(code)}/documents/", body=body, headers={"If-Match": if_match}, key=idempotency_key, is_keyed=True))

    def drafts_filing_create(
        self,
        code: str,
        body: m.Filing,
        *,
        idempotency_key: str | None = None,
    ) -> m.Filed:
        """File it: the dispute is opened, its clock starts, the receipt is on order."""
        return cast("m.Filed", self.call("POST", f"/api/v1/drafts/{part(code)}/filing/", body=body, key=idempotency_key, is_keyed=True))

    def drafts_items_retrieve(
        self,
        code: str,
    ) -> m.KeptItemsStep:
        """What it says now, and what is wrong with it. `ETag` is its revision."""
        return cast("m.KeptItemsStep", self.call("GET", f"/api/v1/drafts/{part(code)}/items/"))

    def drafts_items_update(
        self,
        code: str,
        body: m.ItemsStep,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> m.KeptItemsStep:
        """Say what it says from now on, also when it is not complete. `If-Match` names the revision that was read; without one, nobody may have written yet."""
        return cast("m.KeptItemsStep", self.call("PUT", f"/api/v1/drafts/{part(code)}/items/", body=body, headers={"If-Match": if_match}, key=idempotency_key, is_keyed=True))

    def drafts_public_body_retrieve(
        self,
        code: str,
    ) -> m.KeptPublicBodyStep:
        """What it says now, and what is wrong with it. `ETag` is its revision."""
        return cast("m.KeptPublicBodyStep", self.call("GET", f"/api/v1/drafts/{part(code)}/public-body/"))

    def drafts_public_body_update(
        self,
        code: str,
        body: m.PublicBodyStep,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> m.KeptPublicBodyStep:
        """Say what it says from now on, also when it is not complete. `If-Match` names the revision that was read; without one, nobody may have written yet."""
        return cast("m.KeptPublicBodyStep", self.call("PUT", f"/api/v1/drafts/{part(code)}/public-body/", body=body, headers={"If-Match": if_match}, key=idempotency_key, is_keyed=True))

    def drafts_reasons_retrieve(
        self,
        code: str,
    ) -> m.KeptReasonsStep:
        """What it says now, and what is wrong with it. `ETag` is its revision."""
        return cast("m.KeptReasonsStep", self.call("GET", f"/api/v1/drafts/{part(code)}/reasons/"))

    def drafts_reasons_update(
        self,
        code: str,
        body: m.ReasonsStep,
        *,
        if_match: str | None = None,
        idempotency_key: str | None = None,
    ) -> m.KeptReasonsStep:
        """Say what it says from now on, also when it is not complete. `If-Match` names the revision that was read; without one, nobody may have written yet."""
        return cast("m.KeptReasonsStep", self.call("PUT", f"/api/v1/drafts/{part(code)}/reasons/", body=body, headers={"If-Match": if_match}, key=idempotency_key, is_keyed=True))

    def hearings_list(
        self,
        *,
        commission: str | None = None,
        cursor: str | None = None,
        date: str | None = None,
        date_from: str | None = None,
        date_until: str | None = None,
        dispute: str | None = None,
        event_code: str | None = None,
        has_words: bool | None = None,
        is_public: bool | None = None,
        kind: str | None = None,
        limit: int | None = None,
        room: str | None = None,
        state: str | None = None,
    ) -> m.PaginatedHearingSummaryList:
        """The hearings that may be announced; of a closed one its day and kind alone."""
        return cast("m.PaginatedHearingSummaryList", self.call("GET", "/api/v1/hearings/", query={"commission": commission, "cursor": cursor, "date": date, "date_from": date_from, "date_until": date_until, "dispute": dispute, "event_code": event_code, "has_words": has_words, "is_public": is_public, "kind": kind, "limit": limit, "room": room, "state": state}))

    def iterate_hearings_list(
        self,
        *,
        commission: str | None = None,
        date: str | None = None,
        date_from: str | None = None,
        date_until: str | None = None,
        dispute: str | None = None,
        event_code: str | None = None,
        has_words: bool | None = None,
        is_public: bool | None = None,
        kind: str | None = None,
        room: str | None = None,
        state: str | None = None,
    ) -> Iterator[m.HearingSummary]:
        """Every row of ``hearings_list``."""
        return self.pages("/api/v1/hearings/", {"commission": commission, "date": date, "date_from": date_from, "date_until": date_until, "dispute": dispute, "event_code": event_code, "has_words": has_words, "is_public": is_public, "kind": kind, "room": room, "state": state})

    def lines_hearings_list(
        self,
        *,
        commission: str | None = None,
        date: str | None = None,
        date_from: str | None = None,
        date_until: str | None = None,
        dispute: str | None = None,
        event_code: str | None = None,
        has_words: bool | None = None,
        is_public: bool | None = None,
        kind: str | None = None,
        room: str | None = None,
        state: str | None = None,
    ) -> Iterator[m.HearingSummary]:
        """Every row of ``hearings_list``."""
        return self.lines("/api/v1/hearings/", {"commission": commission, "date": date, "date_from": date_from, "date_until": date_until, "dispute": dispute, "event_code": event_code, "has_words": has_words, "is_public": is_public, "kind": kind, "room": room, "state": state})

    def hearings_retrieve(
        self,
        code: str,
    ) -> m.Hearing:
        """One hearing, by its code."""
        return cast("m.Hearing", self.call("GET", f"/api/v1/hearings/{part(code)}/"))

    def hearings_capture_retrieve(
        self,
        code: str,
        *,
        device: str | None = None,
    ) -> m.RoomShown:
        """How the room stands, and what the house has of a device."""
        return cast("m.RoomShown", self.call("GET", f"/api/v1/hearings/{part(code)}/capture/", query={"device": device}))

    def hearings_capture_create(
        self,
        code: str,
        body: m.Keyed,
        *,
        idempotency_key: str | None = None,
    ) -> m.RoomShown:
        """Append to the log of a device; what was sent before is acknowledged again."""
        return cast("m.RoomShown", self.call("POST", f"/api/v1/hearings/{part(code)}/capture/", body=body, key=idempotency_key, is_keyed=True))

    def me_retrieve(
        self,
    ) -> m.Me:
        """Name, houses and roles of today, and the scopes of the token."""
        return cast("m.Me", self.call("GET", "/api/v1/me/"))

    def my_disputes_list(
        self,
        *,
        after: str | None = None,
    ) -> m.OwnPage:
        """A hundred at a time, in the order of their codes."""
        return cast("m.OwnPage", self.call("GET", "/api/v1/my-disputes/", query={"after": after}))

    def my_disputes_retrieve(
        self,
        code: str,
    ) -> m.OwnDispute:
        """Where it stands, what runs, what happened."""
        return cast("m.OwnDispute", self.call("GET", f"/api/v1/my-disputes/{part(code)}/"))

    def orders_list(
        self,
        *,
        commission: str | None = None,
        cursor: str | None = None,
        dispute: str | None = None,
        limit: int | None = None,
    ) -> m.PaginatedOrderList:
        """What was ordered, and by whom. `limit` counts disputes."""
        return cast("m.PaginatedOrderList", self.call("GET", "/api/v1/orders/", query={"commission": commission, "cursor": cursor, "dispute": dispute, "limit": limit}))

    def iterate_orders_list(
        self,
        *,
        commission: str | None = None,
        dispute: str | None = None,
    ) -> Iterator[m.Order]:
        """Every row of ``orders_list``."""
        return self.pages("/api/v1/orders/", {"commission": commission, "dispute": dispute})

    def lines_orders_list(
        self,
        *,
        commission: str | None = None,
        dispute: str | None = None,
    ) -> Iterator[m.Order]:
        """Every row of ``orders_list``."""
        return self.lines("/api/v1/orders/", {"commission": commission, "dispute": dispute})

    def organisations_list(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> m.PaginatedPartyList:
        """The organisations that ask in public disputes."""
        return cast("m.PaginatedPartyList", self.call("GET", "/api/v1/organisations/", query={"cursor": cursor, "limit": limit}))

    def iterate_organisations_list(
        self,
    ) -> Iterator[m.Party]:
        """Every row of ``organisations_list``."""
        return self.pages("/api/v1/organisations/", {})

    def lines_organisations_list(
        self,
    ) -> Iterator[m.Party]:
        """Every row of ``organisations_list``."""
        return self.lines("/api/v1/organisations/", {})

    def propositions_list(
        self,
        *,
        code: str | None = None,
        cursor: str | None = None,
        dispute: str | None = None,
        is_admission: bool | None = None,
        limit: int | None = None,
        made_on: str | None = None,
    ) -> m.PaginatedPropositionList:
        """The ledger."""
        return cast("m.PaginatedPropositionList", self.call("GET", "/api/v1/propositions/", query={"code": code, "cursor": cursor, "dispute": dispute, "is_admission": is_admission, "limit": limit, "made_on": made_on}))

    def iterate_propositions_list(
        self,
        *,
        code: str | None = None,
        dispute: str | None = None,
        is_admission: bool | None = None,
        made_on: str | None = None,
    ) -> Iterator[m.Proposition]:
        """Every row of ``propositions_list``."""
        return self.pages("/api/v1/propositions/", {"code": code, "dispute": dispute, "is_admission": is_admission, "made_on": made_on})

    def lines_propositions_list(
        self,
        *,
        code: str | None = None,
        dispute: str | None = None,
        is_admission: bool | None = None,
        made_on: str | None = None,
    ) -> Iterator[m.Proposition]:
        """Every row of ``propositions_list``."""
        return self.lines("/api/v1/propositions/", {"code": code, "dispute": dispute, "is_admission": is_admission, "made_on": made_on})

    def public_bodies_list(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> m.PaginatedPartyList:
        """The public bodies that answer in public disputes."""
        return cast("m.PaginatedPartyList", self.call("GET", "/api/v1/public-bodies/", query={"cursor": cursor, "limit": limit}))

    def iterate_public_bodies_list(
        self,
    ) -> Iterator[m.Party]:
        """Every row of ``public_bodies_list``."""
        return self.pages("/api/v1/public-bodies/", {})

    def lines_public_bodies_list(
        self,
    ) -> Iterator[m.Party]:
        """Every row of ``public_bodies_list``."""
        return self.lines("/api/v1/public-bodies/", {})

    def questions_list(
        self,
        *,
        asked_on: str | None = None,
        cursor: str | None = None,
        dispute: str | None = None,
        due_on: str | None = None,
        fate: str | None = None,
        hearing: str | None = None,
        is_open: bool | None = None,
        limit: int | None = None,
        number: int | None = None,
    ) -> m.PaginatedQuestionList:
        """The questions of open hearings, answered and not."""
        return cast("m.PaginatedQuestionList", self.call("GET", "/api/v1/questions/", query={"asked_on": asked_on, "cursor": cursor, "dispute": dispute, "due_on": due_on, "fate": fate, "hearing": hearing, "is_open": is_open, "limit": limit, "number": number}))

    def iterate_questions_list(
        self,
        *,
        asked_on: str | None = None,
        dispute: str | None = None,
        due_on: str | None = None,
        fate: str | None = None,
        hearing: str | None = None,
        is_open: bool | None = None,
        number: int | None = None,
    ) -> Iterator[m.Question]:
        """Every row of ``questions_list``."""
        return self.pages("/api/v1/questions/", {"asked_on": asked_on, "dispute": dispute, "due_on": due_on, "fate": fate, "hearing": hearing, "is_open": is_open, "number": number})

    def lines_questions_list(
        self,
        *,
        asked_on: str | None = None,
        dispute: str | None = None,
        due_on: str | None = None,
        fate: str | None = None,
        hearing: str | None = None,
        is_open: bool | None = None,
        number: int | None = None,
    ) -> Iterator[m.Question]:
        """Every row of ``questions_list``."""
        return self.lines("/api/v1/questions/", {"asked_on": asked_on, "dispute": dispute, "due_on": due_on, "fate": fate, "hearing": hearing, "is_open": is_open, "number": number})

    def registry_disputes_findings_retrieve(
        self,
        code: str,
    ) -> m.Checked:
        """The checklist with what lies there and what was found."""
        return cast("m.Checked", self.call("GET", f"/api/v1/registry/disputes/{part(code)}/findings/"))

    def registry_disputes_findings_create(
        self,
        code: str,
        body: m.FindingsTold,
        *,
        idempotency_key: str | None = None,
    ) -> m.Checked:
        """Write down what was found; findings are appended, the latest of a place stands."""
        return cast("m.Checked", self.call("POST", f"/api/v1/registry/disputes/{part(code)}/findings/", body=body, key=idempotency_key, is_keyed=True))

    def registry_disputes_hearings_create(
        self,
        code: str,
        body: m.SlotTold,
        *,
        idempotency_key: str | None = None,
    ) -> m.Planned:
        """Draft a hearing; nobody is told before its release."""
        return cast("m.Planned", self.call("POST", f"/api/v1/registry/disputes/{part(code)}/hearings/", body=body, key=idempotency_key, is_keyed=True))

    def registry_disputes_notice_create(
        self,
        code: str,
        body: m.NoticeTold,
        *,
        idempotency_key: str | None = None,
    ) -> m.NoticeSent:
        """Tell the applicant what is missing; the time for bringing it starts."""
        return cast("m.NoticeSent", self.call("POST", f"/api/v1/registry/disputes/{part(code)}/notice/", body=body, key=idempotency_key, is_keyed=True))

    def registry_disputes_registration_create(
        self,
        code: str,
        body: m.EntryTold,
        *,
        idempotency_key: str | None = None,
    ) -> m.Registered:
        """Register a dispute that was checked; both sides are told, the deed is on order."""
        return cast("m.Registered", self.call("POST", f"/api/v1/registry/disputes/{part(code)}/registration/", body=body, key=idempotency_key, is_keyed=True))

    def registry_statements_list(
        self,
        code: str,
    ) -> m.StatementPage:
        """All of them, those that nobody reviewed too."""
        return cast("m.StatementPage", self.call("GET", f"/api/v1/registry/disputes/{part(code)}/statements/"))

    def registry_disputes_statements_create(
        self,
        code: str,
        body: m.StatementTold,
        *,
        idempotency_key: str | None = None,
    ) -> m.StatementShown:
        """Record words; the public reads them after somebody else has reviewed them."""
        return cast("m.StatementShown", self.call("POST", f"/api/v1/registry/disputes/{part(code)}/statements/", body=body, key=idempotency_key, is_keyed=True))

    def registry_disputes_statements_review_create(
        self,
        code: str,
        statement: str,
        body: m.ReviewTold,
        *,
        idempotency_key: str | None = None,
    ) -> m.StatementShown:
        """Confirm a statement that somebody else recorded, or refuse it with a reason."""
        return cast("m.StatementShown", self.call("POST", f"/api/v1/registry/disputes/{part(code)}/statements/{part(statement)}/review/", body=body, key=idempotency_key, is_keyed=True))

    def registry_hearings_retrieve(
        self,
        code: str,
    ) -> m.Planned:
        """As it stands."""
        return cast("m.Planned", self.call("GET", f"/api/v1/registry/hearings/{part(code)}/"))

    def registry_hearings_update(
        self,
        code: str,
        body: m.SlotTold,
        *,
        idempotency_key: str | None = None,
    ) -> m.Planned:
        """Put it on another day, hour or place: a new draft stands for it, with its own code. The code is the condition: what was moved meanwhile is not there any more (404, 409)."""
        return cast("m.Planned", self.call("PUT", f"/api/v1/registry/hearings/{part(code)}/", body=body, key=idempotency_key, is_keyed=True))

    def registry_hearings_destroy(
        self,
        code: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Drop a draft, or cancel with the next release what people were told of."""
        self.call("DELETE", f"/api/v1/registry/hearings/{part(code)}/", key=idempotency_key, is_keyed=True)

    def registry_releases_create(
        self,
        body: m.ReleaseTold,
        *,
        idempotency_key: str | None = None,
    ) -> m.PlannedList:
        """Make drafts known in one act: parties are told, calendars and the agenda change."""
        return cast("m.PlannedList", self.call("POST", "/api/v1/registry/releases/", body=body, key=idempotency_key, is_keyed=True))

    def search_retrieve(
        self,
        *,
        applicant: str | None = None,
        applicant_kind: str | None = None,
        commission: str | None = None,
        days: str | None = None,
        disposition: str | None = None,
        exemption: str | None = None,
        ground: str | None = None,
        page: int | None = None,
        phase: str | None = None,
        q: str | None = None,
        regime: str | None = None,
        respondent: str | None = None,
        sort: Literal['masuk', 'putusan', 'sesuai', 'tenggat', 'terbaru'] | None = None,
        year: str | None = None,
    ) -> m.Found:
        """Disputes by words, register numbers and facets."""
        return cast("m.Found", self.call("GET", "/api/v1/search/", query={"applicant": applicant, "applicant_kind": applicant_kind, "commission": commission, "days": days, "disposition": disposition, "exemption": exemption, "ground": ground, "page": page, "phase": phase, "q": q, "regime": regime, "respondent": respondent, "sort": sort, "year": year}))

    def statements_list(
        self,
        *,
        commission: str | None = None,
        cursor: str | None = None,
        dispute: str | None = None,
        limit: int | None = None,
    ) -> m.PaginatedStatementList:
        """What was said outside hearings, as published. `limit` counts disputes."""
        return cast("m.PaginatedStatementList", self.call("GET", "/api/v1/statements/", query={"commission": commission, "cursor": cursor, "dispute": dispute, "limit": limit}))

    def iterate_statements_list(
        self,
        *,
        commission: str | None = None,
        dispute: str | None = None,
    ) -> Iterator[m.Statement]:
        """Every row of ``statements_list``."""
        return self.pages("/api/v1/statements/", {"commission": commission, "dispute": dispute})

    def lines_statements_list(
        self,
        *,
        commission: str | None = None,
        dispute: str | None = None,
    ) -> Iterator[m.Statement]:
        """Every row of ``statements_list``."""
        return self.lines("/api/v1/statements/", {"commission": commission, "dispute": dispute})

    def uploads_create(
        self,
        body: m.UploadStart,
        *,
        idempotency_key: str | None = None,
    ) -> m.UploadStanding:
        """Open an upload; its bytes are sent to the address in `Location`."""
        return cast("m.UploadStanding", self.call("POST", "/api/v1/uploads/", body=body, key=idempotency_key, is_keyed=True))

    def uploads_retrieve(
        self,
        code: str,
    ) -> m.UploadStanding:
        """How far it is."""
        return cast("m.UploadStanding", self.call("GET", f"/api/v1/uploads/{part(code)}/"))

    def uploads_partial_update(
        self,
        code: str,
        body: bytes,
        *,
        upload_offset: int,
    ) -> m.UploadStanding:
        """Send the next bytes; with the last one the file is whole and goes to its check. What was sent already may come again and changes nothing, so no `Idempotency-Key` is asked for. `Upload-Offset` of the answer is where to go on."""
        return cast("m.UploadStanding", self.call("PATCH", f"/api/v1/uploads/{part(code)}/", body=body, headers={"Upload-Offset": upload_offset}))

    def uploads_destroy(
        self,
        code: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Take it away, unless it serves somewhere."""
        self.call("DELETE", f"/api/v1/uploads/{part(code)}/", key=idempotency_key, is_keyed=True)

    def utterances_list(
        self,
        *,
        cursor: str | None = None,
        date: str | None = None,
        dispute: str | None = None,
        fate: str | None = None,
        hearing: str | None = None,
        kind: str | None = None,
        limit: int | None = None,
        number: int | None = None,
        page: int | None = None,
        replies_to: int | None = None,
        side: str | None = None,
        speaker: str | None = None,
    ) -> m.PaginatedUtteranceList:
        """The words of released transcripts, in the order in which they are kept."""
        return cast("m.PaginatedUtteranceList", self.call("GET", "/api/v1/utterances/", query={"cursor": cursor, "date": date, "dispute": dispute, "fate": fate, "hearing": hearing, "kind": kind, "limit": limit, "number": number, "page": page, "replies_to": replies_to, "side": side, "speaker": speaker}))

    def iterate_utterances_list(
        self,
        *,
        date: str | None = None,
        dispute: str | None = None,
        fate: str | None = None,
        hearing: str | None = None,
        kind: str | None = None,
        number: int | None = None,
        page: int | None = None,
        replies_to: int | None = None,
        side: str | None = None,
        speaker: str | None = None,
    ) -> Iterator[m.Utterance]:
        """Every row of ``utterances_list``."""
        return self.pages("/api/v1/utterances/", {"date": date, "dispute": dispute, "fate": fate, "hearing": hearing, "kind": kind, "number": number, "page": page, "replies_to": replies_to, "side": side, "speaker": speaker})

    def lines_utterances_list(
        self,
        *,
        date: str | None = None,
        dispute: str | None = None,
        fate: str | None = None,
        hearing: str | None = None,
        kind: str | None = None,
        number: int | None = None,
        page: int | None = None,
        replies_to: int | None = None,
        side: str | None = None,
        speaker: str | None = None,
    ) -> Iterator[m.Utterance]:
        """Every row of ``utterances_list``."""
        return self.lines("/api/v1/utterances/", {"date": date, "dispute": dispute, "fate": fate, "hearing": hearing, "kind": kind, "number": number, "page": page, "replies_to": replies_to, "side": side, "speaker": speaker})

    def webhooks_list(
        self,
    ) -> m.WebhookList:
        """All of them: there are ten at most."""
        return cast("m.WebhookList", self.call("GET", "/api/v1/webhooks/"))

    def webhooks_create(
        self,
        body: m.WebhookStart,
        *,
        idempotency_key: str | None = None,
    ) -> m.WebhookMade:
        """Register an address. The answer holds the secret of its signatures."""
        return cast("m.WebhookMade", self.call("POST", "/api/v1/webhooks/", body=body, key=idempotency_key, is_keyed=True))

    def webhooks_retrieve(
        self,
        code: str,
    ) -> m.WebhookShown:
        """What it hears of."""
        return cast("m.WebhookShown", self.call("GET", f"/api/v1/webhooks/{part(code)}/"))

    def webhooks_destroy(
        self,
        code: str,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Send nothing there from now on; what was sent is forgotten in its time."""
        self.call("DELETE", f"/api/v1/webhooks/{part(code)}/", key=idempotency_key, is_keyed=True)

    def webhooks_deliveries_list(
        self,
        code: str,
        *,
        after: str | None = None,
        state: Literal['waiting', 'sent', 'failed', 'cancelled'] | None = None,
    ) -> m.DeliveryPage:
        """Fifty at a time, the latest first, each with every try."""
        return cast("m.DeliveryPage", self.call("GET", f"/api/v1/webhooks/{part(code)}/deliveries/", query={"after": after, "state": state}))

    def webhooks_deliveries_create(
        self,
        code: str,
        *,
        idempotency_key: str | None = None,
    ) -> m.Delivery:
        """Send a message that says nothing, of the kind `test`."""
        return cast("m.Delivery", self.call("POST", f"/api/v1/webhooks/{part(code)}/deliveries/", key=idempotency_key, is_keyed=True))

    def webhooks_deliveries_again_create(
        self,
        code: str,
        delivery: str,
        *,
        idempotency_key: str | None = None,
    ) -> m.Delivery:
        """Send it again under the same `webhook-id`, whatever became of it before. Refused (409) while it is on its way."""
        return cast("m.Delivery", self.call("POST", f"/api/v1/webhooks/{part(code)}/deliveries/{part(delivery)}/again/", key=idempotency_key, is_keyed=True))

    def webhooks_secret_create(
        self,
        code: str,
        *,
        idempotency_key: str | None = None,
    ) -> m.WebhookMade:
        """Draw another secret; for 24 hours messages are signed with the one before too."""
        return cast("m.WebhookMade", self.call("POST", f"/api/v1/webhooks/{part(code)}/secret/", key=idempotency_key, is_keyed=True))
