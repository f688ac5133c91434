"""One world in which every text that a person can write is meant to do harm.

Every text column of every row that ``public_record`` makes is filled, whichever it is: a column
that is added tomorrow is filled too. Codes, kinds, hashes and what is computed stay.
"""

from __future__ import annotations

from django.db import IntegrityError, models, transaction

from cases.services.publication import counting

MARK = "jahat"
SCRIPT = f"<script id={MARK}>alert(1)</script>"
PAYLOADS = [
    f'"><img src=x {MARK}=1 onerror=alert(1)>{{{{7*191}}}}{{% now "Y" %}}${{7*191}}',
    f'=HYPERLINK("https://{MARK}.example")\r\nX-{MARK}: 1\r\nBEGIN:VEVENT',
    f"+1'{SCRIPT}",
    f"@{MARK}\x09&lt;b {MARK}&gt;]]><b {MARK}='1'>&{MARK};",
    f"../../{MARK}\\..\\{MARK}%0d%0aX-{MARK}:1",
]
# What only the machine writes, or what is a code, a kind or an address.
MACHINES = (
    "code", "slug", "kind", "role", "state", "sha", "hash", "key", "mime", "file", "token",
    "email", "zone", "level", "act", "version", "fate", "stance", "mode", "channel", "side",
    "tongue", "language", "origin", "basis", "regime", "rendering", "place", "number", "path",
    "confidence", "ground", "stage", "url", "password", "prefix", "capacity", "fingerprint",
)  # fmt: skip

# What the machine counts of the other rows; it has to count them again.
COUNTS = "PublicCount"


def is_written(field: models.Field) -> bool:
    """Whether a person writes this column freely."""
    if not isinstance(field, models.CharField | models.TextField) or field.choices:
        return False
    if isinstance(field, models.SlugField | models.EmailField | models.URLField):
        return False
    return not field.primary_key and not any(word in field.name for word in MACHINES)


def poison(tables) -> dict[str, str]:
    """Fill the rows; which column holds what. A column with a rule of its own stays."""
    told = {}
    for model in (model for model in tables if model.__name__ != COUNTS):
        for no, field in enumerate(filter(is_written, model._meta.concrete_fields)):
            payload = PAYLOADS[no % len(PAYLOADS)][: field.max_length or 400]
            if _put(model, field, payload):
                told[f"{model.__name__}.{field.name}"] = payload
    counting.recount()
    return told


def _put(model, field, payload) -> int:
    """How many rows took it; those whose names differ get their number behind it."""
    rows = model.objects.exclude(**{field.name: ""})
    try:
        with transaction.atomic():
            if not field.unique:
                return rows.update(**{field.name: payload})
            return sum(
                model.objects.filter(pk=pk).update(**{field.name: f"{payload[:200]}{pk}"})
                for pk in list(rows.values_list("pk", flat=True))
            )
    except IntegrityError:
        return 0
