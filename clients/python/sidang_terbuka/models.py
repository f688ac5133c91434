"""The objects of the API, written by ``manage.py api_client`` and never by hand."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict


class AdmissionBody(TypedDict):
    """An entry of the ledger, told by itself; ``PublicAdmission.body``."""

    dispute: DisputeRef
    applicant: str
    respondent: str
    admission: AdmissionCopy
    sources: list[SourceCopy]


class AdmissionCopy(TypedDict):
    code: str
    text: str
    text_en: str
    not_covering: str
    afterwards: str
    is_admission: bool
    is_withdrawn: bool
    binds: str
    binds_role: str
    made_on: str
    items: list[ItemRef]
    exchanges: list[ExchangeCopy]
    stances: list[StanceCopy]
    outside: list[OutsideCopy]
    also_said: list[OutsideCopy]
    refs: list[int]
    confidence: str
    note: str


class AppearanceCopy(TypedDict):
    name: str
    role: str
    capacity: str
    presence: str
    on_behalf_of: list[str]
    note: str


class ApplicantStep(TypedDict):
    """Who files, and who acts for them."""

    kind: NotRequired[ApplicantStepKindEnum]
    name: NotRequired[str]
    address: NotRequired[str]
    city: NotRequired[str]
    phone: NotRequired[str]
    email: NotRequired[str]
    deed: NotRequired[str]
    representative: NotRequired[str]
    office: NotRequired[str]
    basis: NotRequired[BasisEnum]
    attorney_on: NotRequired[str | None]


ApplicantStepKindEnum = Literal['perseorangan', 'badan_hukum', 'kelompok_orang']

class Assertion(TypedDict):
    """A stance on a proposition, with its one source."""

    dispute: str
    proposition: str
    stance: StanceCopy


class Attempt(TypedDict):
    """One try; ``status`` is null where nobody answered, and ``error`` says why."""

    no: int
    at: str
    status: int | None
    error: str


BasisEnum = Literal['jabatan', 'surat_kuasa']

BlankEnum = Literal['']

class Calendar(TypedDict):
    """The days of a span and the version of the calendar that they were read from."""

    calendar_version: str
    days: list[CalendarDay]


class CalendarDay(TypedDict):
    """A local day; ``reason`` and ``decree`` say why it is off."""

    day: str
    is_working: bool
    kind: NotRequired[str]
    reason: NotRequired[str]
    decree: NotRequired[str]
    is_estimated: NotRequired[bool]


CaucusWithEnum = Literal['pemohon', 'termohon']

class Checked(TypedDict):
    """What the findings say together."""

    places: list[PlaceStanding]
    is_complete: bool
    unchecked: list[str]
    lacking: list[str]
    doubts: list[str]


class ChronologyStep(TypedDict):
    """The local days on which letters were received; an empty day: it did not happen."""

    asked_on: NotRequired[str | None]
    replied_on: NotRequired[str | None]
    reply: NotRequired[str]
    objected_on: NotRequired[str | None]
    answered_on: NotRequired[str | None]
    answer: NotRequired[str]


class ClockCopy(TypedDict):
    """A time limit and how it was counted, day by day as it was then. One that runs has no ``met_on`` and no ``ended_on``, the day on which it ended with the proceedings, unmet; ``is_unreported``: no source tells when it was met, or whether. ``region``: whose provincial days off were counted."""

    rule: str
    article: str
    confidence: str
    length: int | None
    unit: str
    trigger: str
    effect: str
    consequence: str
    note: str
    triggered_on: str
    trigger_note: str
    due_on: str
    due_on_other_reading: str | None
    joint_leave_counts: bool
    met_on: str | None
    ended_on: str | None
    is_unreported: bool
    used_days: int | None
    late_days: int
    calendar_version: str
    region: str
    days: list[ClockDay]


class ClockDay(TypedDict):
    day: str
    kind: str
    number: int | None
    off_kind: str
    name: str
    is_limit: bool
    hearing_seq: int | None
    is_decision: bool


class Commission(TypedDict):
    """A commission before which public disputes are, and how many."""

    code: str
    name: str
    short: str
    disputes: int


class CommissionStep(TypedDict):
    """Before which commission, and on which track."""

    commission: NotRequired[str]
    regime: NotRequired[RegimeEnum]


class Computed(TypedDict):
    """A due date with its working; ``warning`` tells where it is no more than that."""

    rule: str
    regime: str
    direction: str
    length: int
    unit: str
    triggered_on: str
    due_on: str
    counted: list[DayCounted]
    skipped: list[DaySkipped]
    article: str
    confidence: str
    may_enforce: bool
    warning: str
    effect: str
    note: str
    convention: HowCounted
    provisional: bool
    calendar_version: str


ConfirmedEnum = Literal['out_of_order', 'skips', 'other_pattern', 'other_month']

class ContestCopy(TypedDict):
    by: str
    by_role: str
    on: str
    reason: str


class CourtStageCopy(TypedDict):
    no: int
    court: str
    court_name: str
    number: str
    brought_by: str
    dated_on: str | None
    date_note: str
    result: str
    note: str
    refs: list[int]
    confidence: str


class DayCounted(TypedDict):
    day: str
    number: int


class DaySkipped(TypedDict):
    day: str
    kind: str
    reason: str
    decree: str


class Deadline(TypedDict):
    """A time limit of a dispute: its rule, its article, how it was counted."""

    dispute: str
    register: str
    clock: ClockCopy


class Decision(TypedDict):
    """A pronounced decision."""

    dispute: str
    no: int
    kind: str
    number: NotRequired[str]
    pronounced_on: NotRequired[str | None]
    disposition: NotRequired[str]
    result: NotRequired[str]
    body: DecisionBody
    version: str


class DecisionBody(TypedDict):
    """A decision told by itself; ``PublicDecision.body``."""

    dispute: DisputeRef
    applicant: str
    respondent: str
    decision: DecisionCopy
    sources: list[SourceCopy]


class DecisionCopy(TypedDict):
    kind: str
    number: str
    number_note: str
    pronounced_on: str | None
    date_note: str
    hearing_seq: int | None
    scope: str
    disposition: str
    result: str
    result_note: str
    dissent: str
    orders: list[OrderCopy]
    dispositions: list[DispositionCopy]
    refs: list[int]
    confidence: str
    note: str


class Delivery(TypedDict):
    """A message; ``code`` is its ``webhook-id``. Its words are read by the API itself."""

    code: str
    kind: str
    state: str
    created_at: str
    sent_at: str | None
    next_attempt_at: str | None
    attempts: list[Attempt]


class DeliveryPage(TypedDict):
    """``next``: the code after which the next page begins, or null."""

    next: str | None
    results: list[Delivery]


class DiscrepancyCopy(TypedDict):
    key: str
    about: str
    versions: list[str]
    used: str
    reason: str
    hearing_seq: int | None
    refs: list[int]
    confidence: str


class DispositionCopy(TypedDict):
    label: str
    decision: str
    pronounced_on: str | None
    fate: str
    mode: str
    mode_note: str
    exclusion: str
    condition: str
    note: str
    due_on: str | None
    refs: list[int]
    confidence: str


class Dispute(TypedDict):
    """A dispute with everything that its page shows."""

    code: str
    register: NotRequired[str]
    commission_code: str
    commission: str
    regime: str
    stage: str
    phase: str
    disposition: NotRequired[str]
    applicant: NotRequired[str]
    applicant_kind: NotRequired[str]
    respondent: NotRequired[str]
    family: NotRequired[str]
    subject: str
    subject_en: NotRequired[str]
    year: NotRequired[int | None]
    received_on: NotRequired[str | None]
    registered_on: NotRequired[str | None]
    decided_on: NotRequired[str | None]
    next_hearing_on: NotRequired[str | None]
    due_on: NotRequired[str | None]
    last_event_on: NotRequired[str | None]
    item_count: NotRequired[int]
    hearing_count: NotRequired[int]
    admission_count: NotRequired[int]
    open_question_count: NotRequired[int]
    page: str
    version: str
    body: DisputeBody


class DisputeBody(TypedDict):
    """Everything the case page shows; ``PublicDispute.body``."""

    subject: str
    subject_en: str
    requested: str
    note: str
    date_note: str
    numbers: list[NumberCopy]
    parties: list[PartyCopy]
    panel: list[SeatCopy]
    registrars: list[str]
    family: FamilyCopy | None
    path: list[StepCopy]
    clocks: list[ClockCopy]
    requests: list[RequestCopy]
    items: list[ItemCopy]
    admissions: list[AdmissionCopy]
    questions: list[QuestionCopy]
    hearings: list[HearingCopy]
    exemptions: list[ExemptionCopy]
    panel_orders: list[PanelOrderCopy]
    timeline: list[TimelineCopy]
    decisions: list[DecisionCopy]
    court_stages: list[CourtStageCopy]
    statements: list[StatementCopy]
    documents: list[DocumentCopy]
    exhibits: list[ExhibitCopy]
    discrepancies: list[DiscrepancyCopy]
    unknowns: list[str]
    refs: list[int]
    confidence: str
    sources: list[SourceCopy]
    struck: StruckCopy | None


class DisputeRef(TypedDict):
    code: str
    commission_code: str
    slug: str
    register: str
    short: str
    subject: str
    subject_en: str
    stage: str
    disposition: str
    seq: NotRequired[int]


class DisputeSummary(TypedDict):
    """A dispute as a list shows it; ``page`` is its address for people."""

    code: str
    register: NotRequired[str]
    commission_code: str
    commission: str
    regime: str
    stage: str
    phase: str
    disposition: NotRequired[str]
    applicant: NotRequired[str]
    applicant_kind: NotRequired[str]
    respondent: NotRequired[str]
    family: NotRequired[str]
    subject: str
    subject_en: NotRequired[str]
    year: NotRequired[int | None]
    received_on: NotRequired[str | None]
    registered_on: NotRequired[str | None]
    decided_on: NotRequired[str | None]
    next_hearing_on: NotRequired[str | None]
    due_on: NotRequired[str | None]
    last_event_on: NotRequired[str | None]
    item_count: NotRequired[int]
    hearing_count: NotRequired[int]
    admission_count: NotRequired[int]
    open_question_count: NotRequired[int]
    page: str
    version: str


class Document(TypedDict):
    """A public paper. ``address`` gives its bytes, whose SHA-256 is ``sha256``."""

    code: str
    dispute: NotRequired[str | None]
    hearing: NotRequired[str | None]
    edition: NotRequired[str | None]
    kind: str
    title: str
    mime: str
    sha256: NotRequired[str]
    size: NotRequired[int]
    pages: NotRequired[int]
    made_on: NotRequired[str | None]
    address: str


class DocumentCopy(TypedDict):
    code: str
    kind: str
    title: str
    mime: str
    size: int
    pages: int
    sha256: str
    is_ready: bool
    made_on: str | None
    hearing_code: str
    edition: int | None
    form: NotRequired[str]
    signature: NotRequired[SignatureCopy | None]


class DocumentsStep(TypedDict):
    """What is enclosed. What is missing is told, and is no bar."""

    enclosures: NotRequired[list[Enclosed]]


class Draft(TypedDict):
    """A draft with its steps; what is filed has no steps any more."""

    code: str
    organisation: str
    started_at: str
    submitted_at: str | None
    dispute: str | None
    steps: list[StepStanding]
    is_complete: bool
    refusal: str


class DraftList(TypedDict):
    results: list[DraftSummary]


class DraftStart(TypedDict):
    """For which organisation; with ``request``, from what is held of one of its requests."""

    organisation: NotRequired[str]
    request: NotRequired[str]


class DraftSummary(TypedDict):
    """An application that is being written; ``dispute`` once it is filed."""

    code: str
    organisation: str
    started_at: str
    submitted_at: str | None
    dispute: str | None


class EditionRef(TypedDict):
    no: int
    kind: str
    code: str
    frozen_on: str
    pages: int


class Enclosed(TypedDict):
    """The files in one place of the checklist, by the codes of their uploads."""

    place: PlaceEnum
    uploads: list[str]


class EntryKeyed(TypedDict):
    """One entry of the log. ``n`` counts from one on each device, without a gap."""

    n: int
    kind: EntryKeyedKindEnum
    payload: dict[str, Any]
    made_at: str


EntryKeyedKindEnum = Literal['turn', 'withdrawal', 'mark', 'confirmation', 'fate', 'speaker', 'presence', 'phase']

class EntryTold(TypedDict):
    """Nothing: today, under the next number. Or the day and number of the book of paper."""

    registered_on: NotRequired[str]
    number: NotRequired[str]
    confirmed: NotRequired[list[ConfirmedEnum]]


class ExchangeCopy(TypedDict):
    question: SpokenCopy | None
    answer: SpokenCopy
    place: str
    address: str


class ExemptionCopy(TypedDict):
    claimed_on: str | None
    withdrawn_on: str | None
    grounds: list[str]
    reason: str
    consequence_test: str
    result: str
    refs: list[int]
    confidence: str


class ExhibitCopy(TypedDict):
    label: str
    title: str
    document_code: str


class Facet(TypedDict):
    """How many disputes each value of a property has, without that property's own filter."""

    name: str
    values: list[FacetValue]


