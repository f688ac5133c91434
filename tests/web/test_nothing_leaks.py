"""What is sealed, closed, unfinished or personal reaches no byte that a visitor can have.

Each secret carries a word of its own; a visitor who follows every link, knows every code and
searches for the words themselves meets none of them.
"""

from __future__ import annotations

import io

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from pyarrow import parquet as pq
from pypdf import PdfReader

from cases.api.urls import RESOURCES
from cases.domain.accounts import Role
from cases.domain.admissions import LegalEffect, Stance
from cases.domain.documents import Paper
from cases.domain.hearings import Presence
from cases.domain.parties import PartyRole
from cases.domain.transcripts import UtteranceKind
from cases.models import (
    Appearance,
    Commission,
    Dispute,
    Document,
    Edition,
    Hearing,
    Job,
    Person,
    Recording,
    TranscriptImport,
)
from cases.queries.public.search import KINDS
from cases.services import (
    accounts,
    admissions,
    documents,
    jobs,
    open_data,
    parties,
    publication,
    recordings,
    registry,
    replies,
    transcripts,
    uploads,
)
from cases.tasks import jobs as door
from tests import spoken
from tests.hearing_room import HELD_ON, NOW, READER, RECORDER, open_room
from tests.programs import Program
from tests.public_record import WHO, admit, exchange, freeze, judge, publish, say
from tests.standing import standing
from tests.web.pages import PASSWORD
from tests.web.visitor import Walk

pytestmark = pytest.mark.django_db

CLOSED = "KENARITERTUTUP"
PERSON = "KENARIPRIBADI"
WITNESS = "KENARISAKSI"
SEALED = "KENARISEGEL"
DRAFT = "KENARIDRAF"
UNREVIEWED = "KENARIBELUM"  # as long as a code may be
INTERNAL = "KENARIDALAM"
SECRETS = [CLOSED, PERSON, WITNESS, SEALED, DRAFT, UNREVIEWED, INTERNAL]
SHOWN = "Apakah bekerja sama dengan Darma Awan?"


def _appears(room, name, role):
    """A private person with a part in every dispute, who came to the hearing."""
    person = parties.add_person(name, **WHO)
    for dispute in room.disputes:
        registry.add_participant(dispute, person, role=role, kind="perseorangan", **WHO)
    Appearance.objects.create(
        hearing=room.hearing, person=person, role=role, capacity=name, note=name,
        presence=Presence.PRESENT,
    )  # fmt: skip
    return person


def open_hearing():
    """A public exchange with a closed passage, a private applicant and an unread admission."""
    room = open_room()
    person = _appears(room, f"Siti {PERSON}", PartyRole.APPLICANT)
    _appears(room, f"Budi {WITNESS}", PartyRole.WITNESS)
    asked, answered = exchange(room)
    judge(asked)
    say(room, UtteranceKind.SPEECH, f"Rekening {CLOSED}", speaker="Ketua Wibowo",
        is_closed=True, note=CLOSED)  # fmt: skip
    say(room, UtteranceKind.SPEECH, "Saya yang meminta.", role="Pemohon", person=person,
        side="pemohon")  # fmt: skip
    edition = freeze(room)
    admit(room, answered, code=UNREVIEWED, is_reviewed=False)
    _say_elsewhere(room, admit(room, answered, code="P-7"))
    _promise(room, answered)
    _reply_and_take_back(room)
    transcripts.publish(edition, **WHO)
    publication.release_all(room.disputes, **WHO)
    documents.request(room.dispute, kind=Paper.APPLICATION, **WHO)
    return room


