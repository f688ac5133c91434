"""The public shelf: everything that the public may read, and nothing else.

``services/publication`` alone writes here; ``queries/public`` alone reads. Columns are the
fields of the frozen dataclasses in ``domain/publication/rows``; ``body`` is the JSON of its
dataclass in ``domain/publication/bodies``. No column points to the record: sealing is deleting.
"""

from __future__ import annotations

from django.db import models


class PublicDispute(models.Model):
    """A public dispute. ``version`` identifies its content and so its page; see ``slug`` in
    the address ``/perkara/<commission_code>/<slug>/``.
    """

    code = models.CharField(max_length=8, primary_key=True)
    commission_code = models.CharField(max_length=40, db_index=True)
    commission = models.CharField(max_length=200)
    commission_short = models.CharField(max_length=80)
    slug = models.CharField(max_length=120)
    register = models.CharField(max_length=120, blank=True)
    short = models.CharField(max_length=120, blank=True)
    regime = models.CharField(max_length=10)
    stage = models.CharField(max_length=40)
    phase = models.CharField(max_length=12)
    disposition = models.CharField(max_length=40, blank=True)
    applicant = models.TextField(blank=True)
    applicant_short = models.TextField(blank=True)
    applicant_kind = models.CharField(max_length=30, blank=True)
    respondent = models.TextField(blank=True)
    respondent_short = models.TextField(blank=True)
    family = models.CharField(max_length=120, blank=True, db_index=True)
    subject = models.TextField()
    subject_en = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    registered_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    next_hearing_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    last_event_on = models.DateField(null=True, blank=True, db_index=True)
    item_count = models.PositiveIntegerField(default=0)
    hearing_count = models.PositiveIntegerField(default=0)
    admission_count = models.PositiveIntegerField(default=0)
    open_question_count = models.PositiveIntegerField(default=0)
    traits = models.TextField(blank=True)  # as ``domain/publication/traits`` writes them
    version = models.CharField(max_length=16)
    shelved_at = models.DateTimeField()
    body = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["commission_code", "slug"], name="public_dispute_address_once"
            )
        ]
        indexes = [
            # Figures are read from the index alone, past the long rows.
            models.Index(
                fields=["year", "phase", "stage", "disposition", "commission_code"],
                name="public_dispute_stands",
            ),
            models.Index(fields=["shelved_at"], name="public_dispute_changed"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.slug}"


class PublicAlias(models.Model):
    """An address under which a dispute was once found; it leads to the present one."""

    commission_code = models.CharField(max_length=40)
    slug = models.CharField(max_length=120)
    dispute = models.ForeignKey(PublicDispute, models.CASCADE, related_name="aliases")

    class Meta:
        verbose_name_plural = "public aliases"
        constraints = [
            models.UniqueConstraint(
                fields=["commission_code", "slug"], name="public_alias_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.commission_code}/{self.slug}"


class PublicParty(models.Model):
    """A party of a public dispute, for facets and for the pages of bodies and organisations."""

    dispute = models.ForeignKey(PublicDispute, models.CASCADE, related_name="parties")
    role = models.CharField(max_length=20)
    no = models.PositiveSmallIntegerField()
    slug = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=300)
    short = models.CharField(max_length=300)
    kind = models.CharField(max_length=30, blank=True)

    class Meta:
        verbose_name_plural = "public parties"
        constraints = [
            models.UniqueConstraint(fields=["dispute", "role", "no"], name="public_party_once")
        ]
        indexes = [
            models.Index(fields=["role", "slug", "dispute"], name="public_party_of_role")
        ]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.role} {self.no}"


class PublicHearing(models.Model):
    """A hearing that may be announced; a closed one only with its day and kind.

    ``event_code`` and ``sequence`` as in ``Hearing``. ``room`` is the last part of
    ``<commission_code>/<room>``, by which a room is asked for.
    """

    code = models.CharField(max_length=8, primary_key=True)
    event_code = models.CharField(max_length=8, db_index=True)
    sequence = models.PositiveSmallIntegerField()
    announced_at = models.DateTimeField(null=True, blank=True)
    commission_code = models.CharField(max_length=40)
    commission_short = models.CharField(max_length=80)
    time_zone = models.CharField(max_length=40)
    held_on = models.DateField(db_index=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=12)
    ordinal = models.PositiveSmallIntegerField()
    is_public = models.BooleanField()
    has_words = models.BooleanField()
    title = models.TextField(blank=True)
    registers = models.TextField(blank=True)
    place = models.CharField(max_length=450, blank=True)  # the room and its address
    room = models.CharField(max_length=120, blank=True)
    room_name = models.CharField(max_length=300, blank=True)
    question_count = models.PositiveIntegerField(default=0)
    version = models.CharField(max_length=16)
    shelved_at = models.DateTimeField()
    body = models.JSONField()
    disputes = models.ManyToManyField(
        PublicDispute, through="PublicHearingPlace", related_name="hearings"
    )

    class Meta:
        indexes = [
            models.Index(fields=["commission_code", "room"], name="public_hearing_room"),
            models.Index(fields=["announced_at"], name="public_hearing_announced"),
            models.Index(fields=["shelved_at"], name="public_hearing_changed"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.held_on}"


class PublicHearingPlace(models.Model):
    """One public dispute served by a hearing, and the hearing's number in that dispute."""

    dispute = models.ForeignKey(PublicDispute, models.CASCADE, related_name="places")
    hearing = models.ForeignKey(PublicHearing, models.CASCADE, related_name="places")
    seq = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute", "hearing"], name="public_place_once"),
            models.UniqueConstraint(fields=["dispute", "seq"], name="public_seq_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.seq}"


class PublicSeat(models.Model):
    """A commissioner at an open hearing, so that a schedule can be asked for by name."""

    hearing = models.ForeignKey(PublicHearing, models.CASCADE, related_name="seats")
    slug = models.CharField(max_length=120, db_index=True)
    name = models.CharField(max_length=200)
    seat = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hearing", "slug"], name="public_seat_once")
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id} {self.slug}"


class PublicEdition(models.Model):
    """A published transcript; ``code`` is the verification code printed on it."""

    code = models.CharField(max_length=8, primary_key=True)
    hearing = models.ForeignKey(PublicHearing, models.CASCADE, related_name="editions")
    no = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=14)
    is_latest = models.BooleanField()
    content_sha256 = models.CharField(max_length=64)
    frozen_on = models.DateField()
    pages = models.PositiveIntegerField()
    line_count = models.PositiveIntegerField()
    version = models.CharField(max_length=16)
    shelved_at = models.DateTimeField()
    body = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hearing", "no"], name="public_edition_once")
        ]
        indexes = [models.Index(fields=["shelved_at"], name="public_edition_changed")]

    def __str__(self) -> str:
        return f"{self.code} ed. {self.no}"