class FacetValue(TypedDict):
    value: str
    label: str
    count: int


class FamilyCopy(TypedDict):
    slug: str
    title: str
    title_en: str
    reason: str
    siblings: list[DisputeRef]
    refs: list[int]


class Filed(TypedDict):
    """The entry that was made; the register number comes with the registration."""

    dispute: str
    received_on: str
    digest: str


class Filing(TypedDict):
    """That a person has read the application and says that it is right."""

    confirmed: bool


class Finding(TypedDict):
    """What stands against a slot: ``hard`` refuses, ``soft`` is to be confirmed."""

    code: str
    weight: str
    text: str
    basis: str


class FindingTold(TypedDict):
    """What was found in one place of the checklist."""

    place: PlaceEnum
    verdict: VerdictEnum
    note: NotRequired[str]


class FindingsTold(TypedDict):
    """The body of a writing call; nested ones are read by the same rules."""

    findings: list[FindingTold]


class Found(TypedDict):
    """A page of hits, of ``pages``; ``total``: how many disputes were found. ``is_capped``: there are more. ``facets_of_newest``: facets are counted among the newest; where the total is whole, those values that were not chosen beside one that was. ``suggestion``: other words that find something, where these find nothing."""

    total: int
    is_capped: bool
    facets_of_newest: bool
    suggestion: str
    pages: int
    page: int
    hits: list[Hit]
    facets: list[Facet]