def _say_elsewhere(room, proposition):
    """Words outside the hearing and a contest that no second person has read, one refused."""
    told = admissions.StatementDetails(
        "s-1", HELD_ON, "quoted", f"Kata {UNREVIEWED}", capacity=UNREVIEWED, note=UNREVIEWED,
        outlet=UNREVIEWED, url=f"https://{UNREVIEWED}.test/", asked_question=UNREVIEWED,
    )  # fmt: skip
    statement = admissions.record_statement(room.disputes, room.counsel, told, **WHO)
    stance = admissions.take_stance(
        proposition,
        admissions.StanceDetails(
            Stance.DENIES, HELD_ON, capacity=UNREVIEWED, public_statement=statement
        ),
        **WHO,
    )
    admissions.review(stance, reviewer=READER, now=NOW)
    admissions.refuse(statement, reason=UNREVIEWED, reviewer=READER, now=NOW)
    admissions.contest(
        proposition.assertions.first(), room.party(), reason=UNREVIEWED, on=HELD_ON, **WHO
    )


def _promise(room, answered):
    """An undertaking that no second person has read, and a claim with words of its own."""
    stance = admissions.take_stance(
        room.dispute.propositions.get(code="P-7"),
        admissions.StanceDetails(
            Stance.AFFIRMS, HELD_ON, effect=LegalEffect.UNDERTAKING, participant=room.party(),
            utterance=answered, capacity=UNREVIEWED,
        ),
        **WHO,
    )  # fmt: skip
    admissions.undertake(stance, what=f"Menyerahkan {UNREVIEWED}", due_on=HELD_ON, **WHO)


def _reply_and_take_back(room):
    """What a body said beside its record and does not say any more."""
    replies.reply(room.respondent, f"Kami {INTERNAL}", by="Humas", said_on=HELD_ON, **WHO)
    replies.take_back(room.respondent, said_on=HELD_ON, **WHO)


def sealed_hearing():
    """A whole record that was public once and is sealed now."""
    record = publish(name=SEALED.lower())
    for dispute in record.room.disputes:
        Dispute.objects.filter(pk=dispute.pk).update(subject=f"Perkara {SEALED}")
        publication.seal(Dispute.objects.get(pk=dispute.pk), **WHO)
    return record.room


def draft_hearing():
    """A record on which the registry still works."""
    room = open_room(name=DRAFT.lower())
    say(room, UtteranceKind.SPEECH, f"Belum dibaca ulang {DRAFT}", speaker="Ketua Wibowo")
    words = f"WEBVTT\n\nNOTE {INTERNAL}\n\n00:01.000 --> 00:02.000\n<v {DRAFT}>Kata {DRAFT}\n"
    transcripts.import_file(room.hearing, words.encode(), name=f"{INTERNAL}.vtt", **WHO)
    _record(room)
    return room


def _record(room):
    """Sound of a hearing whose record is not published, and what was said of it."""
    clerk = accounts.open_account(
        "panitera@demo.test", name="Panitera", password=PASSWORD, actor=RECORDER, now=NOW
    )
    content = spoken.wav(spoken.tone(500), rate=8000)
    upload = uploads.begin(
        room.commission, uploaded_by=clerk, name=f"{DRAFT}.wav", size=len(content), now=NOW
    )
    source = ContentFile(content)
    uploads.append(upload, offset=0, source=source, length=len(content), now=NOW)
    uploads.finish(upload, actor=RECORDER, now=NOW)
    work()
    recording = recordings.add(room.hearing, upload, **WHO)
    recordings.close_part(recording, 0, 200, reason=CLOSED, **WHO)


def work():
    for job in Job.objects.filter(state="waiting"):
        claimed = jobs.claim(job.pk, now=timezone.now())
        if claimed is not None:
            door.perform(claimed)


def open_rooms():
    found = {"open": open_hearing(), "sealed": sealed_hearing(), "draft": draft_hearing()}
    accounts.open_account(
        "dalam@demo.test", name=INTERNAL, password=PASSWORD, actor=RECORDER, now=NOW
    )
    work()
    return found


built, rooms = standing(open_rooms)

