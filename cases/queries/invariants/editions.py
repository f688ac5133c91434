"""Frozen transcripts: fingerprints, lines, words and errata."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import rfc8785
from django.db.models import QuerySet

from cases.adapters import fonts
from cases.adapters.transcript_forms import as_json, as_pdf
from cases.domain import transcripts
from cases.models import Edition, EditionLine, Erratum, Passage
from cases.queries.invariants.rule import Rule
from cases.queries.stances import still_says
from cases.queries.transcripts import corrections_for


def _fingerprints() -> Iterator[tuple[str, bool]]:
    for edition in _editions():
        lines = _lines(edition)
        yield (
            edition.code,
            len(lines) == edition.line_count
            and transcripts.content_digest(lines) == edition.content_sha256
            and edition.record["content_sha256"] == edition.content_sha256,
        )


def _lines_again() -> Iterator[tuple[str, bool]]:
    """The rows against lines broken again, where the layout is still the one they had."""
    for edition in _editions():
        if edition.layout == as_pdf.layout():
            turns = as_json.from_plain({**edition.record, "lines": []}).turns
            again = transcripts.lay_out(turns, measure=fonts.measure)
            yield edition.code, tuple(_lines(edition)) == again


def _frozen_words() -> Iterator[tuple[str, bool]]:
    """The words in the frozen record are those of the turns, or what was ordered instead."""
    for edition in _editions():
        turns = as_json.from_plain({**edition.record, "lines": []}).turns
        ordered = corrections_for([edition])
        numbered = edition.hearing.utterances.filter(number__isnull=False)
        said = [
            (
                row.number,
                ordered[row.pk].text
                if row.pk in ordered
                else max(row.revisions.all(), key=lambda one: one.rev).text,
                row.is_closed,
            )
            for row in numbered.prefetch_related("revisions").order_by("number")
        ]
        yield edition.code, said == [(one.number, one.text, one.is_closed) for one in turns]


def _steps() -> Iterator[tuple[str, bool]]:
    """Every step was done on the edition as it stands, and in its order."""
    for edition in _editions().prefetch_related("steps"):
        steps = sorted(edition.steps.all(), key=lambda one: one.pk)
        whole = hashlib.sha256(rfc8785.dumps(edition.record)).hexdigest()
        kinds = [one.kind for one in steps]
        if steps:
            yield (
                edition.code,
                kinds == [kind.value for kind in transcripts.StepKind][: len(kinds)]
                and {one.content_sha256 for one in steps} == {edition.content_sha256}
                and {one.record_sha256 for one in steps} == {whole},
            )


def _editions() -> QuerySet[Edition]:
    return Edition.objects.select_related("hearing").order_by("code")


def _lines(edition: Edition) -> list[transcripts.Line]:
    rows = EditionLine.objects.filter(edition=edition).order_by("page", "line")
    told = ("page", "line", "utterance__number", "char_from", "char_to", "text", "kind")
    return [transcripts.Line(*row) for row in rows.values_list(*told)]


def _errata() -> Iterator[tuple[str, bool]]:
    rows = Erratum.objects.select_related("first", "last").order_by("pk")
    for row in rows:
        ends = (row.first.page, row.first.line), (row.last.page, row.last.line)
        own = {row.first.edition_id, row.last.edition_id} == {row.edition_id}
        yield f"ralat {row.pk}", own and ends[0] <= ends[1]


def _passages() -> Iterator[tuple[str, bool]]:
    for passage in Passage.objects.select_related("first", "last").order_by("pk"):
        yield f"kutipan {passage.pk}", still_says(passage)


RULES = (
    Rule(
        "edition_has_its_fingerprint", "Sidik jari edisi cocok dengan barisnya", _fingerprints
    ),
    Rule("lines_break_as_they_did", "Baris edisi sama bila disusun ulang", _lines_again),
    Rule("edition_tells_the_words", "Kata edisi sama dengan ucapannya", _frozen_words),
    Rule("step_is_of_its_edition", "Langkah pengesahan atas edisi yang berdiri", _steps),
    Rule("passage_tells_its_lines", "Kutipan sama dengan baris yang ditunjuknya", _passages),
    Rule("erratum_stays_in_its_edition", "Ralat menunjuk baris edisinya", _errata),
)