class Hearing(TypedDict):
    """A hearing with everything that its page shows beside its words."""

    code: str
    event_code: str
    sequence: int
    commission_code: str
    time_zone: str
    held_on: str
    starts_at: NotRequired[str | None]
    ends_at: NotRequired[str | None]
    kind: str
    state: str
    ordinal: int
    is_public: bool
    has_words: bool
    title: NotRequired[str]
    place: NotRequired[str]
    room: NotRequired[str]
    question_count: NotRequired[int]
    disputes: list[str]
    page: str
    version: str
    body: HearingBody


class HearingBody(TypedDict):
    """What the hearing page shows beside its words; ``PublicHearing.body``."""

    hearing: HearingCopy
    disputes: list[DisputeRef]
    applicant: str
    respondent: str
    questions: list[QuestionCopy]
    orders: list[PanelOrderCopy]
    discrepancies: list[DiscrepancyCopy]
    documents: list[DocumentCopy]
    sources: list[SourceCopy]


class HearingCopy(TypedDict):
    code: str
    seq: int
    ordinal: int
    held_on: str
    kind: str
    state: str
    is_public: bool
    has_words: bool
    agenda: str
    agenda_reported: str
    planned: str
    opened: str
    closed: str
    place: str
    mode: str
    registrar: str
    panel: list[SeatCopy]
    appearances: list[AppearanceCopy]
    results: list[str]
    next_note: str
    recording_note: str
    note: str
    editions: list[EditionRef]
    refs: list[int]
    confidence: str


