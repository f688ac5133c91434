"""The sound of a hearing: brought by the registry, heard by it and the panel alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.adapters import speech
from cases.domain import wording
from cases.domain.errors import CaseError
from cases.domain.sounds import UNPLAYED
from cases.domain.uploads import KINDS, MEGABYTE, SOUNDS, UploadState
from cases.models import Hearing, Recording, SoundRelease
from cases.models.jobs import JobState
from cases.queries import accounts
from cases.queries import recordings as queries
from cases.queries import sounds as sound_queries
from cases.services import recordings as services
from cases.services import sounds
from cases.web import downloads, uploading
from cases.web.forms.recordings import (
    ClosedPartForm,
    OffsetForm,
    ReleaseForm,
    RetentionForm,
    SoundForm,
    WithdrawalForm,
)
from cases.web.words import refused, word

FIELD = "rekaman"
SOUND_WORDS = ", ".join(kind.word for kind in SOUNDS)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def index(request: HttpRequest, code: str) -> HttpResponse:
    """The recordings of a hearing, and a place to bring one."""
    hearing = get_object_or_404(queries.hearings_kept_by(request.user), code=code)
    form = SoundForm(request.POST if request.method == "POST" else None, hearing=hearing)
    if form.is_valid() and _brought(request, hearing, form):
        return redirect("recordings", code)
    rows = [_row(one) for one in queries.recordings_of(request.user, hearing)]
    context = {"hearing": hearing, "form": form, "control": _control(hearing), "rows": rows}
    return render(request, "recordings/recordings.html", context)


@require_safe
@login_required
@never_cache
def recording(request: HttpRequest, code: str, recording: str) -> HttpResponse:
    """One recording: it is heard, its clock is set, its closed parts are told."""
    found = _found(request, code, recording)
    return render(request, "recordings/recording.html", _page(request, found))


@require_safe
@login_required
def sound(request: HttpRequest, code: str, recording: str) -> HttpResponseBase:
    """The sound itself, or the part of it that is asked for."""
    found = _found(request, code, recording)
    upload = found.upload
    if upload.state != UploadState.CLEAN or not KINDS[upload.mime].is_sound:
        raise Http404
    name = f"rekaman-{found.code}.{KINDS[upload.mime].suffix}"
    return downloads.ranged(request, upload.clean_file, upload.mime, name, upload.clean_sha256)


@require_POST
@login_required
@never_cache
def clock(request: HttpRequest, code: str, recording: str) -> HttpResponse:
    """Set the clock of a recording beside that of the hearing."""
    found = _kept(request, code, recording)
    form = OffsetForm(request.POST)
    return _acted(
        request,
        found,
        form,
        lambda told: services.set_clock(
            found, told["selisih"], reason=told["alasan"], **_by(request)
        ),
        _("Selisih jam dicatat."),
    )


@require_POST
@login_required
@never_cache
def close(request: HttpRequest, code: str, recording: str) -> HttpResponse:
    """Tell of a stretch that was closed."""
    found = _kept(request, code, recording)
    form = ClosedPartForm(request.POST)
    return _acted(
        request,
        found,
        form,
        lambda told: services.close_part(
            found, told["dari"], told["sampai"], reason=told["penetapan"], **_by(request)
        ),
        _("Bagian tertutup dicatat."),
    )


@require_POST
@login_required
@never_cache
def retention(request: HttpRequest, code: str, recording: str) -> HttpResponse:
    """Note until when a recording is kept, and why."""
    found = _kept(request, code, recording)
    form = RetentionForm(request.POST)
    return _acted(
        request,
        found,
        form,
        lambda told: services.keep_until(
            found, told["sampai_hari"], source=told["aturan"], **_by(request)
        ),
        _("Masa simpan dicatat."),
    )


@require_POST
@login_required
@never_cache
def listen(request: HttpRequest, code: str, recording: str) -> HttpResponse:
    """Let the worker write down what it hears."""
    found = _kept(request, code, recording)
    try:
        batch = services.order_recognition(found, **_by(request))
    except CaseError as refusal:
        messages.error(request, refused(refusal))
        return redirect("recording", code, recording)
    return redirect("transcript_import_batch", code, batch.code)


@require_POST
@login_required
@never_cache
def release(request: HttpRequest, code: str, recording: str) -> HttpResponse:
    """Let the public hear a recording."""
    found = _kept(request, code, recording)
    return _acted(
        request,
        found,
        ReleaseForm(request.POST),
        lambda _told: sounds.release(found, **_by(request)),
        _("Salinan publik sedang dibuat."),
    )


@require_POST
@login_required
@never_cache
def withdraw(request: HttpRequest, code: str, recording: str) -> HttpResponse:
    """Take the public copy of a recording back."""
    found = _kept(request, code, recording)
    return _acted(
        request,
        found,
        WithdrawalForm(request.POST),
        lambda told: sounds.withdraw(found, reason=told["sebab"], **_by(request)),
        _("Salinan publik ditarik."),
    )


def _acted(
    request: HttpRequest,
    found: Recording,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    said: str,
) -> HttpResponse:
    """Do what a form asks, or show it again with what is wrong."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except CaseError as refusal:
            form.add_error(None, refused(refusal))
        else:
            messages.success(request, said)
            return redirect("recording", found.hearing.code, found.code)
    return render(request, "recordings/recording.html", _page(request, found, form))


