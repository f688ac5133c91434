"""Mail as it leaves: one name for one message, refusals told apart from trouble."""

from __future__ import annotations

import email
from email import policy

import pytest

from cases.adapters import mail, notice_letters
from cases.adapters.mail import MailDelayed, MailRefused
from cases.domain.notices import NoticeKind
from tests.smtp import server

MESSAGE = {
    "to": "lestari@uji.test",
    "subject": "Sidang Rabu",
    "text": "Ruang 1\n",
    "html": "<p>Ruang 1</p>",
    "message_id": "<bcdfghjk.pemberitahuan@testserver>",
    "language": "id",
    "unsubscribe": "http://testserver/berhenti/x/",
}
PAYLOAD = {
    "registers": "002/KIP-PSIP/II/2024",
    "address": "/perkara/kip/x/",
    "what": "umum_decision_copy",
    "hearing_kind": "pembuktian",
    "held_on": "2024-03-13",
    "planned_at": "2024-03-13T02:00:00+00:00",
    "was_on": "2024-03-12",
    "was_at": None,
    "due_on": "2024-03-15",
    "left": 3,
    "zone": "Asia/Jakarta",
    "place": "Wisma BSG",
    "on": "2024-03-13",
    "due": [],
}


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "cases.adapters.mail.FolderBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "surat"
    return settings.EMAIL_FILE_PATH


def read(file):
    return email.message_from_bytes(file.read_bytes(), policy=policy.default)


def test_a_message_carries_its_name_and_the_way_to_end_such_messages(folder):
    mail.send(**MESSAGE)

    (file,) = folder.iterdir()
    message = read(file)
    assert message["Message-ID"] == MESSAGE["message_id"]
    assert message["List-Unsubscribe"] == "<http://testserver/berhenti/x/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "id"
    assert message.get_body(["plain"]).get_content().strip() == "Ruang 1"
    assert message.get_body(["html"]).get_content().strip() == "<p>Ruang 1</p>"


def test_the_same_message_again_replaces_its_file(folder):
    mail.send(**MESSAGE)
    mail.send(**MESSAGE)
    mail.send(**(MESSAGE | {"message_id": "<lain@testserver>"}))

    assert len(list(folder.iterdir())) == 2


def test_no_name_of_a_message_leads_out_of_the_folder(folder):
    mail.send(**(MESSAGE | {"message_id": "<../../etc/passwd@testserver>"}))

    (file,) = folder.iterdir()
    assert file.name.startswith("etcpasswd@testserver-")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_no_line_of_a_subject_becomes_a_header(folder, end):
    mail.send(**(MESSAGE | {"subject": f"Sidang{end}Bcc: lain@uji.test"}))

    message = read(next(folder.iterdir()))
    assert message["Bcc"] is None
    assert message["Subject"] == "Sidang Bcc: lain@uji.test"


@pytest.mark.parametrize(
    "to",
    ["a@uji.test\nBcc: lain@uji.test", "a@uji.test, lain@uji.test", "bukan surel", "", "a@b\r"],
)
def test_what_is_no_single_address_is_refused_for_good(folder, to):
    with pytest.raises(MailRefused):
        mail.send(**(MESSAGE | {"to": to}))

    assert not folder.exists()


@pytest.mark.parametrize("field", ["message_id", "unsubscribe", "language"])
def test_no_other_field_can_add_a_header(folder, field):
    with pytest.raises(ValueError, match="newline"):
        mail.send(**(MESSAGE | {field: "x\r\nBcc: lain@uji.test"}))


def test_a_server_takes_a_message(settings):
    with server(settings) as taken:
        mail.send(**MESSAGE)

    assert "Message-ID: <bcdfghjk.pemberitahuan@testserver>" in taken[0]


@pytest.mark.parametrize("verb", ["RCPT", "MAIL", "DATA"])
def test_a_refusal_for_good_says_what_the_server_said(settings, verb):
    answers = {verb: "550 kotak tidak ada"}
    with server(settings, **answers), pytest.raises(MailRefused, match="550 kotak tidak ada"):
        mail.send(**MESSAGE)


@pytest.mark.parametrize("verb", ["RCPT", "MAIL", "DATA"])
def test_a_server_that_asks_to_come_again_is_no_refusal(settings, verb):
    answers = {verb: "451 coba lagi nanti"}
    with server(settings, **answers), pytest.raises(MailDelayed, match="451 coba lagi nanti"):
        mail.send(**MESSAGE)


def test_a_server_that_is_not_there_is_trouble(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    with pytest.raises(MailDelayed, match="tidak dapat dicapai"):
        mail.send(**MESSAGE)


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_kind_is_told_in_both_languages_as_text_and_as_a_page(kind, language):
    letter = notice_letters.write(
        kind, PAYLOAD, language, unsubscribe="http://testserver/berhenti/x/"
    )

    assert letter.subject.strip() == letter.subject
    assert "http://testserver/berhenti/x/" in letter.text
    assert "http://testserver/berhenti/x/" in letter.html
    assert f'<html lang="{language}">' in letter.html
    assert "{%" not in letter.text + letter.html + letter.subject
    assert "\n\n\n" not in letter.text
    assert "<" not in letter.text


def test_a_notice_is_told_in_the_words_of_the_reader():
    told = {
        language: notice_letters.subject(NoticeKind.DEADLINE_REMINDER, PAYLOAD, language)
        for language in ("id", "en")
    }

    assert told["id"] == (
        "3 hari kerja lagi: Menyampaikan salinan putusan, 002/KIP-PSIP/II/2024"
    )
    assert told["en"] == (
        "3 working days left: Serving copies of the decision, 002/KIP-PSIP/II/2024"
    )


@pytest.mark.parametrize("kind", [NoticeKind.HEARING_SET, NoticeKind.HEARING_MOVED])
def test_what_people_wrote_is_never_a_template_and_never_a_tag(kind):
    written = "<script>{{ base_url }}</script>{% load x %}"
    letter = notice_letters.write(kind, PAYLOAD | {"place": written}, "id")

    assert written in letter.text
    assert "<script>" not in letter.html
    assert "&lt;script&gt;{{ base_url }}&lt;/script&gt;" in letter.html


def test_a_digest_tells_its_news_by_their_own_subjects():
    letter = notice_letters.write(
        NoticeKind.DIGEST, PAYLOAD, "id", news=[(NoticeKind.HEARING_SET, PAYLOAD)]
    )

    assert "* Sidang Rabu, 13 Maret 2024: 002/KIP-PSIP/II/2024" in letter.text
    assert "http://testserver/perkara/kip/x/" in letter.html
