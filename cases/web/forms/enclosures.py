"""The step of an application that takes files, by the checklist of its applicant."""

from __future__ import annotations

from cases.domain.filing import Chronology, Enclosed, checklist
from cases.domain.parties import RepresentationBasis
from cases.domain.uploads import UploadState
from cases.models import FilingDraft
from cases.queries import uploads
from cases.web.forms.drafts import Answers, ChronologyStep, StepForm, as_posted

FILES = "berkas_"  # before the code of a place: what lies there


class DocumentsStep(StepForm):
    """Files by the checklist of this applicant; what is missing is told and is no bar."""

    def prepare(self, held: FilingDraft, told: Answers) -> None:
        who, days = told.get("pemohon", {}), _chronology(held, told)
        self.kind = who.get("jenis", "")
        basis = RepresentationBasis(who.get("dasar") or RepresentationBasis.OFFICE)
        self.places = checklist(self.kind, basis, days)
        wanted = {
            place.code: self.data.getlist(f"{FILES}{place.code}") if self.is_bound else []
            for place in self.places
        }
        codes = [code for found in wanted.values() for code in found]
        known = uploads.chosen(held.organisation, codes)
        self.brought = {
            place: [known[code] for code in found if code in known]
            for place, found in wanted.items()
        }

    def to_enclosures(self) -> tuple[Enclosed, ...]:
        return tuple(
            Enclosed(place, one.code, one.sha256)
            for place, found in self.brought.items()
            for one in found
            if one.state != UploadState.REFUSED
        )


def _chronology(held: FilingDraft, told: Answers) -> Chronology | None:
    """The days as far as they are written, for what can be enclosed at all."""
    if "riwayat" not in told:
        return None
    form = ChronologyStep(as_posted(told["riwayat"]), held=held, told=told)
    return form.to_chronology() if form.is_valid() else None