def _found(request: HttpRequest, code: str, recording: str) -> Recording:
    heard = queries.heard_by(request.user).filter(hearing__code=code)
    return get_object_or_404(heard, code=recording)


def _kept(request: HttpRequest, code: str, recording: str) -> Recording:
    """A recording of the registry: the panel hears, and changes nothing."""
    hearing = get_object_or_404(queries.hearings_kept_by(request.user), code=code)
    return get_object_or_404(queries.recordings_of(request.user, hearing), code=recording)


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"actor": uploading.actor(request), "now": timezone.now()}


def _brought(request: HttpRequest, hearing: Hearing, form: SoundForm) -> bool:
    """Whether the form brought sound; why not, stands in the form."""
    try:
        uploads = uploading.taken(request, FIELD, house=hearing.commission)
        for upload in uploads:
            services.add(hearing, upload, session=form.cleaned_data["sesi"], **_by(request))
    except CaseError as refusal:
        form.add_error(None, refused(refusal))
        return False
    if not uploads:
        form.add_error(None, _("Pilih rekaman."))
    return bool(uploads)


def _control(hearing: Hearing) -> dict[str, Any]:
    control = uploading.control(FIELD, label=_("Rekaman"), house=hearing.commission)
    kinds = {
        "kinds": SOUND_WORDS,
        "most": settings.RECORDING_MAX_MB,
    }
    return {
        **control,
        "accept": ",".join(f".{kind.suffix}" for kind in SOUNDS),
        "most": settings.RECORDING_MAX_MB * MEGABYTE,
        "hint": _("%(kinds)s; paling besar %(most)s MB tiap berkas.") % kinds,
    }


def _row(found: Recording) -> dict[str, Any]:
    upload = uploading.shown(found.upload)
    return {
        "code": found.code,
        "address": reverse("recording", args=[found.hearing.code, found.code]),
        "upload": upload,
        "session": found.session.no if found.session else None,
        "length": wording.clock(found.upload.duration_ms),
        "added_at": found.added_at,
        "retention_until": found.retention_until,
    }


def _copies(found: Recording) -> list[dict[str, Any]]:
    releases = sound_queries.releases_of(found)
    names = accounts.names_behind(one.released_by for one in releases)
    return [_copy(found, one, names) for one in releases]


def _copy(found: Recording, release: SoundRelease, names: Mapping[str, str]) -> dict[str, Any]:
    """One release as the registry sees it, with how far its copy is."""
    made = getattr(release, "copy", None)
    gone = getattr(release, "withdrawal", None)
    work = sound_queries.work_of(release) if made is None and gone is None else None
    place = reverse("public_sound", args=[found.hearing.code, release.code])
    return {
        "code": release.code,
        "by": names.get(release.released_by, release.released_by),
        "at": release.released_at,
        "silenced": [
            f"{wording.clock(start)}–{wording.clock(end)}" for start, end in release.silenced
        ],
        "made": made,
        "address": place if made is not None and gone is None else "",
        "withdrawal": gone,
        "work": word("job_state", work.state) if work else "",
        "error": work.error if work and work.state == JobState.FAILED else "",
    }


def _page(
    request: HttpRequest, found: Recording, wrong: forms.Form | None = None
) -> dict[str, Any]:
    offsets, closed = queries.told_of(found)
    kept = queries.hearings_kept_by(request.user).filter(pk=found.hearing_id)
    until = {"sampai_hari": found.retention_until, "aturan": found.retention_source}
    own: dict[str, forms.Form] = {
        "clock": OffsetForm(),
        "close": ClosedPartForm(),
        "retention": RetentionForm(initial=until),
        "release": ReleaseForm(),
        "withdrawal": WithdrawalForm(),
    }
    own = {
        name: wrong if wrong is not None and type(wrong) is type(form) else form
        for name, form in own.items()
    }
    return {
        "hearing": found.hearing,
        "row": _row(found),
        "recording": found,
        "offsets": [
            {"told": wording.clock(one.offset_ms), "reason": one.reason, "at": one.noted_at}
            for one in offsets
        ],
        "closed": [
            {
                "start": wording.clock(one.start_ms),
                "end": wording.clock(one.end_ms),
                "reason": one.reason,
            }
            for one in closed
        ],
        "forms": own,
        "copies": _copies(found),
        "is_keeper": kept.exists(),
        "can_listen": speech.is_here(settings.SPEECH_MODEL_DIR),
        "is_sound": bool(found.upload.mime) and KINDS[found.upload.mime].is_sound,
        "is_played": found.upload.mime not in UNPLAYED,
        "kinds": SOUND_WORDS,
    }