class HearingSummary(TypedDict):
    """A hearing as a list shows it. ``held_on`` is the local day, in ``time_zone``."""

    code: str
    event_code: str
    sequence: int
    commission_code: str
    time_zone: str
    held_on: str
    starts_at: NotRequired[str | None]
    ends_at: NotRequired[str | None]
    kind: str
    state: str
    ordinal: int
    is_public: bool
    has_words: bool
    title: NotRequired[str]
    place: NotRequired[str]
    room: NotRequired[str]
    question_count: NotRequired[int]
    disputes: list[str]
    page: str
    version: str


class Hit(TypedDict):
    """A dispute that was found, and released turns in which the words stand."""

    dispute: DisputeSummary
    spoken: list[Utterance]


class House(TypedDict):
    """A house in which one has a role today; ``key`` names it where something is brought."""

    key: str
    name: str
    role: str


class HowCounted(TypedDict):
    joint_leave_counts: bool
    clear: bool


class ItemCopy(TypedDict):
    label: str
    text: str
    text_en: str
    fate: str
    positions: list[PositionCopy]
    disposition: DispositionCopy | None
    refs: list[int]
    confidence: str
    note: str


class ItemRef(TypedDict):
    label: str
    text: str
    text_en: str


class ItemsStep(TypedDict):
    """What was asked for: each item has its own fate."""

    items: NotRequired[list[str]]


class KeptApplicantStep(TypedDict):
    """A step as it is kept; what is wrong with it, by its fields."""

    revision: int
    is_complete: bool
    answers: ApplicantStep
    errors: dict[str, list[str]]


