"""What is enclosed with an application, each file in its place of the checklist."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from cases.domain.filing import IDENTITY, PLACES, Enclosed
from cases.models import DisputeApplication, Enclosure, Organisation, Upload
from cases.services import identity_papers, uploads
from cases.services.journal import Actor

APPLICANT_SIDE = "P"


@transaction.atomic
def enclose(
    tendered: DisputeApplication,
    enclosed: Iterable[Enclosed],
    *,
    house: Organisation,
    actor: Actor,
    now: datetime,
) -> None:
    """Put what was brought into the file: evidence as exhibits, the rest for the registry.

    What the worker has not checked yet becomes an exhibit when it is found clean.

    Raises:
        NotAParty: a file serves in another dispute.
        Upload.DoesNotExist: it is not one of that house.
    """
    for one in enclosed:
        upload = Upload.objects.select_for_update().get(code=one.upload, organisation=house)
        place = PLACES[one.place]
        Enclosure.objects.create(application=tendered, place=place.code, upload=upload)
        if place.is_exhibit:
            uploads.tender(
                upload,
                dispute=tendered.dispute,
                side=APPLICANT_SIDE,
                kind=place.kind,
                actor=actor,
                now=now,
            )
        else:
            uploads.bring_into(upload, tendered.dispute)
        if place is IDENTITY:
            identity_papers.note(upload, tendered.dispute, now=now)
        uploads.tell_refused(upload, now=now)  # by a check that ended just now
