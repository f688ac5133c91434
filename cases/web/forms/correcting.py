"""What is asked of who puts a draft right, and of parties that propose how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from cases.domain import wording
from cases.domain.captions.cue import LATEST_MS
from cases.domain.correcting import Search
from cases.domain.transcripts import SEALED_BASIS, UtteranceKind
from cases.models import Hearing, TurnCorrection, Utterance, UtteranceRevision
from cases.models.columns import longest
from cases.queries import correcting as queries
from cases.services.transcripts.correcting import Telling, Voicing
from cases.web.forms.recordings import CLOCK, ClockField
from cases.web.words import word

LONGEST_TEXT = 50_000  # letters of one turn
KEPT, OTHER = "tetap", "lain"
SIDES = ("pemohon", "termohon", "pihak_terkait", "saksi", "ahli", "mediator")
HOUSE_SIDES = {"majelis": _("Majelis"), "panitera": _("Panitera")}
WHY = _("Alasan")
LISTENED = _("dicocokkan dengan rekaman")


class QuestionField(forms.ModelChoiceField):
    """A question by its first words."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.speaker or obj.role}: {' '.join(obj.said.split())[:70]}"


class TextField(forms.CharField):
    """The words of a turn, as they can be kept."""

    def to_python(self, value: Any) -> str:
        return wording.printable(str(super().to_python(value) or "")).strip()


def text_field() -> forms.CharField:
    """The words of a turn."""
    return TextField(
        label=_("Kata-kata"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "true", "lang": "id"}),
    )


def reason_field(label: Any = WHY, *, required: bool = True) -> forms.CharField:
    """Why, in a sentence."""
    return forms.CharField(label=label, max_length=300, required=required)


class ReasonForm(forms.Form):
    """Why something is done to the turn that was seen."""

    dilihat = forms.IntegerField(widget=forms.HiddenInput)
    alasan = reason_field()


