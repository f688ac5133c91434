"""The steps of an application in the words of the API, beside those of their forms.

What is written is kept and judged by the same forms as on the pages (``cases/forms``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.datastructures import MultiValueDict
from rest_framework import serializers

from cases.api.acting.told import Told
from cases.domain import vocabulary
from cases.domain.filing import PLACES
from cases.domain.parties import RepresentationBasis
from cases.forms.drafts import lines
from cases.forms.enclosures import FILES

Raw = dict[str, Any]
LONGEST = 20_000


def _text(**more: Any) -> serializers.CharField:
    return serializers.CharField(
        required=False, allow_blank=True, max_length=more.pop("max_length", LONGEST), **more
    )


def _day(**more: Any) -> serializers.DateField:
    return serializers.DateField(required=False, allow_null=True, **more)


def _codes(group: str) -> serializers.ListField:
    known = serializers.ChoiceField(choices=list(vocabulary.terms(group)))
    return serializers.ListField(child=known, required=False, max_length=50)


class ApplicantStep(Told):
    """Who files, and who acts for them."""

    kind = serializers.ChoiceField(
        choices=list(vocabulary.terms("applicant_kind")), required=False
    )
    name = _text()
    address = _text(help_text="For letters; never shown in public")
    city = _text()
    phone = _text()
    email = _text()
    deed = _text(help_text="The decree by which a legal entity was approved")
    representative = _text()
    office = _text()
    basis = serializers.ChoiceField(
        choices=[
            RepresentationBasis.OFFICE.value,
            RepresentationBasis.POWER_OF_ATTORNEY.value,
        ],
        required=False,
    )
    attorney_on = _day(help_text="The day of the power of attorney")


class PublicBodyStep(Told):
    """The public body that was asked."""

    public_body = _text(help_text="The slug of the public body")
    unit = _text()


class ItemsStep(Told):
    """What was asked for: each item has its own fate."""

    items = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST), required=False, max_length=200
    )


class ChronologyStep(Told):
    """The local days on which letters were received; an empty day: it did not happen."""

    asked_on = _day()
    replied_on = _day()
    reply = _text()
    objected_on = _day()
    answered_on = _day()
    answer = _text()


class ReasonsStep(Told):
    """Grounds of UU 14/2008 Pasal 35 ayat (1) item by item, reasons, and what is asked for."""

    grounds = serializers.ListField(
        child=_codes("objection_ground"),
        required=False,
        max_length=200,
        help_text="The letters of each item, in the order of the items",
    )
    reasons = _codes("dispute_reason")
    problem = _text()
    relief = _codes("relief")
    other_relief = _text()


class CommissionStep(Told):
    """Before which commission, and on which track."""

    commission = _text(help_text="The code of the commission")
    regime = serializers.ChoiceField(choices=["umum", "pemilu"], required=False)


class Enclosed(Told):
    """The files in one place of the checklist, by the codes of their uploads."""

    place = serializers.ChoiceField(choices=list(PLACES))
    uploads = serializers.ListField(
        child=serializers.CharField(max_length=20), max_length=50, allow_empty=True
    )


class DocumentsStep(Told):
    """What is enclosed. What is missing is told, and is no bar."""

    enclosures = Enclosed(many=True, required=False, max_length=len(PLACES))


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its name here, its slug on the pages, and the fields that are one to one."""

    name: str
    slug: str
    serializer: type[Told]
    names: Mapping[str, str] = field(default_factory=dict)

    def to_raw(self, told: Mapping[str, Any]) -> MultiValueDict[str, str]:
        """What was sent, as its form is filled in."""
        raw: Raw = {self.names[name]: _typed(told[name]) for name in self.names if name in told}
        raw |= MORE.get(self.name, _nothing)(told)
        return MultiValueDict(
            {name: one if isinstance(one, list) else [one] for name, one in raw.items()}
        )

    def to_told(self, raw: Mapping[str, Any]) -> Raw:
        """What is kept of a step, in the words of the API."""
        found = {name: raw[ours] or None for name, ours in self.names.items() if ours in raw}
        days = [name for name, kind in self.serializer().fields.items()
                if isinstance(kind, serializers.DateField)]  # fmt: skip
        told = {name: one if name in days else one or "" for name, one in found.items()}
        return told | BACK.get(self.name, _nothing)(raw)

    def name_of(self, field_name: str) -> str:
        """The name under which programs know a field of the form."""
        for name, ours in {**self.names, **ERRORS.get(self.name, {})}.items():
            if ours == field_name:
                return name
        if field_name.startswith("butir_"):
            return f"grounds.{field_name.removeprefix('butir_')}"
        return "body"