# What certifies and corrects an edition; the concordance alone is public.
BEHIND = (
    *("ralat/", "perintah/", "keadaan/", "lengkap/BCDFGHJK/"),
    *("konkordansi/", "konkordansi.csv"),
)


def doors():
    """Every address that somebody who knows all codes could try."""
    for code in Hearing.objects.values_list("code", flat=True):
        yield f"/sidang/{code}/"
        yield f"/sidang/{code}/risalah/impor/"
        yield f"/sidang/{code}/rekaman/"
        yield f"/sidang/{code}/risalah/sahkan/"
        yield from (f"/sidang/{code}/rekam/{place}" for place in ("", "catatan/", "pekerja.js"))
        yield from (f"/b/{code}/{number}" for number in range(1, 6))
        for edition in (1, 2):
            yield f"/sidang/{code}/risalah/{edition}/"
            yield from (f"/sidang/{code}/risalah/{edition}/{place}" for place in BEHIND)
            yield f"/r/{code}/{edition}/1:1-1:25"
            yield f"/r/{code}/{edition}/99:1"
    yield from _doors_of_sound()
    yield from _doors_of_disputes()
    yield from _doors_of_papers()
    yield from _doors_of_shared()


def _doors_of_sound():
    for recording in Recording.objects.select_related("hearing", "upload"):
        place = f"/sidang/{recording.hearing.code}/rekaman/{recording.code}"
        yield from (f"{place}/", f"{place}/suara/")
        yield f"/berkas-unggahan/{recording.upload.code}/"
        yield f"/unggah/{recording.upload.code}/"
    for words in TranscriptImport.objects.select_related("hearing"):
        place = f"/sidang/{words.hearing.code}/risalah/impor/{words.code}"
        yield from (f"{place}/", f"{place}/keadaan/", f"{place}/laporan.csv")


def _doors_of_disputes():
    for dispute in Dispute.objects.select_related("commission"):
        for slug in ("001-KIP-PSIP-II-2024", "002-KIP-PSIP-II-2024", dispute.code):
            yield f"/perkara/{dispute.commission.code}/{slug}/"
            yield f"/perkara/{dispute.commission.code}/{slug}/sidang/1/"


def _doors_of_shared():
    """Cards, pictures, feeds and what embeds them, of everything that somebody could name."""
    for dispute in Dispute.objects.select_related("commission"):
        for slug in ("001-KIP-PSIP-II-2024", dispute.code):
            case = f"/perkara/{dispute.commission.code}/{slug}/"
            yield from (f"{case}kartu/", f"{case}kartu.png", f"{case}sidang/1/kartu.png")
            yield f"/oembed?url=http://testserver{case}"
            yield f"/umpan/perkara/{dispute.commission.code}/{slug}.atom"
    for code in Hearing.objects.values_list("code", flat=True):
        yield from (f"/sidang/{code}/risalah/1/kartu/", f"/r/{code}/1/1:1-1:25/kartu/")
        yield f"/r/{code}/1/1:1-1:25/kartu.png"
        yield f"/oembed?url=http://testserver/r/{code}/1/1:1-1:25&format=xml"
    yield from (f"/umpan/komisi/{one.code}.atom" for one in Commission.objects.all())
    for word in SECRETS:
        yield from (f"/umpan/badan/{word.lower()}.atom", f"/umpan/pemohon/{word.lower()}.atom")
        yield f"/umpan/perkara.atom?q={word}"
    yield from ("/sitemap.xml", "/robots.txt", "/data/")
    yield from (f"/sitemap-{name}-1.xml" for name in ("perkara", "sidang", "risalah"))


def _doors_of_papers():
    for model in (Dispute, Hearing, Edition, Document):
        yield from (f"/v/{code}" for code in model.objects.values_list("code", flat=True))
    for code in Document.objects.values_list("code", flat=True):
        yield f"/berkas/{code}/"
        yield f"/berkas/{code}/keadaan/"