class KeptChronologyStep(TypedDict):
    """A step as it is kept; what is wrong with it, by its fields."""

    revision: int
    is_complete: bool
    answers: ChronologyStep
    errors: dict[str, list[str]]


class KeptCommissionStep(TypedDict):
    """A step as it is kept; what is wrong with it, by its fields."""

    revision: int
    is_complete: bool
    answers: CommissionStep
    errors: dict[str, list[str]]


class KeptDocumentsStep(TypedDict):
    """A step as it is kept; what is wrong with it, by its fields."""

    revision: int
    is_complete: bool
    answers: DocumentsStep
    errors: dict[str, list[str]]


class KeptItemsStep(TypedDict):
    """A step as it is kept; what is wrong with it, by its fields."""

    revision: int
    is_complete: bool
    answers: ItemsStep
    errors: dict[str, list[str]]


class KeptPublicBodyStep(TypedDict):
    """A step as it is kept; what is wrong with it, by its fields."""

    revision: int
    is_complete: bool
    answers: PublicBodyStep
    errors: dict[str, list[str]]


class KeptReasonsStep(TypedDict):
    """A step as it is kept; what is wrong with it, by its fields."""

    revision: int
    is_complete: bool
    answers: ReasonsStep
    errors: dict[str, list[str]]


class Keyed(TypedDict):
    """What a device sends at once; ``sent_at`` tells by how much its clock is off."""

    device: str
    sent_at: NotRequired[str]
    entries: list[EntryKeyed]


KindsEnum = Literal['dispute.published', 'dispute.changed', 'hearing.changed', 'transcript.published', 'decision.published', 'own.deadline_moved', 'own.hearing_set', 'own.hearing_moved', 'own.transcript_ready', 'own.letter', 'own.file_refused']

LanguageEnum = Literal['id', 'en']

class Me(TypedDict):
    """The account behind a token, and what the token is for."""

    name: str
    email: str
    houses: list[House]
    token: str
    scopes: list[str]
    expires_at: str


MediumEnum = Literal['online', 'print', 'television', 'radio', 'social', 'release']

ModeEnum = Literal['langsung', 'tidak_langsung']

class NoticeSent(TypedDict):
    """The notice; ``due_on`` where the law gives a figure."""

    stage: str
    missing: list[str]
    due_on: str | None


class NoticeTold(TypedDict):
    """The places that are missing, and what the applicant is told of them."""

    places: list[PlaceEnum]
    note: NotRequired[str]


class NumberCopy(TypedDict):
    kind: str
    raw: str
    issued_on: str | None
    is_current: bool
    note: str


class ObjectionCopy(TypedDict):
    grounds: list[str]
    filed_on: str | None
    date_note: str
    replied_on: str | None
    reply: str
    refs: list[int]
    confidence: str


class Order(TypedDict):
    """An order of a decision (``by_decision``) or of a panel in a hearing (``by_panel``)."""

    dispute: str
    register: str
    by_decision: NotRequired[OrderCopy]
    decision_number: NotRequired[str]
    by_panel: NotRequired[PanelOrderCopy]


class OrderCopy(TypedDict):
    no: int
    text: str
    due_on: str | None
    complied_on: str | None
    outcome: str


class OutsideCopy(TypedDict):
    stance: str
    about: str
    about_text: str
    statement: StatementCopy


class OwnClock(TypedDict):
    """A time limit that runs."""

    rule: str
    due_on: str


class OwnDispute(TypedDict):
    """The same with its clocks and its history."""

    code: str
    register: str
    commission: str
    regime: str
    stage: str
    visibility: str
    subject: str
    received_on: str | None
    registered_on: str | None
    parties: list[OwnParty]
    deadlines: list[OwnClock]
    history: list[OwnEvent]


class OwnEvent(TypedDict):
    """A line of the history, as far as one may read it; ``stages``: to which it led."""

    on: str | None
    text: str
    note: str
    stages: list[str]


class OwnPage(TypedDict):
    """``next``: the code after which the next page begins, or null."""

    next: str | None
    results: list[OwnSummary]


class OwnParty(TypedDict):
    role: str
    name: str


class OwnSummary(TypedDict):
    """A dispute in which one has a part. ``register`` is empty until it is registered."""

    code: str
    register: str
    commission: str
    regime: str
    stage: str
    visibility: str
    subject: str
    received_on: str | None
    registered_on: str | None
    parties: list[OwnParty]


class PaginatedAssertionList(TypedDict):
    next: NotRequired[str]
    previous: NotRequired[str]
    results: list[Assertion]


