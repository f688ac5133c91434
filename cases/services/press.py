"""What a person has seen of an article beside the record, kept for the registry."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cases.domain import admissions as rules
from cases.domain.errors import CaseError
from cases.domain.press import Compared, Match
from cases.models import Dispute, PressArticle, ReportedQuote, Utterance
from cases.models.columns import longest
from cases.services import journal
from cases.services.journal import Actor


class NothingChosen(CaseError):
    """No quotation was chosen, or none of them was found in the record."""

    code = "nothing_chosen"


@dataclass(frozen=True, slots=True)
class ArticleDetails:
    """Where an article was published; ``text`` is compared and not kept."""

    outlet: str
    medium: str
    text: str
    title: str = ""
    url: str = ""
    published_on: date | None = None


@transaction.atomic
def keep_quotes(
    dispute: Dispute,
    details: ArticleDetails,
    chosen: Sequence[Compared],
    *,
    actor: Actor,
    now: datetime,
) -> PressArticle:
    """Keep the chosen quotations of an article with their turns; the same one is kept once.

    ``chosen``: compared with turns whose keys are those of utterances of this dispute.

    Raises:
        NothingChosen: there is none that was found.
        NotAWebAddress: the address of the article is none.
        NotOfThisDispute: a turn is of another dispute.
    """
    found = [(one, one.match) for one in chosen if one.match is not None]
    if not found:
        raise NothingChosen("Pilih setidaknya satu kutipan yang ditemukan dalam risalah.")
    turns = {match.said.key for _one, match in found}
    ours = Utterance.objects.filter(pk__in=turns, hearing__disputes=dispute).distinct()
    if ours.count() != len(turns):
        raise rules.NotOfThisDispute("Ucapan itu bukan dari sengketa ini.")

    article = _article(dispute, details, actor, now)
    known = set(article.quotes.values_list("start", flat=True))
    rows = [
        _quote(article, one, match, actor, now)
        for one, match in found
        if one.quotation.start not in known
    ]
    ReportedQuote.objects.bulk_create(rows)
    told = {"sha256": article.text_sha256, "quotes": len(rows)}
    journal.record("quotes_reviewed", actor=actor, at=now, dispute=dispute, payload=told)
    return article


def _quote(
    article: PressArticle, one: Compared, match: Match, actor: Actor, now: datetime
) -> ReportedQuote:
    return ReportedQuote(
        article=article,
        utterance_id=match.said.key,
        start=one.quotation.start,
        quote=one.quotation.text,
        attributed_to=one.speaker[: longest(ReportedQuote, "attributed_to")],
        differences=[each.told() for each in one.differences],
        score=match.score,
        reviewed_by=actor.name,
        reviewed_at=now,
    )


def _article(
    dispute: Dispute, details: ArticleDetails, actor: Actor, now: datetime
) -> PressArticle:
    article, _made = PressArticle.objects.get_or_create(
        dispute=dispute,
        outlet=details.outlet,
        text_sha256=hashlib.sha256(details.text.encode()).hexdigest(),
        defaults={
            "medium": details.medium,
            "title": details.title,
            "url": rules.check_address(details.url),
            "published_on": details.published_on,
            "length": len(details.text),
            "written_by": actor.name,
            "written_at": now,
        },
    )
    return article
