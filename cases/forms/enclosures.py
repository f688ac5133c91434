"""The step of an application that takes files, by the checklist of its applicant."""

from __future__ import annotations

from collections.abc import Sequence

from cases.domain.filing import PLACE_OF_PROOF, Chronology, Enclosed, checklist
from cases.domain.information_requests import ProofKind
from cases.domain.parties import RepresentationBasis
from cases.domain.uploads import UploadState
from cases.forms.drafts import Answers, ChronologyStep, StepForm, as_posted
from cases.models import FilingDraft
from cases.queries import uploads

FILES = "berkas_"  # before the code of a place: what lies there


class DocumentsStep(StepForm):
    """Files by the checklist of this applicant; what is missing is told and is no bar."""

    def prepare(self, held: FilingDraft, told: Answers) -> None:
        who, days = told.get("pemohon", {}), _chronology(held, told)
        self.kind = who.get("jenis", "")
        basis = RepresentationBasis(who.get("dasar") or RepresentationBasis.OFFICE)
        self.places = checklist(self.kind, basis, days)
        proven = _proven(held)
        wanted = {
            place.code: self._wanted(place.code, proven.get(place.code, ()))
            for place in self.places
        }
        codes = [code for found in (*wanted.values(), *proven.values()) for code in found]
        known = uploads.chosen(held.organisation, codes)
        self.brought = {
            place: [known[code] for code in found if code in known]
            for place, found in wanted.items()
        }
        self.offered = {
            place: [known[code] for code in proven.get(place, ()) if code not in found]
            for place, found in wanted.items()
        }

    def _wanted(self, place: str, proven: Sequence[str]) -> Sequence[str]:
        """What was chosen for a place; before its writer saw it, the proofs of the request."""
        is_seen = self.is_bound and f"{FILES}{place}" in self.data
        return self.data.getlist(f"{FILES}{place}") if is_seen else proven

    def to_enclosures(self) -> tuple[Enclosed, ...]:
        return tuple(
            Enclosed(place, one.code, one.sha256)
            for place, found in self.brought.items()
            for one in found
            if one.state != UploadState.REFUSED
        )


def _proven(held: FilingDraft) -> dict[str, list[str]]:
    """The proofs of the request by the place where they belong: codes of uploads."""
    found: dict[str, list[str]] = {}
    if held.information_request is not None:
        for proof in held.information_request.proofs.all():
            if proof.upload.state != UploadState.REFUSED:
                place = PLACE_OF_PROOF[ProofKind(proof.kind)]
                found.setdefault(place.code, []).append(proof.upload.code)
    return found


def _chronology(held: FilingDraft, told: Answers) -> Chronology | None:
    """The days as far as they are written, for what can be enclosed at all."""
    if "riwayat" not in told:
        return None
    form = ChronologyStep(as_posted(told["riwayat"]), held=held, told=told)
    return form.to_chronology() if form.is_valid() else None