def searches():
    for word in SECRETS:
        yield f"/perkara/?q={word}"
        yield f"/perkara/?q={word[:-1]}"  # what somebody nearly knew is not put right
        yield from (f"/perkara/?q={word}&isi={kind}" for kind in KINDS)
        yield from (f"/perkara.{form}?q={word}" for form in ("csv", "json"))
        yield from (f"/umpan/perkara.atom?q={word}", f"/perkara.ics?q={word}")
        yield f"/perkara/?termohon={word}&pemohon={word.lower()}&komisi={word.lower()}"
        yield f"/verifikasi/?kode={word}"
        yield from (f"/{place}/{word.lower()}/" for place in ("badan-publik", "pemohon"))
        yield f"/badan-publik/?nama={word}"
        yield f"/putusan/?badan={word.lower()}&komisi={word.lower()}"
        yield f"/pengecualian/?komisi={word.lower()}"
        yield f"/statistik.csv?komisi={word.lower()}"
    yield from ("/statistik.csv", "/pengecualian.csv", "/kesanggupan/", "/putusan/")
    yield from (f"/perkara.{form}" for form in ("csv", "json"))
    yield "/umpan/perkara.atom"
    yield "/jadwal/?bulan=2024-03"
    yield "/jadwal/hari-ini/?tanggal=2024-03-13"
    yield "/jadwal.ics?sejak=2011-01-01"
    yield from _schedules()
    yield from _programs()


def _programs():
    """Every list of the API, and one of each by every code that somebody could know."""
    codes = [
        *Dispute.objects.values_list("code", flat=True),
        *Hearing.objects.values_list("code", flat=True),
    ]
    for address in RESOURCES:
        if "<" in address:
            yield from (f"/api/v1/{address.replace('<str:code>', code)}" for code in codes)
        else:
            yield f"/api/v1/{address}"
    for word in SECRETS:
        yield f"/api/v1/search/?q={word}"
        yield f"/api/v1/utterances/?speaker={word}"
        yield f"/api/v1/public-bodies/?slug={word}"
    for code in codes:
        yield f"/api/v1/utterances/?hearing={code}"
        yield f"/api/v1/deadlines/?dispute={code}"


def _schedules():
    """The cause list in each of its forms, asked for by every name that somebody could know."""
    asked = [
        "",
        *(f"komisi={one.code}" for one in Commission.objects.all()),
        *(f"orang={one.slug}" for one in Person.objects.all()),
        *(
            f"perkara={one.commission.code}/001-KIP-PSIP-II-2024"
            for one in Dispute.objects.all()
        ),
        *(f"ruang={word.lower()}/{word.lower()}" for word in SECRETS),
    ]
    forms = ("/jadwal/", "/jadwal/pintu/", "/jadwal/teks/", "/jadwal.ics", "/umpan/jadwal.atom")
    for form in forms:
        for one in asked:
            yield f"{form}?tanggal=2024-03-13&{one}"


def walk(client):
    found = Walk(client)
    for address in ("/", "/jadwal.ics", *searches(), *doors()):
        found.go(address)
    return found


def told(address, body):
    """The answer without the words that the visitor typed."""
    for word in SECRETS:
        if word.lower() in address.lower():
            body = body.replace(word, "").replace(word.lower(), "")
    return body.lower()


def test_a_visitor_who_knows_every_code_meets_no_secret(client, rooms):
    found = walk(client)

    leaks = {
        (address, secret)
        for address, body in found.bodies.items()
        for secret in SECRETS
        if secret.lower() in told(address, body)
    }
    assert leaks == set()
    assert any(SHOWN in body for body in found.bodies.values())


def test_no_header_and_no_address_of_a_redirect_tells_a_secret(client, rooms):
    found = walk(client)

    leaks = {
        (address, secret)
        for address, headers in found.headers.items()
        for secret in SECRETS
        if secret.lower() in told(address, str(headers))
    }
    assert leaks == set()


