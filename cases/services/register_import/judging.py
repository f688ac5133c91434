"""Judging rows against the record: new, known already, or nothing that can be entered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cases.domain.register_import import AgendaRow, RegisterRow, Remark, Report
from cases.domain.register_import.cells import SILENT, plain
from cases.domain.register_import.kinds import folded
from cases.domain.register_import.names import NEW, Directory, Known
from cases.domain.register_import.reasons import Reason, because
from cases.models import Dispute, ImportBatch, ImportedRow
from cases.queries.register_import import Held

COUNTING = frozenset({"no", "nomor", "no urut", "nomor urut"})  # headings that only count
Row = RegisterRow | AgendaRow


def first_of_each(rows: Sequence[Row], report: Report) -> list[Row]:
    """The rows to go on with: not refused, and none that says again what one above it says."""
    seen: dict[str, Row] = {}
    slugs: dict[str, Row] = {}
    found: list[Row] = []
    for row in rows:
        twin = seen.get(row.key)
        if twin is None and isinstance(row, RegisterRow) and row.number:
            twin = slugs.get(row.number.slug.casefold())
        if row.rejected:
            report.warn(row.remarks)
            report.reject(row.row, row.rejected)
        elif twin is None:
            found.append(row)
            seen[row.key] = row
            if isinstance(row, RegisterRow) and row.number:
                slugs[row.number.slug.casefold()] = row
        elif _words(row.written) == _words(twin.written):
            report.unchanged += 1
            report.warn([_about(row, None, because("same_as_row", row=twin.row))])
        else:
            reason = because("number_of_row", row=twin.row)
            report.warn(row.remarks)
            report.reject(row.row, reason)
    return found


def new_registers(
    rows: Sequence[RegisterRow], held: Held, batch: ImportBatch | None, report: Report
) -> list[RegisterRow]:
    """The rows that no dispute stands for yet; the others are told in the report."""
    found = []
    for row in rows:
        if (old := held.rows.get(row.key)) is not None:
            _known(row, old, batch, report)
        elif (old := _without_number(row, held)) is not None:
            _known(row, old, None, report)
        elif row.number and row.number.normal in held.numbers:
            report.unchanged += 1
            report.warn(_differing(row, held.numbers[row.number.normal]))
        elif row.number and row.number.slug in held.slugs:
            report.warn(row.remarks)
            report.reject(
                row.row,
                because("address_taken", number=held.slugs[row.number.slug]),
            )
        else:
            found.append(row)
    return found


def new_agenda(
    rows: Sequence[AgendaRow], held: Held, batch: ImportBatch | None, report: Report
) -> list[tuple[AgendaRow, Dispute]]:
    """The rows that stand in no docket yet, each with its dispute."""
    found = []
    for row in rows:
        if (old := held.rows.get(row.key)) is not None:
            _known(row, old, batch, report)
            continue
        dispute, refusal = _dispute_of(row, held)
        report.warn(row.remarks)
        if dispute is None:
            report.reject(row.row, refusal)
        else:
            found.append((row, dispute))
    return found


def body_remarks(row: RegisterRow, bodies: Directory) -> list[Remark]:
    """What has to be said of the spelling of a body; a new body is known from then on."""
    match = bodies.match(row.public_body)
    if match.known is not None:
        spelt = {" ".join(name.casefold().split()) for name in (match.known.name,
                                                                match.known.short)}  # fmt: skip
        if row.public_body.casefold() in spelt:
            return []
        return [_body(row, match.known.name, because("other_spelling"))]
    bodies.add(Known(f"{NEW}{match.name}", match.name))
    if match.like is None:
        return []
    reason = because("maybe_body", name=match.like.name, score=f"{match.score:.0%}")
    return [_body(row, None, reason)]


def _known(row: Row, old: ImportedRow, batch: ImportBatch | None, report: Report) -> None:
    """A row that was imported before: by this very batch, or by an earlier one."""
    if batch is not None and old.batch_id == batch.pk:
        report.imported += 1
        report.warn(row.remarks)
        return
    report.unchanged += 1
    for heading, now in row.written.items():
        was = old.written.get(heading)
        if was is not None and plain(was) != plain(now) and folded(heading) not in COUNTING:
            reason = because("differs_from_import")
            report.warn([Remark(row.row, heading, now, was, reason)])


def _without_number(row: RegisterRow, held: Held) -> ImportedRow | None:
    """The row by which the same case came in before it had a register number."""
    if row.number is None:
        return None
    heading = _heading(row, "applicant")
    for old in held.cases.get(row.case_key, ()):
        is_same = old.understood.get("public_body") == row.public_body
        applicants = {plain(told.get(heading, "")) for told in (old.written, row.written)}
        if not old.understood.get("number") and is_same and len(applicants) == 1:
            return old
    return None


def _differing(row: RegisterRow, dispute: Dispute) -> list[Remark]:
    """How a row differs from a dispute that was entered by hand, or by another way."""
    told = [_about(row, dispute.code, because("number_known"))]
    for field in ("received_on", "registered_on"):
        day, known = row.days.get(field), getattr(dispute, field)
        if day and known and day != known:
            reason = because("differs_from_record")
            told.append(
                Remark(
                    row.row, _heading(row, field), day.isoformat(), known.isoformat(), reason
                )
            )
    return told


def _dispute_of(row: AgendaRow, held: Held) -> tuple[Dispute | None, Reason]:
    if row.register:
        dispute = held.numbers.get(row.register)
        return dispute, SILENT if dispute else because("no_dispute", number=row.register)
    cases = {old.dispute_id: old.dispute for old in held.cases.get(row.case_key, ())}
    if len(cases) == 1:
        return next(iter(cases.values())), SILENT
    case = row.case_key.removeprefix("row:")
    return None, because("many_cases" if cases else "no_case", case=case)


def _body(row: RegisterRow, understood: str | None, reason: Reason) -> Remark:
    return Remark(row.row, _heading(row, "public_body"), row.public_body, understood, reason)


def _about(row: Row, understood: str | None, reason: Reason) -> Remark:
    key = row.key if isinstance(row, AgendaRow) or row.number is None else row.number.raw
    return Remark(row.row, _heading(row, "register_number"), key, understood, reason)


def _heading(row: Row, field: str) -> str:
    return row.headings.get(field, field)


def _words(written: Mapping[str, str]) -> dict[str, str]:
    return {
        heading: plain(text)
        for heading, text in written.items()
        if folded(heading) not in COUNTING
    }
