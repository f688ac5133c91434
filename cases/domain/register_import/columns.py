"""Which column holds what: the headings of real registers, and what a clerk says of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from cases.domain.errors import CaseError
from cases.domain.register_import.kinds import folded

HEAD_WITHIN = 15  # rows above the head may hold a title
IGNORED = ""


class ImportKind(StrEnum):
    REGISTER = "register"
    AGENDA = "agenda"


# Fields with the headings under which they were met; the field's own name counts as well.
FIELDS: Mapping[ImportKind, Mapping[str, tuple[str, ...]]] = {
    ImportKind.REGISTER: {
        "no": ("no", "nomor", "no urut", "nomor urut"),
        "year": ("tahun", "thn"),
        "filing_number": ("no reg pendaftaran", "nomor pendaftaran", "no pendaftaran"),
        "register_number": (
            "no register sengketa", "nomor register sengketa", "no register", "nomor register",
            "no registrasi", "nomor registrasi", "register", "register sengketa", "no sengketa",
            "nomor register perkara", "no perkara",
        ),
        "applicant": ("pemohon", "nama pemohon"),
        "applicant_kind": ("jenis pemohon", "kategori pemohon"),
        "applicant_address": ("alamat pemohon", "alamat", "alamat lengkap pemohon"),
        "public_body": ("badan publik", "termohon", "nama badan publik", "nama termohon"),
        "requested_on": ("tanggal permohonan", "tgl permohonan", "tanggal permintaan"),
        "replied_on": ("tanggal jawaban", "tgl jawaban"),
        "objected_on": ("tanggal keberatan", "tgl keberatan"),
        "objection_replied_on": ("tanggal tanggapan", "tgl tanggapan", "tanggapan keberatan"),
        "sent_on": (
            "tanggal pengajuan psi", "tgl pengajuan psi", "tanggal pengajuan",
            "tanggal pengajuan sengketa",
        ),
        "received_on": ("tanggal terima", "tgl terima", "tanggal diterima"),
        "registered_on": (
            "tanggal akta", "tgl akta", "tanggal registrasi", "tgl registrasi",
            "tanggal akta registrasi", "tanggal register",
        ),
        "received_weekday": ("hari terima", "hari"),
        "received_time": ("waktu terima", "jam terima", "pukul"),
        "channel": ("metode pendaftaran", "cara pendaftaran"),
        "information": (
            "informasi yang diminta", "informasi diminta", "informasi yang dimohon",
            "informasi yang dimohonkan", "objek sengketa", "pokok sengketa",
        ),
        "classification": ("klasifikasi", "klasifikasi informasi"),
    },
    ImportKind.AGENDA: {
        "case_no": ("no kasus", "nomor kasus", "no", "nomor"),
        "year": ("tahun", "thn"),
        "register_number": ("register", "no register sengketa", "no register",
                            "nomor register", "nomor register sengketa"),
        "agenda_no": ("agenda ke", "sidang ke"),
        "agenda": ("agenda raw", "agenda", "tanggal sidang", "agenda sidang", "jadwal"),
    },
}  # fmt: skip
NEEDED: Mapping[ImportKind, tuple[tuple[str, ...], ...]] = {
    ImportKind.REGISTER: (("public_body",), ("register_number", "no", "applicant")),
    ImportKind.AGENDA: (("agenda",), ("register_number", "case_no")),
}


class UnusableMap(CaseError):
    """The columns of a table do not tell what an import needs, or a map names what is not."""

    code = "unusable_map"


@dataclass(frozen=True, slots=True)
class TableMap:
    """What a clerk has said: heading to field (empty: left out), spelling of a body to its slug
    (empty: a body of its own).
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)

    def over(self, other: TableMap) -> TableMap:
        """This one, and where it is silent the other."""
        return TableMap({**other.columns, **self.columns}, {**other.bodies, **self.bodies})

    def told(self) -> dict[str, dict[str, str]]:
        """As it is kept, and as a map file holds it."""
        return {"columns": dict(self.columns), "bodies": dict(self.bodies)}


def mapping_of(told: object, kind: ImportKind) -> TableMap:
    """A map as a file holds it: tables ``columns`` and ``bodies``, or headings alone.

    Raises:
        UnusableMap: it has another shape, or names a field that there is not.
    """
    if not isinstance(told, dict):
        raise UnusableMap("Peta impor harus berupa tabel.")
    parts: dict[str, Any] = dict(told)
    columns, bodies = parts.pop("columns", {}), parts.pop("bodies", {})
    if not isinstance(columns, dict) or not isinstance(bodies, dict):
        raise UnusableMap("Bagian columns dan bodies pada peta impor harus berupa tabel.")
    columns = {**parts, **columns}
    for one in (*columns.values(), *bodies.values()):
        if not isinstance(one, str):
            raise UnusableMap("Isi peta impor harus berupa kata.")
    unknown = {one for one in columns.values() if one and one not in FIELDS[kind]}
    if unknown:
        names = ", ".join(FIELDS[kind])
        raise UnusableMap(
            f"Peta impor menyebut {', '.join(sorted(unknown))}; yang dikenal: {names}."
        )
    return TableMap(columns, bodies)


def suggested(headings: Iterable[str], kind: ImportKind, mapping: TableMap) -> dict[str, str]:
    """A field for each heading (empty: none): what the clerk said, else what it is called."""
    said = {folded(heading): name for heading, name in mapping.columns.items()}
    synonyms = {
        folded(word): name for name, words in FIELDS[kind].items() for word in (name, *words)
    }
    taken = set(said.values())
    found: dict[str, str] = {}
    for heading in headings:
        key = folded(heading)
        name = said[key] if key in said else synonyms.get(key, IGNORED)
        if key not in said and name in taken:
            name = IGNORED
        found[heading] = name
        taken.add(name)
    return found


def check(columns: Mapping[str, str], kind: ImportKind) -> None:
    """Refuse columns that do not tell enough, or two columns for one field.

    Raises:
        UnusableMap: names what is missing or double.
    """
    held = [name for name in columns.values() if name]
    double = sorted({name for name in held if held.count(name) > 1})
    if double:
        raise UnusableMap(f"Dua kolom dipetakan ke {', '.join(double)}; pilih satu.")
    for choice in NEEDED[kind]:
        if not set(choice) & set(held):
            words = " atau ".join(FIELDS[kind][name][0].upper() for name in choice)
            raise UnusableMap(f"Kolom {words} tidak ditemukan; petakan judul kolomnya.")


def head_of(rows: Sequence[Sequence[str]], kind: ImportKind, mapping: TableMap) -> int:
    """The row that holds the headings: of the first ones that of which most are known."""
    counts = [
        sum(1 for name in suggested(filter(None, row), kind, mapping).values() if name)
        for row in rows[:HEAD_WITHIN]
    ]
    best = max(counts, default=0)
    return counts.index(best) if best else 0
