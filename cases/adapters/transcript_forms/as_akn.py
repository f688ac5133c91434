"""Akoma Ntoso 3.0 (OASIS LegalDocML), document type ``debate``.

Page and line stand as ``eop``/``eol`` milestones. The pairing of questions and answers, and
what was admitted, the standard does not know; they stand in ``otherAnalysis`` under our names.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator

from lxml import etree
from lxml.builder import ElementMaker

from cases.domain import transcripts as t
from cases.domain.transcripts.iri import Iri
from cases.domain.wording import weekday_date

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
KI = "urn:sidang-terbuka:ki:1"
E = ElementMaker(namespace=AKN, nsmap={None: AKN, "ki": KI})
K = ElementMaker(namespace=KI, nsmap={"ki": KI})

PLACE_NAME = "debateSection"
PLACE = f"<!--{PLACE_NAME}-->".encode()
NAMES = f' xmlns="{AKN}" xmlns:ki="{KI}"'.encode()  # what the root says for its sections
REGISTRY = "#kepaniteraan"
UNKNOWN = "tidak-diketahui"
STATUS = {
    t.EditionKind.DRAFT: "draf",
    t.EditionKind.CERTIFIED: "disahkan",
    t.EditionKind.RECONSTRUCTION: "rekonstruksi-dari-pers",
}
ELEMENTS = {t.UtteranceKind.QUESTION: "question", t.UtteranceKind.ANSWER: "answer"}


def render(record: t.TranscriptRecord) -> bytes:
    """The record as one document, UTF-8, with its declaration.

    Sections are told one by one: as trees, those of a day would take hundreds of MiB.
    """
    voices = _voices(record)
    debate = E.debate(
        _meta(record, voices),
        E.coverPage(
            E.p(E.docAuthority(record.commission)),
            E.p(E.docTitle("Risalah sidang")),
            *[E.p(E.docketNumber(number)) for number in record.registers],
        ),
        E.preface(
            E.p(
                E.docStage(record.agenda or "Sidang"),
                ", ",
                E.docDate(weekday_date(record.held_on), date=str(record.held_on)),
            )
        ),
        E.debateBody(*[etree.Comment(PLACE_NAME)] * bool(record.turns)),
        name="risalah",
        contains="singleVersion",
    )
    around = etree.tostring(
        E.akomaNtoso(debate), xml_declaration=True, encoding="UTF-8", pretty_print=False
    )
    before, _place, behind = around.rpartition(PLACE)
    made = io.BytesIO()
    made.write(before)
    for section in _sections(record, voices):
        told = etree.tostring(section, encoding="UTF-8", xml_declaration=False)
        made.write(told.replace(NAMES, b"", 1))
    made.write(behind)
    return made.getvalue()


def _meta(record: t.TranscriptRecord, voices: dict[str, str]) -> etree._Element:
    return E.meta(
        _identification(record),
        E.workflow(
            E.step(
                eId="wf_1",
                date=str(record.frozen_on or record.held_on),
                by=REGISTRY,
                outcome=f"#{STATUS[record.kind]}",
            ),
            source=REGISTRY,
        ),
        E.analysis(E.otherAnalysis(*_analysis(record), source=REGISTRY), source=REGISTRY),
        _references(record, voices),
        *_notes(record),
    )


def _identification(record: t.TranscriptRecord) -> etree._Element:
    dated_on = record.frozen_on or record.held_on
    name = Iri(record.held_on, record.hearing_code, dated_on)
    work, expression, dated = name.work, name.expression, str(dated_on)

    def head(uri: str, suffix: str) -> list[etree._Element]:
        return [E.FRBRthis(value=f"{uri}/!main{suffix}"), E.FRBRuri(value=f"{uri}{suffix}")]

    return E.identification(
        E.FRBRWork(
            *head(work, ""),
            E.FRBRdate(date=str(record.held_on), name="sidang"),
            E.FRBRauthor(href="#komisi"),
            E.FRBRcountry(value="id"),
            E.FRBRsubtype(value="risalah"),
            E.FRBRnumber(value=record.hearing_code),
        ),
        E.FRBRExpression(
            *head(expression, ""),
            E.FRBRdate(date=dated, name=STATUS[record.kind]),
            E.FRBRauthor(href=REGISTRY),
            E.FRBRversionNumber(value=str(record.edition or 0)),
            E.FRBRauthoritative(
                value="true" if record.kind is t.EditionKind.CERTIFIED else "false"
            ),
            E.FRBRlanguage(language="ind"),
        ),
        E.FRBRManifestation(
            *head(expression, ".xml"),
            E.FRBRdate(date=dated, name="berkas"),
            E.FRBRauthor(href=REGISTRY),
            E.FRBRformat(value="application/akn+xml"),
        ),
        source=REGISTRY,
    )


def _analysis(record: t.TranscriptRecord) -> Iterator[etree._Element]:
    yield K.edition(
        sha256=record.content_sha256,
        kind=record.kind.value,
        code=record.verification_code,
        official="true" if record.kind is t.EditionKind.CERTIFIED else "false",
    )
    for thread in record.threads:
        answers = " ".join(f"#butir_{number}" for number in thread.answers)
        yield K.qa(question=f"#butir_{thread.question}", answers=answers, fate=thread.fate)
    for proposition in record.propositions:
        for number in proposition.numbers:
            yield K.assertion(
                proposition=proposition.code,
                legalEffect="admission",
                passage=f"#butir_{number}",
                text=proposition.text,
            )


def _references(record: t.TranscriptRecord, voices: dict[str, str]) -> etree._Element:
    def entry(kind: str, name: str, shown: str) -> etree._Element:
        return E(
            f"TLC{kind}",
            eId=name,
            href=f"/akn/ontology/{kind.lower()}/id.{name}",
            showAs=shown,
        )

    return E.references(
        entry("Organization", "komisi", record.commission),
        entry("Organization", "kepaniteraan", f"Kepaniteraan {record.commission}"),
        entry("Organization", "pemohon", record.applicant),
        entry("Organization", "termohon", record.respondent),
        *[entry("Person", name, shown) for shown, name in voices.items()],
        entry("Process", STATUS[record.kind], STATUS[record.kind]),
        source=REGISTRY,
    )


def _notes(record: t.TranscriptRecord) -> Iterator[etree._Element]:
    told = [f"{source.publisher}: {source.title} ({source.dated})" for source in record.sources]
    told += list(record.discrepancies)
    told += [t.FULL_NOTICE] if record.is_full else []
    if told:
        yield E.notes(
            *[E.note(E.p(text), eId=f"note_{no}") for no, text in enumerate(told, start=1)],
            source=REGISTRY,
        )


def _sections(record: t.TranscriptRecord, voices: dict[str, str]) -> Iterator[etree._Element]:
    groups: list[tuple[str, list[t.Turn]]] = []
    for turn in record.turns:
        if turn.section or not groups:
            groups.append((turn.section or "Jalannya sidang", []))
        groups[-1][1].append(turn)
    milestones = _milestones(record)
    hidden = {} if record.is_full else t.sealed_turns(record)
    for no, (title, turns) in enumerate(groups, start=1):
        yield E.debateSection(
            E.heading(title),
            *[
                _said(turn, voices, milestones.get(turn.number, ()), hidden.get(turn.number))
                for turn in turns
            ],
            name="tanya-jawab" if _asks(turns) else "pemeriksaan",
            eId=f"dbsect_{no}",
        )


def _asks(turns: list[t.Turn]) -> bool:
    return any(turn.kind is t.UtteranceKind.QUESTION for turn in turns)


def _said(
    turn: t.Turn,
    voices: dict[str, str],
    begins: Iterable[tuple[str, int]],
    hidden: str | None,
) -> etree._Element:
    milestones = [E(name, number=str(number)) for name, number in begins]
    text = " ".join(turn.text.split())
    name = f"butir_{turn.number}"
    if hidden or _is_scene(turn):
        remark = E.remark(*milestones, hidden or f"[{text}]", type="sceneDescription")
        return E.scene(remark, eId=name)
    bare = text if turn.rendering is t.Rendering.QUOTED else f"[{text}]"
    by = voices[_voice_of(turn)]
    return E(
        ELEMENTS.get(turn.kind, "speech"),
        E.num(f"{turn.number}."),
        E("from", t.label_of(turn).rstrip(":")),
        E.p(*milestones, bare, eId=f"{name}__p_1"),
        eId=name,
        by=f"#{by}",
    )


def _is_scene(turn: t.Turn) -> bool:
    return turn.kind is t.UtteranceKind.SCENE or turn.rendering is t.Rendering.NOTE


def _milestones(record: t.TranscriptRecord) -> dict[int, list[tuple[str, int]]]:
    """Where each turn begins a page or a line: milestones before its words."""
    found: dict[int, list[tuple[str, int]]] = {}
    for line in record.lines:
        if line.number is None:
            continue
        marks = found.setdefault(line.number, [])
        if line.line == 1:
            marks.append(("eop", line.page))
        marks.append(("eol", line.line))
    return found


def _voices(record: t.TranscriptRecord) -> dict[str, str]:
    """Each voice and the name by which the document refers to it."""
    voices: dict[str, str] = {}
    for turn in record.turns:
        shown = _voice_of(turn)
        if shown not in voices:
            base = re.sub(r"[^a-z0-9]+", "-", shown.lower()).strip("-") or UNKNOWN
            taken = {*voices.values(), "komisi", "kepaniteraan", "pemohon", "termohon"}
            voices[shown] = base if base not in taken else f"{base}-{len(voices) + 1}"
    return voices


def _voice_of(turn: t.Turn) -> str:
    return turn.speaker or turn.role or "Tidak diketahui"