def _typed(value: Any) -> Any:
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else value


def _nothing(_told: Mapping[str, Any]) -> Raw:
    return {}


def _items(told: Mapping[str, Any]) -> Raw:
    if "items" not in told:
        return {}
    return {"butir": "\n".join(" ".join(one.split()) for one in told["items"])}


def _chronology(told: Mapping[str, Any]) -> Raw:
    """On the pages one says first whether there was an answer at all."""
    return {
        "ditanggapi": "ya" if told.get("replied_on") else "tidak",
        "dijawab": "ya" if told.get("answered_on") else "tidak",
    }


def _reasons(told: Mapping[str, Any]) -> Raw:
    grounds = {f"butir_{no}": letters for no, letters in enumerate(told.get("grounds", ()))}
    return {**grounds, "alasan": told.get("reasons", []), "tuntutan": told.get("relief", [])}


def _documents(told: Mapping[str, Any]) -> Raw:
    return {f"{FILES}{one['place']}": one["uploads"] for one in told.get("enclosures", ())}


def _grounds_back(raw: Mapping[str, Any]) -> Raw:
    many = [name for name in raw if name.startswith("butir_")]
    in_order = sorted(many, key=lambda name: int(name.removeprefix("butir_")))
    return {
        "grounds": [raw[name] for name in in_order],
        "reasons": raw.get("alasan", []),
        "relief": raw.get("tuntutan", []),
    }


def _documents_back(raw: Mapping[str, Any]) -> Raw:
    found = {name.removeprefix(FILES): codes for name, codes in raw.items()}
    return {"enclosures": [{"place": one, "uploads": codes} for one, codes in found.items()]}


MORE = {
    "items": _items,
    "chronology": _chronology,
    "reasons": _reasons,
    "documents": _documents,
}
BACK = {
    "items": lambda raw: {"items": lines(raw.get("butir", ""))},
    "reasons": _grounds_back,
    "documents": _documents_back,
}
ERRORS: Mapping[str, Mapping[str, str]] = {
    "items": {"items": "butir"},
    "reasons": {"reasons": "alasan", "relief": "tuntutan"},
    "chronology": {"replied_on": "ditanggapi", "answered_on": "dijawab"},
}
STEPS: tuple[Step, ...] = (
    Step(
        "applicant",
        "pemohon",
        ApplicantStep,
        {
            "kind": "jenis",
            "name": "nama",
            "address": "alamat",
            "city": "kota",
            "phone": "telepon",
            "email": "surel",
            "deed": "pengesahan",
            "representative": "wakil",
            "office": "jabatan",
            "basis": "dasar",
            "attorney_on": "tanggal_kuasa",
        },
    ),
    Step(
        "public-body",
        "badan-publik",
        PublicBodyStep,
        {"public_body": "badan", "unit": "unit"},
    ),
    Step("items", "informasi", ItemsStep),
    Step(
        "chronology",
        "riwayat",
        ChronologyStep,
        {
            "asked_on": "diminta",
            "replied_on": "tanggal_tanggapan",
            "reply": "isi_tanggapan",
            "objected_on": "keberatan",
            "answered_on": "tanggal_jawaban",
            "answer": "isi_jawaban",
        },
    ),
    Step(
        "reasons",
        "alasan",
        ReasonsStep,
        {"problem": "masalah", "other_relief": "tuntutan_lain"},
    ),
    Step("commission", "komisi", CommissionStep, {"commission": "komisi", "regime": "jalur"}),
    Step("documents", "dokumen", DocumentsStep),
)
BY_SLUG = {step.slug: step for step in STEPS}
