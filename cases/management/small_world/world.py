"""The whole of the drill's world, and what was placed where in it."""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction

from cases.management.small_world import inside, public_dispute
from cases.management.small_world.canaries import Aviary, Reader
from cases.management.small_world.cast import BY, NOW, PASSWORD, Cast, gather
from cases.management.small_world.inside import House
from cases.management.small_world.public_dispute import Heard, Words
from cases.models import Dispute, Document, Edition, Hearing, Job, Mediation, Upload, User
from cases.services import alerts, publication, rooms, uploads

EVERYBODY = tuple(Reader)
# Who signs in as whom, for those whom some word must not reach.
ACCOUNTS = {
    Reader.STRANGER: "stranger",
    Reader.NGO: "ngo",
    Reader.OTHER_NGO: "ngo2",
    Reader.AGENCY: "agency",
}


@dataclass(frozen=True, slots=True)
class World:
    """Rows of every class, the people, and the words."""

    cast: Cast
    birds: Aviary
    houses: dict[str, House]
    published: Heard
    sealed: Heard
    mediated: Dispute
    mediation: Mediation
    draft_hearing: Hearing
    upload: Upload
    guest: User

    def as_json(self) -> dict[str, Any]:
        """What was placed where: ``canaries``, ``public_canaries``, ``ids``, ``accounts``."""
        people = {**self.cast.accounts, "guest": self.guest}
        return {
            "canaries": [asdict(one) for one in self.birds.secret],
            "public_canaries": [
                {"word": one.word, "kind": one.kind} for one in self.birds.public
            ],
            "ids": self._ids(),
            "accounts": {
                key: {
                    "email": user.email,
                    "password": PASSWORD if user.has_usable_password() else None,
                }
                for key, user in people.items()
            },
        }

    def _ids(self) -> dict[str, Any]:
        """The codes of the rows of each class; jobs have a number."""
        return {
            "drafts": {key: [one.draft.code] for key, one in self.houses.items()},
            "requests": {key: [one.request.code] for key, one in self.houses.items()},
            "uploads": {"ngo": [self.upload.code]},
            "filed": [self.houses["ngo2"].filed.code],
            "registered": [self.mediated.code],
            "published": [self.published.dispute.code],
            "sealed": [self.sealed.dispute.code],
            "addresses": {
                one.code: _address(one) for one in Dispute.objects.select_related("commission")
            },
            "hearings": _codes(Hearing.objects.all()),
            "editions": [
                {"hearing": one.hearing.code, "edition": one.no, "code": one.code}
                for one in Edition.objects.select_related("hearing").order_by("pk")
            ],
            "documents": _codes(Document.objects.all()),
            "words": self._words(),
            "jobs": list(Job.objects.order_by("pk").values_list("pk", flat=True)),
        }

    def _words(self) -> dict[str, list[str]]:
        """What else stands in addresses: houses, commissions, places in papers."""
        cast = self.cast
        houses = (cast.body, cast.other_body, cast.ngo, cast.ngo2, cast.bystanders)
        return {
            "slug": [house.slug for house in houses],
            "commission": [cast.commission.code, cast.elsewhere.code],
            "place": ["1:1", "1:1-1:25", "99:1"],
            "kind": ["organisasi", "badan-publik", "komisi"],
            "section": ["halaman", "perkara", "sidang", "risalah", "badan-publik", "pemohon"],
            "step": ["pemohon", "badan-publik", "informasi", "kronologi", "terima"],
            "upload": [self.upload.code],
        }


@transaction.atomic
def plant() -> World:
    """Make the world through the services; it is whole or absent."""
    cast, birds = gather(), Aviary()
    houses = {
        key: inside.house_of(cast, birds, key, house)
        for key, house in (("ngo", cast.ngo), ("ngo2", cast.ngo2))
    }
    mediated = houses["ngo"].filed
    inside.register(cast, mediated, "011/III/LATIHAN/2024")
    guest = inside.let_in(cast, mediated)
    inside.letters(cast, birds, mediated)
    draft_hearing = inside.hear(cast, birds, mediated)
    mediation = inside.mediate(cast, birds, mediated)
    inside.programs(cast, birds)
    published = _publish(cast, birds)
    sealed = _seal(cast, birds)
    _personal(cast, birds)
    return World(
        cast=cast,
        birds=birds,
        houses=houses,
        published=published,
        sealed=sealed,
        mediated=mediated,
        mediation=mediation,
        draft_hearing=draft_hearing,
        upload=_brought(cast, birds),
        guest=guest,
    )


def _publish(cast: Cast, birds: Aviary) -> Heard:
    heard = public_dispute.publish(
        cast, birds, number="001/I/LATIHAN/2024", words=Words("public", birds)
    )
    public_dispute.reply_beside(cast, birds)
    return heard


def _seal(cast: Cast, birds: Aviary) -> Heard:
    """A whole record that was public once and is sealed now."""
    heard = public_dispute.publish(
        cast, birds, number="002/I/LATIHAN/2024", words=Words("sealed", birds)
    )
    publication.seal(Dispute.objects.get(pk=heard.dispute.pk), **BY)
    return heard


def _personal(cast: Cast, birds: Aviary) -> None:
    """Who asks for news of a search, and why somebody of the commission is away."""
    word = birds.hide("address that asks for news", *EVERYBODY)
    alerts.ask("q=pengadaan", email=f"{word}@latihan.test", language="id", now=NOW)
    rooms.note_absence(
        cast.commission,
        cast.judges[4],
        starts_on=NOW.date(),
        ends_on=NOW.date(),
        reason=f"Sakit {birds.hide('reason of an absence', *EVERYBODY)}",
        **cast.clerk,
    )


def _brought(cast: Cast, birds: Aviary) -> Upload:
    """A file that an organisation brought, which nobody has looked at yet."""
    hidden = (Reader.ANONYMOUS, Reader.STRANGER, Reader.OTHER_NGO, Reader.AGENCY)
    content = f"Isi {birds.hide('words in a file that was brought', *hidden)}".encode()
    upload = uploads.begin(
        cast.ngo,
        uploaded_by=cast.accounts["ngo"],
        name=f"{birds.hide('name of a file that was brought', *hidden)}.txt",
        size=len(content),
        now=NOW,
    )
    uploads.append(upload, offset=0, source=io.BytesIO(content), length=len(content), now=NOW)
    return uploads.finish(upload, **BY)


def _codes(rows: Any) -> list[str]:
    return list(rows.order_by("pk").values_list("code", flat=True))


def _address(dispute: Dispute) -> str:
    """Where the public would find a dispute."""
    number = dispute.numbers.filter(kind="register", is_current=True).first()
    return f"/perkara/{dispute.commission.code}/{number.slug if number else dispute.code}/"