class VoiceForm(forms.Form):
    """Who spoke: as it stands, one of those who came, or somebody who is written by hand."""

    penutur = forms.ChoiceField(label=_("Penutur"))
    nama = forms.CharField(
        label=_("Nama"), required=False, max_length=longest(Utterance, "speaker")
    )
    peran = forms.CharField(
        label=_("Peran"), required=False, max_length=longest(Utterance, "role")
    )
    sisi = forms.ChoiceField(label=_("Sisi"), required=False)

    def __init__(
        self, *args: Any, hearing: Hearing, keeps: str | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.voices = queries.voices(hearing)
        kept = [] if keeps is None else [(KEPT, keeps)]
        named = [
            (key, ", ".join(filter(None, (queries.name_of(one), one.role))))
            for key, one in self.voices.items()
        ]
        self.fields["penutur"].choices = [*kept, *named, (OTHER, _now("Lainnya, ditulis"))]
        self.fields["sisi"].choices = [
            ("", "–"),
            *HOUSE_SIDES.items(),
            *((side, word("party_role", side)) for side in SIDES),
        ]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("penutur") == OTHER and not (told.get("nama") or told.get("peran")):
            self.add_error("nama", _now("Tuliskan nama atau perannya."))
        return told

    def voicing(self) -> Voicing | None:
        """Who spoke; None where that stays as it is."""
        told = self.cleaned_data
        if told["penutur"] == KEPT:
            return None
        if told["penutur"] == OTHER:
            return Voicing(None, told["nama"], told["peran"], told["sisi"])
        found = self.voices[told["penutur"]]
        return Voicing(found.person, found.name, found.role, found.side)


class TurnForm(VoiceForm):
    """One turn as it is to stand."""

    field_order = ("dilihat", "teks", "penutur", "nama", "peran", "sisi", "jenis", "menjawab",
                   "mulai", "selesai", "alasan")  # fmt: skip
    dilihat = forms.IntegerField(widget=forms.HiddenInput)
    teks = text_field()
    jenis = forms.ChoiceField(label=_("Jenis"))
    menjawab = QuestionField(
        Utterance.objects.none(),
        label=_("Menjawab"),
        required=False,
        empty_label=_("tidak menunjuk pertanyaan"),
    )
    mulai = ClockField(label=_("Mulai"), help_text=CLOCK, required=False)
    selesai = ClockField(label=_("Selesai"), help_text=CLOCK, required=False)
    alasan = reason_field()

    def __init__(self, *args: Any, turn: Utterance, **more: Any) -> None:
        keeps = _now("Tetap: %(name)s") % {"name": speaker_of(turn)}
        super().__init__(*args, hearing=turn.hearing, keeps=keeps, **more)
        self.turn = turn
        self.fields["jenis"].choices = kinds()
        field: Any = self.fields["menjawab"]
        field.queryset = queries.earlier_questions(turn)

    def clean_mulai(self) -> int | None:
        return _reachable(self.cleaned_data["mulai"])

    def clean_selesai(self) -> int | None:
        return _reachable(self.cleaned_data["selesai"])

    def telling(self) -> Telling:
        """The turn as it is to stand."""
        told, turn = self.cleaned_data, self.turn
        voice = self.voicing() or Voicing(turn.person, turn.speaker, turn.role, turn.side)
        return Telling(
            text=told["teks"],
            kind=UtteranceKind(told["jenis"]),
            person=voice.person,
            speaker=voice.speaker,
            role=voice.role,
            side=voice.side,
            replies_to=told["menjawab"],
            start_ms=told["mulai"],
            end_ms=told["selesai"],
        )


class InsertForm(VoiceForm):
    """A turn that was forgotten."""

    field_order = ("teks", "penutur", "nama", "peran", "sisi", "jenis", "tertutup", "alasan")
    teks = text_field()
    jenis = forms.ChoiceField(label=_("Jenis"))
    tertutup = forms.BooleanField(label=_("Diucapkan di balik pintu tertutup"), required=False)
    alasan = reason_field()

    def __init__(self, *args: Any, turn: Utterance, **more: Any) -> None:
        super().__init__(*args, hearing=turn.hearing, **more)
        self.fields["jenis"].choices = kinds()

    def telling(self) -> Telling:
        """The turn that is put in."""
        told = self.cleaned_data
        voice = self.voicing()
        return Telling(
            text=told["teks"],
            kind=UtteranceKind(told["jenis"]),
            person=voice.person if voice else None,
            speaker=voice.speaker if voice else "",
            role=voice.role if voice else "",
            side=voice.side if voice else "",
        )


class SplitForm(ReasonForm):
    """Before which word a turn is cut."""

    kata = forms.ChoiceField(label=_("Mulai giliran baru pada kata"))

    field_order = ("dilihat", "kata", "alasan")

    def __init__(self, *args: Any, revision: UtteranceRevision, **more: Any) -> None:
        super().__init__(*args, **more)
        words = revision.text.split()
        self.fields["kata"].choices = [
            (no, f"{no + 1}. … {words[no - 1]} | {' '.join(words[no : no + 4])}")
            for no in range(1, len(words))
        ]


class JoinForm(ReasonForm):
    """The next turn, as it was seen, is joined to this one."""

    berikutnya = forms.IntegerField(widget=forms.HiddenInput)


class RunForm(forms.Form):
    """Until which turn something is done to a run of them; ``dilihat``: its newest wording."""

    dilihat = forms.IntegerField(widget=forms.HiddenInput)
    sampai = forms.ChoiceField(label=_("Sampai giliran"))
    alasan = reason_field()

    field_order = ("dilihat", "sampai", "pasal", "alasan")

    def __init__(self, *args: Any, run: Sequence[UtteranceRevision], **more: Any) -> None:
        super().__init__(*args, **more)
        self.turns = {str(one.utterance_id): one.utterance for one in run}
        self.fields["sampai"].choices = [
            (key, f"{no}. {speaker_of(one.utterance)}: {' '.join(one.text.split())[:60]}")
            for no, (key, one) in enumerate(zip(self.turns, run, strict=True), start=1)
        ]

    def last(self) -> Utterance:
        """The turn with which the run ends."""
        return self.turns[self.cleaned_data["sampai"]]


class ClosingForm(RunForm):
    """By which article a run of turns is closed to the public."""

    pasal = forms.CharField(
        label=_("Pasal"), max_length=longest(TurnCorrection, "article"), initial=SEALED_BASIS
    )


class SearchForm(forms.Form):
    """What is looked for in all turns of a draft, and what is put in its place."""

    cari = forms.CharField(label=_("Cari"), strip=False, max_length=200)
    ganti = forms.CharField(
        label=_("Ganti dengan"), required=False, strip=False, max_length=200
    )
    utuh = forms.BooleanField(label=_("Kata utuh"), required=False, initial=True)
    kapital = forms.BooleanField(
        label=_("Bedakan huruf besar dan kecil"), required=False, initial=True
    )
    pola = forms.BooleanField(
        label=_("Pola (regular expression)"),
        help_text=_("Bagian dalam kurung disebut lagi sebagai \\1, \\2."),
        required=False,
    )

    def search(self) -> Search:
        """The search."""
        told = self.cleaned_data
        return Search(
            wording.printable(told["cari"]),
            wording.printable(told["ganti"]),
            is_whole_word=told["utuh"],
            is_case_sensitive=told["kapital"],
            is_pattern=told["pola"],
        )


class PlanForm(forms.Form):
    """A plan that was shown: its wordings, what of it is left out, and why it is done.

    ``dilihat``: keys with commas; ``kecuali``: keys, or a key and the number of a hit.
    """

    dilihat = forms.CharField(widget=forms.HiddenInput)
    alasan = reason_field()

    def shown(self) -> list[int]:
        """The wordings that were shown."""
        return list(_numbers(self.cleaned_data["dilihat"].split(",")))

    def left_out(self) -> set[int]:
        """The wordings that stay as they are."""
        return set(_numbers(self.data.getlist("kecuali")))

    def left_hits(self) -> set[tuple[int, int]]:
        """The hits that stay as they are."""
        pairs = (one.partition(":")[::2] for one in self.data.getlist("kecuali"))
        found = (tuple(_numbers(pair)) for pair in pairs)
        return {(pair[0], pair[1]) for pair in found if len(pair) == 2}


class WindowForm(forms.Form):
    """For how many working days parties may propose corrections."""

    hari = forms.IntegerField(
        label=_("Berapa hari kerja"),
        help_text=_(
            "Ketentuan yang kami baca tidak menyebut jumlahnya; Panitera menentukannya."
        ),
        min_value=1,
        max_value=365,
    )


class ProposalForm(VoiceForm):
    """What a party wants a turn to say."""

    field_order = ("dilihat", "teks", "penutur", "nama", "peran", "sisi", "alasan")
    dilihat = forms.IntegerField(widget=forms.HiddenInput)
    teks = text_field()
    alasan = reason_field(_("Mengapa demikian"))

    def __init__(self, *args: Any, turn: Utterance, **more: Any) -> None:
        keeps = _now("Tetap: %(name)s") % {"name": speaker_of(turn)}
        super().__init__(*args, hearing=turn.hearing, keeps=keeps, **more)


class DecisionForm(ProposalForm):
    """How the registrar writes what was proposed, or why it is refused."""

    alasan = reason_field(_("Alasan keputusan"), required=False)


def speaker_of(turn: Utterance) -> str:
    """Who speaks, in one line."""
    told = ", ".join(filter(None, (turn.speaker, turn.role)))
    return told or _now("tanpa penutur")


def kinds() -> list[tuple[str, str]]:
    """The kinds of turns with their words."""
    return [(kind.value, word("utterance_kind", kind)) for kind in UtteranceKind]


def initial_of(turn: Utterance, revision: UtteranceRevision) -> Mapping[str, Any]:
    """A turn as it stands, for its form."""
    return {
        "dilihat": revision.pk,
        "teks": revision.text,
        "penutur": KEPT,
        "jenis": turn.kind,
        "menjawab": turn.replies_to_id,
        "mulai": clock_of(turn.start_ms),
        "selesai": clock_of(turn.end_ms),
        "alasan": LISTENED,
    }


def clock_of(ms: int | None) -> str:
    """A time of the hearing, or nothing."""
    return "" if ms is None else wording.clock(ms)


def _reachable(ms: int | None) -> int | None:
    if ms is not None and not 0 <= ms <= LATEST_MS:
        raise forms.ValidationError(_now("Waktu itu di luar sidang."))
    return ms


def _numbers(told: Iterable[str]) -> Iterable[int]:
    return (int(one) for one in told if one.isascii() and one.isdigit() and len(one) < 16)
