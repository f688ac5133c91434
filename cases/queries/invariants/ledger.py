"""What became of stances and statements: by whom, once, and with the copy that was brought."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Q

from cases.models import Assertion, PublicStatement, StanceContest, StatementArchive
from cases.queries.invariants.rule import Rule

ADDITIONS = (Assertion, PublicStatement, StanceContest)


def _judged() -> Iterator[tuple[str, bool]]:
    """Nothing was both confirmed and refused."""
    for model in ADDITIONS:
        rows = model._default_manager.order_by("pk")  # noqa: SLF001 -- Django's documented door
        told = rows.values_list("pk", "reviewed_by", "refusal")
        for pk, reviewed_by, refusal in told:
            yield f"{model.__name__} {pk}", not (reviewed_by and refusal)


def _own() -> Iterator[tuple[str, bool]]:
    """A party contests and withdraws what it said itself."""
    contests = StanceContest.objects.order_by("pk")
    for pk, by, of in contests.values_list("pk", "participant", "assertion__participant"):
        yield f"bantahan {pk}", by == of
    rows = Assertion.objects.filter(withdraws__isnull=False).order_by("pk")
    same = rows.filter(
        Q(participant=F("withdraws__participant")), proposition=F("withdraws__proposition")
    )
    kept = set(same.values_list("pk", flat=True))
    for pk in rows.values_list("pk", flat=True):
        yield f"pencabutan {pk}", pk in kept


def _copies() -> Iterator[tuple[str, bool]]:
    """The fingerprint that the public sees is that of the file that was brought."""
    rows = StatementArchive.objects.order_by("pk")
    for pk, told, found in rows.values_list("pk", "sha256", "upload__sha256"):
        yield f"salinan {pk}", told == found


RULES = (
    Rule("judged_once", "Yang diperiksa dibenarkan atau ditolak, tidak keduanya", _judged),
    Rule("stance_is_the_partys_own", "Pihak membantah dan mencabut sikapnya sendiri", _own),
    Rule("copy_has_its_fingerprint", "Salinan berita bersidik jari unggahannya", _copies),
)