class PaginatedCommissionList(TypedDict):
    next: NotRequired[str]
    previous: NotRequired[str]
    results: list[Commission]


class PaginatedDeadlineList(TypedDict):
    next: NotRequired[str]
    previous: NotRequired[str]
    results: list[Deadline]


class PaginatedDecisionList(TypedDict):
    next: NotRequired[str]
    previous: NotRequired[str]
    results: list[Decision]


class PaginatedDisputeSummaryList(TypedDict):
    next: NotRequired[str]
    previous: NotRequired[str]
    results: list[DisputeSummary]


class PaginatedDocumentList(TypedDict):
    next: NotRequired[str]
    previous: NotRequired[str]
    results: list[Document]


class PaginatedHearingSummaryList(TypedDict):
    next: NotRequired[str]
    previous: NotRequired[str]
    results: list[HearingSummary]


class PaginatedOrderList(TypedDict):
    next: NotRequired[str]
    previous: NotRequired[str]
    results: list[Order]


class PaginatedPartyList(TypedDict):
    next: NotRequired[str]
    previous: NotRequired[str]
    results: list[Party]


class PaginatedPropositionList(TypedDict):
    next: NotRequired[str]
    previous: NotRequired[str]
    results: list[Proposition]


class PaginatedQuestionList(TypedDict):
    next: NotRequired[str]
    previous: NotRequired[str]
    results: list[Question]


class PaginatedStatementList(TypedDict):
    next: NotRequired[str]
    previous: NotRequired[str]
    results: list[Statement]


class PaginatedUtteranceList(TypedDict):
    next: NotRequired[str]
    previous: NotRequired[str]
    results: list[Utterance]


class PanelOrderCopy(TypedDict):
    hearing_code: str
    hearing_seq: int | None
    held_on: str
    given_by: str
    by_note: str
    to: str
    what: str
    due_on: str | None
    outcome: str
    number: int | None
    refs: list[int]
    confidence: str
    kept_on: NotRequired[str | None]
    lapsed_on: NotRequired[str | None]


class Party(TypedDict):
    """Somebody who takes part in public disputes; ``disputes``: in how many."""

    slug: str
    name: str
    short: str
    disputes: int


class PartyCopy(TypedDict):
    role: str
    kind: str
    name: str
    short: str
    slug: str
    is_private: bool
    representations: list[RepresentationCopy]
    refs: list[int]
    confidence: str


PlaceEnum = Literal['identity', 'attorney', 'request', 'reply', 'objection', 'answer']

class PlaceStanding(TypedDict):
    """A place of the checklist: how many files lie there, and the finding that stands."""

    place: str
    files: int
    verdict: str
    note: str


class Planned(TypedDict):
    """A hearing as the registry plans it; ``is_released``: people were told of it."""

    code: str
    kind: str
    state: str
    held_on: str
    starts_at: str | None
    ends_at: str | None
    room: str
    place: str
    is_public: bool
    is_released: bool
    disputes: list[str]


class PlannedList(TypedDict):
    results: list[Planned]


class PositionCopy(TypedDict):
    seq: int
    held_on: str
    text: str