class PublicLine(models.Model):
    """One printed line of a published transcript; a sealed line has no words."""

    edition = models.ForeignKey(PublicEdition, models.CASCADE, related_name="lines")
    page = models.PositiveIntegerField()
    line = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(null=True, blank=True)
    char_from = models.PositiveIntegerField()
    char_to = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    kind = models.CharField(max_length=8)  # text | head | blank | sealed
    # When its first word was said, on the clock of the hearing.
    start_ms = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "page", "line"], name="public_line_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="sealed") | models.Q(text=""),
                name="a_sealed_line_has_no_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.page}:{self.line}"


class PublicSound(models.Model):
    """A sound that the public may hear, silent where the hearing was closed.

    ``offset_ms``: how far the clock of the hearing is ahead of that of the sound.
    """

    code = models.CharField(max_length=8, primary_key=True)
    hearing = models.ForeignKey(PublicHearing, models.CASCADE, related_name="sounds")
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    duration_ms = models.PositiveIntegerField()
    offset_ms = models.IntegerField()
    silenced_ms = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.code


class PublicUtterance(models.Model):
    """A turn of a published transcript, with its place in the latest edition."""

    hearing = models.ForeignKey(PublicHearing, models.CASCADE, related_name="utterances")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    rendering = models.CharField(max_length=12)
    section = models.CharField(max_length=200, blank=True)
    speaker = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=200, blank=True)
    side = models.CharField(max_length=20, blank=True)
    lang = models.CharField(max_length=8)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    replies_to = models.PositiveIntegerField(null=True, blank=True)
    start_ms = models.PositiveIntegerField(null=True, blank=True)
    page = models.PositiveIntegerField()
    line = models.PositiveSmallIntegerField()
    last_page = models.PositiveIntegerField()
    last_line = models.PositiveSmallIntegerField()
    fate = models.CharField(max_length=20, blank=True)
    label = models.CharField(max_length=300, blank=True)
    admissions = models.JSONField(default=list)
    items = models.JSONField(default=list)
    refs = models.JSONField(default=list)
    confidence = models.CharField(max_length=6, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hearing", "number"], name="public_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id} {self.number}"


