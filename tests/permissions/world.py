"""The world of the table, its cast, and how one of them asks at an address."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urlencode

from django.test import Client
from django.utils import timezone

from cases.domain.accounts import Role
from cases.domain.desk import Wanted
from cases.domain.privacy import Asked
from cases.domain.tokens import Scope
from cases.management.small_world.world import World, plant
from cases.models import (
    Assertion,
    Dispute,
    Document,
    Hearing,
    Membership,
    PanelMember,
    PanelOrder,
    Person,
    Proposition,
    PublicStatement,
    QuestionThread,
    SavedView,
    Undertaking,
    Upload,
    Utterance,
    UtteranceRevision,
    WebhookDelivery,
)
from cases.services import (
    accounts,
    admissions,
    desk,
    feeds,
    invitations,
    privacy,
    tokens,
    webhooks,
)
from cases.services.journal import Actor
from cases.services.privacy import Wish
from tests.permissions import rare

CAST = (
    *("anonymous", "stranger", "ngo", "officer", "reader", "ngo2", "agency", "guest"),
    *("clerk", "substitute", "chair", "mediator", "commissioner", "clerk_elsewhere", "admin"),
)
MADE_UP = "ZZZZZZZZ"
KEYS = count(1)
TYPED = "application/x-www-form-urlencoded"
Told = Mapping[str, Any]
PDF = b"%PDF-1.7"


@dataclass(slots=True)
class Stage:
    """The world with a client for everybody of the cast."""

    world: World
    clients: dict[str, Client] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def ask(self, who: str, method: str, address: str, **headers: str) -> Any:
        """The answer to a request with nothing in it."""
        return self.tell(who, method, address, {}, **headers)

    def tell(self, who: str, method: str, address: str, told: Told, **headers: str) -> Any:
        """The answer to a request that says all this, as a program or a form would."""
        client = self.clients[who]
        held = client.cookies.copy()
        try:
            if address.startswith("/api/"):
                return self._call(who, method, address, told, headers)
            if method != "POST":
                return client.generic(method, address, headers=headers)
            if not told:
                return client.post(address, {}, headers=headers)
            return client.post(address, urlencode(told), content_type=TYPED, headers=headers)
        finally:
            client.cookies = held  # whoever signed out is in again, as the base has it

    def _call(
        self, who: str, method: str, address: str, told: Told, headers: dict[str, str]
    ) -> Any:
        headers |= {"Idempotency-Key": f"k-{next(KEYS)}"}
        if who in self.tokens:
            headers["Authorization"] = f"Bearer {self.tokens[who]}"
        client, body = self.clients["anonymous"], json.dumps(told)
        return client.generic(
            method, address, body, content_type="application/json", headers=headers
        )


def open_stage() -> Stage:
    """Plant the world, sign everybody in, and name what stands in the addresses."""
    stage = Stage(plant())
    people = {**stage.world.cast.accounts, "guest": stage.world.guest}
    stage.clients["anonymous"] = Client(raise_request_exception=False)
    for who in CAST[1:]:
        stage.clients[who] = Client(raise_request_exception=False)
        stage.clients[who].force_login(people[who])
        if who == "guest":  # a link alone opens this account: it has no token
            continue
        _token, stage.tokens[who] = tokens.make(
            people[who], label="tabel", scopes=list(Scope), days=7, now=timezone.now()
        )
    stage.words = _words(stage.world)
    return stage


def _words(world: World) -> dict[str, str]:
    """What the addresses of the table call things, with what stands there."""
    cast, ngo = world.cast, world.houses["ngo"]
    papers = Document.objects.order_by("pk")
    planned = Hearing.objects.filter(agenda__startswith="Rencana").get()
    met = Hearing.objects.get(kind="mediasi")
    heard = world.published.dispute
    turn = Utterance.objects.filter(hearing=world.draft_hearing).first()
    return {
        "case": world.mediated.code,
        "draft": ngo.draft.code,
        "request": ngo.request.code,
        "upload": world.upload.code,
        "commission": cast.commission.code,
        "public": "001-I-LATIHAN-2024",
        "sealed": "002-I-LATIHAN-2024",
        "registered": "011-III-LATIHAN-2024",
        "heard": world.published.hearing.code,
        "sealed_hearing": world.sealed.hearing.code,
        "writing": world.draft_hearing.code,
        "planned": planned.code,
        "met": met.code,
        "revision": str(UtteranceRevision.objects.filter(utterance=turn).first().pk),
        "turn": str(turn.pk if turn else 0),
        "body": cast.body.slug,
        "house": cast.ngo.slug,
        "member": str(Membership.objects.get(user=cast.accounts["reader"]).pk),
        **_own(world),
        **rare.plant(world),
        "public_case": heard.code,
        "sealed_case": world.sealed.dispute.code,
        "other_house": cast.ngo2.slug,
        "proposition": Proposition.objects.get(dispute=heard).code,
        "assertion": str(Assertion.objects.filter(proposition__dispute=heard).first().pk),
        "statement": PublicStatement.objects.filter(disputes=heard).get().code,
        "thread": str(
            QuestionThread.objects.get(question__hearing=world.published.hearing).question_id
        ),
        "promise": str(
            Undertaking.objects.filter(assertion__proposition__dispute=heard).get().pk
        ),
        "order": str(_order(world.published.hearing, heard).pk),
        "seat": str(PanelMember.objects.filter(dispute=world.mediated).first().pk),
        "access": str(world.mediated.participants.get(role="termohon").accesses.get().pk),
        "paper": rare.made(papers.filter(dispute=world.mediated).first()),
        "public_paper": rare.made(papers.filter(dispute=world.published.dispute).first()),
        "sealed_paper": rare.made(papers.filter(dispute=world.sealed.dispute).first()),
    }


def _order(hearing: Hearing, dispute: Dispute) -> PanelOrder:
    """An order of the panel in the published hearing."""
    return admissions.order_by_panel(
        hearing,
        admissions.PanelOrderDetails("k-1", "Membawa kontrak"),
        disputes=[dispute],
        given_by=Person.objects.earliest("pk"),
        actor=Actor.system("uji"),
        now=timezone.now(),
    )


def _own(world: World) -> dict[str, str]:
    """What belongs to one account: the owner of the applicant."""
    cast, now = world.cast, timezone.now()
    owner = cast.accounts["ngo"]
    who = {"actor": accounts.as_actor(owner), "now": now}
    feed, secret = feeds.make(owner, label="kalender", **who)
    hook, _secret = webhooks.make(
        owner, address="https://program.test/", kinds=["dispute.changed"], now=now
    )
    other, _secret = webhooks.make(
        cast.accounts["ngo2"], address="https://lain.test/", kinds=["dispute.changed"], now=now
    )
    webhooks.try_out(other, now=now)
    token, _written = tokens.make(owner, label="x", scopes=list(Scope), days=7, now=now)
    invited = invitations.invite(
        cast.ngo, email="baru@latihan.test", role=Role.READER, by=owner, now=now
    )
    desk.save_view(owner, "Saringan", Wanted(), now=now)
    asked = privacy.ask(cast.commission, Wish(Asked.ACCESS, "x"), user=owner, now=now)
    return {
        "asked": str(asked.pk),
        "feed": str(feed.pk),
        "feed_secret": secret,
        "hook": hook.code,
        "message": webhooks.try_out(hook, now=now).code,
        "token": token.prefix,
        "invitation": str(invited.pk),
        "view": str(SavedView.objects.get().pk),
    }


def foreign(world: World) -> dict[str, tuple[str, ...]]:
    """Rows of the same kind that do not belong to what stands beside them in an address."""
    cast, sealed, heard = world.cast, world.sealed.dispute, world.published
    ngo2 = world.houses["ngo2"]
    theirs = Assertion.objects.filter(proposition__dispute=sealed)
    turns = Utterance.objects.filter(hearing=heard.hearing).order_by("pk")
    hearings = (heard.hearing.code, world.sealed.hearing.code)
    member = Membership.objects.get(user=cast.accounts["ngo2"])
    return {
        "case": (heard.dispute.code, ngo2.filed.code),
        "public_case": (world.mediated.code, ngo2.filed.code),
        "request": (ngo2.request.code,),
        "upload": (Upload.objects.exclude(pk=world.upload.pk).first().code,),
        "writing": hearings,
        "planned": hearings,
        "met": hearings,
        "redaction": ("RDCTNTWQ",),
        "turn": (str(turns.first().pk),),
        "house": (cast.ngo2.slug,),
        "member": (str(member.pk),),
        "commission": (cast.elsewhere.code,),
        "assertion": (str(theirs.first().pk),),
        "statement": (PublicStatement.objects.get(disputes=sealed).code,),
        "promise": (str(Undertaking.objects.get(assertion__in=theirs).pk),),
        "message": (
            WebhookDelivery.objects.filter(webhook__user=cast.accounts["ngo2"]).first().code,
        ),
        "seat": (str(PanelMember.objects.exclude(dispute=world.mediated).first().pk),),
    }