def test_the_files_of_the_open_hearing_hold_no_secret(client, rooms):
    papers = [
        paper for paper in Document.objects.exclude(file="")
        if client.get(f"/berkas/{paper.code}/").status_code == 200
    ]  # fmt: skip

    assert len(papers) >= 5
    for paper in papers:
        body = b"".join(client.get(f"/berkas/{paper.code}/").streaming_content)
        for secret in SECRETS:
            assert secret.encode() not in body, (paper.mime, secret)


def test_the_open_data_hold_no_secret(client, rooms, tmp_path):
    open_data.export(tmp_path / "data", now=NOW)

    for file in (tmp_path / "data").iterdir():
        body = file.read_bytes()
        if file.suffix == ".parquet":  # packed
            body = str(pq.read_table(file).to_pylist()).encode()
        for secret in SECRETS:
            assert secret.lower().encode() not in body.lower(), (file.name, secret)
    assert SHOWN in (tmp_path / "data" / "utterances.csv").read_text("utf-8")


def test_the_words_of_a_pdf_hold_no_secret(client, rooms):
    paper = Document.objects.get(
        kind=Paper.TRANSCRIPT, form="pdf", hearing=rooms["open"].hearing
    )
    body = b"".join(client.get(f"/berkas/{paper.code}/").streaming_content)
    reader = PdfReader(io.BytesIO(body))

    words = "".join(page.extract_text() for page in reader.pages)
    attached = "".join(
        content.decode("utf-8", "replace")
        for contents in reader.attachments.values()
        for content in contents
    )
    assert "bekerja sama dengan Darma" in " ".join(words.split())
    for secret in SECRETS:
        assert secret not in words + attached + str(reader.metadata)


def test_a_sealed_dispute_answers_like_one_that_never_was(client, rooms):
    sealed = rooms["sealed"]
    case = f"/perkara/{sealed.commission.code}/"

    there = client.get(f"{case}001-KIP-PSIP-II-2024/")
    never = client.get(f"{case}777-KIP-PSIP-II-2024/")

    assert there.status_code == never.status_code == 404
    assert there.content.replace(b"001-KIP", b"777-KIP") == never.content


def test_a_passage_behind_closed_doors_keeps_its_lines_and_says_so(client, rooms):
    body = client.get(f"/sidang/{rooms['open'].hearing.code}/risalah/1/").content.decode()

    assert 'data-kind="sealed"' in body
    assert CLOSED not in body


def _stranger():
    """An account of a house that has no part in anything."""
    stranger = accounts.open_account(
        "lain@demo.test", name="Orang lain", password=PASSWORD, actor=RECORDER, now=NOW
    )
    house = parties.add_organisation("Rumah lain", short="Lain", kind="badan_hukum", **WHO)
    accounts.join(stranger, house, role=Role.OWNER, actor=RECORDER, now=NOW)
    return stranger


def test_a_program_of_a_stranger_finds_no_secret(client, rooms):
    program = Program(client, _stranger())
    places = [f"hearings/{hearing.code}/capture/" for hearing in Hearing.objects.all()]
    for dispute in Dispute.objects.all():
        room = f"registry/disputes/{dispute.code}"
        places += [f"my-disputes/{dispute.code}/", f"{room}/findings/", f"{room}/statements/"]

    assert {program.get(place).status_code for place in places} == {404}
    for place in ("me/", "my-disputes/", "drafts/"):
        body = program.get(place).content.decode()
        for secret in (*SECRETS, "KIP-PSIP", "Lestari"):
            assert secret not in body, place


def test_the_desk_of_a_stranger_holds_no_secret(client, rooms):
    client.force_login(_stranger())

    for address in ("/meja/", "/meja/naskah/", "/akun/", "/akun/token/", "/akun/webhook/"):
        body = client.get(address).content.decode()
        for secret in (*SECRETS, "KIP-PSIP", "Lestari"):
            assert secret not in body, address