class PublicAdmission(models.Model):
    """A proposition on which a released turn takes a stance."""

    dispute = models.ForeignKey(PublicDispute, models.CASCADE, related_name="admissions")
    code = models.CharField(max_length=12)
    text = models.TextField()
    text_en = models.TextField(blank=True)
    is_admission = models.BooleanField()
    is_withdrawn = models.BooleanField(default=False)
    binds = models.CharField(max_length=300, blank=True)
    made_on = models.DateField(db_index=True)
    exchange_count = models.PositiveIntegerField(default=0)
    version = models.CharField(max_length=16)
    shelved_at = models.DateTimeField()
    body = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute", "code"], name="public_admission_once")
        ]
        indexes = [
            models.Index(
                fields=["-exchange_count", "-made_on", "dispute", "code"],
                name="public_admission_drawn_out",
            )
        ]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.code}"


class PublicQuestion(models.Model):
    """A released question and its fate; an open one follows the case."""

    hearing = models.ForeignKey(PublicHearing, models.CASCADE, related_name="questions")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=300, blank=True)
    asked_by = models.CharField(max_length=200, blank=True)
    asked_on = models.DateField(db_index=True)
    fate = models.CharField(max_length=20)
    is_open = models.BooleanField()
    due_on = models.DateField(null=True, blank=True)
    version = models.CharField(max_length=16)
    shelved_at = models.DateTimeField()
    body = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["hearing", "number"], name="public_question_once")
        ]

    def __str__(self) -> str:
        return f"{self.hearing_id} {self.number}"


class PublicDecision(models.Model):
    """A pronounced decision of a public dispute."""

    dispute = models.ForeignKey(PublicDispute, models.CASCADE, related_name="decisions")
    no = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30)
    number = models.CharField(max_length=120, blank=True)
    pronounced_on = models.DateField(null=True, blank=True, db_index=True)
    disposition = models.CharField(max_length=40, blank=True)
    result = models.CharField(max_length=200, blank=True)
    version = models.CharField(max_length=16)
    shelved_at = models.DateTimeField()
    body = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute", "no"], name="public_decision_once")
        ]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.no}"


class PublicDocument(models.Model):
    """A public paper; ``file`` is empty while it is still being made."""

    code = models.CharField(max_length=8, primary_key=True)
    dispute = models.ForeignKey(
        PublicDispute, models.CASCADE, null=True, blank=True, related_name="documents"
    )
    hearing = models.ForeignKey(
        PublicHearing, models.CASCADE, null=True, blank=True, related_name="documents"
    )
    edition = models.ForeignKey(
        PublicEdition, models.CASCADE, null=True, blank=True, related_name="documents"
    )
    kind = models.CharField(max_length=40)
    form = models.CharField(max_length=10, blank=True)  # of a transcript: which of its papers
    title = models.CharField(max_length=300)
    mime = models.CharField(max_length=80)
    file = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    made_on = models.DateField(null=True, blank=True)
    signature = models.JSONField(null=True, blank=True)  # a ``SignatureCopy``

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(dispute__isnull=False) | models.Q(hearing__isnull=False),
                name="public_document_belongs",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class PublicFingerprint(models.Model):
    """That a paper was issued, and its fingerprint: what a printed code of a paper that is not
    public leads to. No name, no number and no word of it.
    """

    code = models.CharField(max_length=8, primary_key=True)
    kind = models.CharField(max_length=40)
    commission = models.CharField(max_length=200)
    made_on = models.DateField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.code


class PublicChange(models.Model):
    """That the shelf changed; the base writes it itself, in the transaction of the change.

    ``code`` is what was touched: a dispute, a hearing, its event or an edition, ``*`` for what
    every page may show, none for what no page of a case shows. ``act`` is the transaction, and
    ``at`` the time, on PostgreSQL alone (migration 0043).
    """

    code = models.CharField(max_length=8, blank=True)
    act = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "act"], name="public_change_once")
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.code}"