class Problem(TypedDict):
    """What a refusal looks like; ``errors`` names the fields that were not understood. ``doubts`` are the codes to send back as ``confirmed`` where a person has weighed them."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    article: NotRequired[str]
    errors: NotRequired[dict[str, list[str]]]
    findings: NotRequired[list[Finding]]
    doubts: NotRequired[list[str]]


class Proposition(TypedDict):
    """A proposition on which somebody took a stance in an open hearing."""

    dispute: str
    code: str
    text: str
    text_en: NotRequired[str]
    is_admission: bool
    binds: NotRequired[str]
    made_on: str
    exchange_count: NotRequired[int]
    body: AdmissionBody
    version: str


class PublicBodyStep(TypedDict):
    """The public body that was asked."""

    public_body: NotRequired[str]
    unit: NotRequired[str]


class Question(TypedDict):
    """A question and what became of it."""

    hearing: str
    number: int
    label: NotRequired[str]
    asked_by: NotRequired[str]
    asked_on: str
    fate: str
    is_open: bool
    due_on: NotRequired[str | None]
    body: QuestionBody
    version: str


class QuestionBody(TypedDict):
    """A question of the board, told by itself; ``PublicQuestion.body``."""

    disputes: list[DisputeRef]
    respondent: str
    question: QuestionCopy
    sources: list[SourceCopy]


class QuestionCopy(TypedDict):
    label: str
    fate: str
    is_open: bool
    asked: SpokenCopy
    asked_on: str
    hearing_seq: int | None
    answers: list[SpokenCopy]
    items: list[str]
    due_on: str | None
    assessed_on: str | None
    note: str


ReasonsEnum = Literal['superior_refused_exempt', 'periodic_not_provided', 'superior_silent', 'superior_unsatisfactory', 'unreasonable_fee', 'late_delivery']

class ReasonsStep(TypedDict):
    """Grounds of UU 14/2008 Pasal 35 ayat (1) item by item, reasons, and what is asked for."""

    grounds: NotRequired[list[list[Literal['a', 'b', 'c', 'd', 'e', 'f', 'g']]]]
    reasons: NotRequired[list[ReasonsEnum]]
    problem: NotRequired[str]
    relief: NotRequired[list[ReliefEnum]]
    other_relief: NotRequired[str]


RegimeEnum = Literal['umum', 'pemilu']

class Registered(TypedDict):
    register: str
    registered_on: str
    stage: str


class ReleaseTold(TypedDict):
    """The body of a writing call; nested ones are read by the same rules."""

    commission: str
    hearings: list[str]


ReliefEnum = Literal['declare_open', 'order_periodic', 'order_answer', 'order_answer_as_requested', 'order_fulfil', 'fix_fee', 'order_delivery']

RenderingEnum = Literal['quoted', 'paraphrase', 'mixed']

class RepresentationCopy(TypedDict):
    name: str
    capacity: str
    basis: str
    signed_on: str | None
    starts_on: str | None
    ends_on: str | None
    refs: list[int]
    confidence: str


class RequestCopy(TypedDict):
    to: str
    submitted_on: str | None
    received_on: str | None
    date_note: str
    replied_on: str | None
    reply: str
    reply_en: str
    objections: list[ObjectionCopy]
    refs: list[int]
    confidence: str


class ReviewTold(TypedDict):
    """What a second person says of it."""

    accepted: bool
    reason: NotRequired[str]


class RoomShown(TypedDict):
    """How the room stands: of this device, all up to ``taken`` is taken up."""

    taken: int
    highest: int
    phase: str
    doors_open: bool
    is_over: bool
    turns: int
    cast: list[SpeakerShown]


class SeatCopy(TypedDict):
    name: str
    seat: str
    starts_on: NotRequired[str | None]
    ends_on: NotRequired[str | None]
    reason: NotRequired[str]


class SignatureCopy(TypedDict):
    signer: str
    authority: str
    certificate_sha256: str
    is_test: bool
    signed_at: str


class SlotTold(TypedDict):
    """A hearing to be planned: local day and hours of the commission."""

    kind: SlotToldKindEnum
    held_on: str
    starts: str
    ends: str
    agenda: NotRequired[str]
    room: NotRequired[str]
    place: NotRequired[str]
    mode: NotRequired[ModeEnum]
    link: NotRequired[str]
    is_public: NotRequired[bool]
    registrar: NotRequired[str]
    caucus_with: NotRequired[CaucusWithEnum | BlankEnum]
    together: NotRequired[list[str]]
    confirmed: NotRequired[list[str]]


SlotToldKindEnum = Literal['pemeriksaan_awal', 'mediasi', 'kaukus', 'ajudikasi_pasca_mediasi_gagal', 'pembuktian', 'pemeriksaan_tertutup', 'pemeriksaan_setempat', 'penilaian_uji_konsekuensi', 'kesimpulan', 'musyawarah_majelis', 'pembacaan_putusan_sela', 'pembacaan_putusan_mediasi', 'pembacaan_putusan_ajudikasi', 'pembacaan_penetapan']

class SourceCopy(TypedDict):
    number: int
    key: str
    publisher: str
    title: str
    kind: str
    published_on: str | None
    dated: str
    note: str


class SpeakerShown(TypedDict):
    """Who may speak; entries name them by ``id``."""

    id: str
    name: str
    role: str
    side: str


class SpokenCopy(TypedDict):
    hearing_code: str
    edition: int
    number: int
    kind: str
    rendering: str
    speaker: str
    role: str
    side: str
    text: str
    text_en: str
    page: int
    line: int
    last_page: int
    last_line: int
    place: str
    address: str
    admissions: list[list[str]]
    note: str
    refs: list[int]
    confidence: str


class StanceCopy(TypedDict):
    """A stance on a proposition. Exactly one of number, statement_code, exhibit is set. ``party_no`` counts the parties of the dispute from 1; 0: it is nobody's stance."""

    stance: str
    strength: str
    legal_effect: str
    made_on: str
    name: str
    capacity: str
    party: str
    party_role: str
    party_no: int
    place: str
    address: str
    hearing_code: str
    hearing_seq: int | None
    number: int | None
    statement_code: str
    exhibit: str
    is_withdrawn: bool
    withdrawn_on: str | None
    contests: list[ContestCopy]
    chair_place: str
    chair_address: str
    undertaking: str
    undertaking_due_on: str | None
    note: str
    refs: list[int]
    confidence: str


class Statement(TypedDict):
    """Words outside the hearing, as reported; never testimony."""

    dispute: str
    register: str
    statement: StatementCopy


class StatementCopy(TypedDict):
    code: str
    name: str
    capacity: str
    said_on: str
    place: str
    rendering: str
    text: str
    text_en: str
    note: str
    relation: str
    reports_for: str
    outlet: str
    medium: str
    url: str
    published_on: str | None
    lang: str
    archive_sha256: str
    archived_on: str | None
    refs: list[int]
    confidence: str


class StatementPage(TypedDict):
    results: list[StatementShown]


class StatementShown(TypedDict):
    """A statement; the public reads it when ``state`` is ``reviewed``."""

    code: str
    state: str
    reason: str
    speaker: str
    capacity: str
    said_on: str
    text: str
    outlet: str
    url: str


class StatementTold(TypedDict):
    """Words as they were published. The address of the publication is never opened here."""

    speaker: str
    capacity: NotRequired[str]
    said_on: str
    place: NotRequired[str]
    rendering: RenderingEnum
    text: str
    text_en: NotRequired[str]
    language: NotRequired[LanguageEnum]
    question: NotRequired[str]
    note: NotRequired[str]
    outlet: str
    medium: MediumEnum
    url: NotRequired[str]
    published_on: NotRequired[str | None]


class StepCopy(TypedDict):
    phase: str
    state: str
    words: str
    words_en: str


class StepStanding(TypedDict):
    """How a step stands; ``revision`` 0: nobody wrote in it yet."""

    step: str
    revision: int
    is_complete: bool


class StruckCopy(TypedDict):
    on: str
    reason: str
    stands: DisputeRef | None


class TimelineCopy(TypedDict):
    kind: str
    part: str
    occurred_on: str | None
    date_note: str
    text: str
    text_en: str
    hearing_seq: int | None
    rule: str
    note: str
    refs: list[int]
    confidence: str


class UploadStanding(TypedDict):
    """A file on its way. It serves where ``state`` is ``clean``; ``refusal`` says why not."""

    code: str
    name: str
    size: int
    received: int
    state: str
    refusal: str
    sha256: str
    clean_sha256: str


class UploadStart(TypedDict):
    """What is going to be sent, for which house, and into which dispute if it is for one."""

    name: str
    size: int
    house: str
    dispute: NotRequired[str]


class Utterance(TypedDict):
    """A released turn. ``start_ms``: milliseconds from the beginning of the record; ``citation``: the address of its lines."""

    hearing: str
    number: int
    kind: str
    rendering: str
    section: NotRequired[str]
    speaker: NotRequired[str]
    role: NotRequired[str]
    side: NotRequired[str]
    lang: str
    text: str
    text_en: NotRequired[str]
    replies_to: NotRequired[int | None]
    start_ms: NotRequired[int | None]
    page: int
    line: int
    last_page: int
    last_line: int
    fate: NotRequired[str]
    label: NotRequired[str]
    admissions: NotRequired[Any]
    items: NotRequired[Any]
    confidence: NotRequired[str]
    note: NotRequired[str]
    citation: str


VerdictEnum = Literal['valid', 'invalid', 'absent']

class WebhookList(TypedDict):
    results: list[WebhookShown]


class WebhookMade(TypedDict):
    """The same with the secret by which its messages are known; no other call tells it."""

    code: str
    address: str
    kinds: list[str]
    organisation: str | None
    created_at: str
    old_secret_until: str | None
    secret: NotRequired[str]


class WebhookShown(TypedDict):
    """An address that holds. ``organisation`` is null where it hears of all one's disputes. ``old_secret_until``: when the secret before the present one ceases to sign, if it does so."""

    code: str
    address: str
    kinds: list[str]
    organisation: str | None
    created_at: str
    old_secret_until: str | None


class WebhookStart(TypedDict):
    """Where news are sent, which, and for whose disputes if not for all of one's own."""

    address: str
    kinds: list[KindsEnum]
    organisation: NotRequired[str]

