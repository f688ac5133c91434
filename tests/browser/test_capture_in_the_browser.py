"""The hearing room in a real browser: keyed alone, cut off, killed, and joined again."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from cases.domain.capture import EntryKind
from cases.domain.hearings import HearingState
from cases.models import (
    Assertion,
    CaptureEntry,
    Commission,
    Dispute,
    Hearing,
    HearingDispute,
    PanelOrder,
    PanelSeat,
    Person,
    User,
)
from cases.queries import calendars
from cases.queries import transcripts as held
from cases.services.capture import key_line
from tests.browser.test_case_room_in_the_browser import people  # noqa: F401 -- a fixture
from tests.browser.test_pages_in_the_browser import CONTRAST, SMALL, violations
from tests.web.pages import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
LINES = json.loads(Path("tests/domain/capture_lines.json").read_text("utf-8"))
BENCH = ("Syawaludin", "Rospita Vici Paulyn", "Arya Sandhiyudha")
TABLETS = ({"width": 1024, "height": 768}, {"width": 768, "height": 1024})
LATER = 30_000  # milliseconds; the machine may be busy


@pytest.fixture(scope="module")
def hearings(site_address, django_db_blocker):
    """The hearing of 13 March as it was set, not yet recorded: once for every test."""
    with django_db_blocker.unblock():
        return [_set(f"QRTVWXB{letter}") for letter in "CDFGHJKMNP"]


@pytest.fixture
def hearing(hearings):
    """One that nobody has recorded yet."""
    return hearings.pop()


@pytest.fixture(scope="module")
def over(hearings, django_db_blocker):
    """One that was opened and closed, as the site itself sees it: not within a test."""
    told = hearings.pop()
    with django_db_blocker.unblock():
        registrar = User.objects.get(email="clerk@demo.test")
        for act in ("open", "end"):
            payload = {"act": act, "reason": "Selesai"}
            key_line(told, EntryKind.PHASE, payload, by=registrar, now=timezone.now())
    return told


def _set(code):
    """Registers 001 and 002, before the panel that sat."""
    told = Hearing.objects.create(
        code=code,
        event_code=code,
        commission=Commission.objects.get(code="kip"),
        ordinal=9,
        kind="pembuktian",
        agenda="Pokok sengketa, pengecualian dan uji konsekuensi",
        held_on=timezone.localdate(),
        planned_at=timezone.now() - timedelta(minutes=5),
        place="Ruang sidang utama",
        state=HearingState.SET,
        registrar=Person.objects.filter(name__startswith="Reyhan").first(),
    )
    for slug in ("001", "002"):
        dispute = Dispute.objects.get(
            numbers__raw=f"{slug}/KIP-PSIP/II/2024", numbers__is_current=True
        )
        seq = dispute.hearing_places.count() + 1
        HearingDispute.objects.create(hearing=told, dispute=dispute, seq=seq)
    for no, name in enumerate(BENCH, start=1):
        seat = "ketua_majelis" if no == 1 else "anggota_majelis"
        person = Person.objects.get(name=name)
        PanelSeat.objects.create(hearing=told, person=person, seat=seat, no=no)
    return told


def room_of(hearing):
    return f"/sidang/{hearing.code}/rekam/"


def enter(page, hearing):
    page.goto(room_of(hearing))
    expect(page.locator("[data-hearing][data-ready]")).to_be_attached(timeout=LATER)
    expect(page.locator("#tulis")).to_be_focused()


def key(page, line):
    """Type one line on the keyboard, wherever the focus is, and press Enter."""
    page.keyboard.type(line)
    page.keyboard.press("Enter")


def all_sent(page):
    expect(page.locator("[data-hearing]")).to_have_attribute("data-waiting", "0", timeout=LATER)


def eventually(page, script):
    """Wait until a promise of the page tells yes: by itself the browser takes it for one."""
    for _time in range(LATER // 100):
        if page.evaluate(script):
            return
        page.wait_for_timeout(100)
    raise AssertionError(script)


def words(hearing):
    return [held.latest(row).text for row in held.spoken(hearing)]


def number(page, name):
    """The key of somebody of the cast."""
    row = page.locator(f"[data-part=cast] li:has-text('{name}') kbd")
    expect(row).to_have_count(1)
    return row.inner_text()


def open_sitting(page):
    page.keyboard.press("F8")
    expect(page.locator("[data-stage]")).to_have_attribute("data-stage", "public")


def recorded(clerk):
    """The second hearing against the KPU, from its opening to the day of the next, by keys."""
    open_sitting(clerk)
    key(clerk, "0a Roy Suryo, pakar telematika")
    expect(clerk.locator("[data-part=cast]")).to_contain_text("Roy Suryo")
    luqman = number(clerk, "Luqman Hakim")
    key(clerk, "1d Sidang dibuka dan terbuka untuk umum.")
    key(clerk, "#002 pengecualian")
    key(clerk, f"{luqman}d Bahwa menurut PPID kami, itu kecualikan.")
    key(clerk, "2d Perjanjian dengan pihak ketiga adalah informasi yang terbuka.")
    key(clerk, "1p [Uji konsekuensi 002 tidak diterima; Termohon wajib mengulang.]")
    key(clerk, "+p 18 Desember 2099: Uji konsekuensi ulang 002")
    key(clerk, "#002 pengadaan cloud")
    key(clerk, f"1t{luqman} Ini berkaitan dengan pengadaan apa sih sebenarnya?")
    key(clerk, f"{luqman}j Cloud Sirekap.")
    key(clerk, f"1t{luqman} Pengadaan cloud Sirekap KPU bekerja sama dengan Alibaba?")
    clerk.keyboard.type(f"{luqman}a Iya")
    expect(clerk.locator("[data-parse=link]")).to_contain_text("menjawab T2")
    clerk.keyboard.press("Enter")
    key(clerk, "+a Ada kontrak pengadaan KPU dengan Alibaba untuk cloud Sirekap")
    key(clerk, "1k Dicatat sebagai pengakuan Termohon.")
    key(clerk, f"3t{luqman} Jadi benar KPU memiliki kerja sama dengan Alibaba Cloud?")
    key(clerk, f"{luqman}a Benar, majelis.")
    key(clerk, f"3t{luqman} Berapa nilainya?")
    key(clerk, "?w4 18 Desember 2099 dijawab tertulis")
    key(clerk, "1p Sidang dilanjutkan hari Senin, 18 Maret 2024.")
    end(clerk)


def reopen(clerk):
    """Let a hearing that is over go on, by the form beside the record."""
    again = clerk.get_by_role("form", name="Buka kembali sidang ini")
    again.get_by_label("Alasan").fill("Saksi datang sesudah ditutup")
    again.get_by_role("button", name="Buka kembali").click()
    expect(clerk.locator("[data-stage]")).to_have_attribute("data-stage", "recess")


def next_day():
    """Ten working days from now: a day on which the commission sits."""
    calendar = calendars.working_calendar(Commission.objects.get(code="kip").region)
    return calendar.add(timezone.localdate(), 10)


def type_day(clerk, day):
    """A day as it is typed into a field for days; the browser here is American."""
    clerk.keyboard.type(f"{day:%m%d%Y}")


def end(clerk):
    """Close the hearing by its dialog, with the keyboard."""
    clerk.get_by_role("button", name="Tutup sidang", exact=True).first.focus()
    clerk.keyboard.press("Enter")
    expect(clerk.locator("dialog[open]")).to_be_visible()
    clerk.locator("#alasan").focus()
    clerk.keyboard.type("Termohon belum membawa kontrak")
    clerk.keyboard.press("Tab")
    clerk.keyboard.type("Senin, 18 Maret 2024")
    clerk.keyboard.press("Tab")
    type_day(clerk, next_day())
    expect(clerk.locator("dialog[open] [name=hari]")).to_have_value(next_day().isoformat())
    clerk.keyboard.press("Enter")
    expect(clerk.locator("[data-stage]")).to_have_attribute("data-stage", "ended")
    expect(clerk.locator("#tulis")).to_be_focused()


def test_the_hearing_of_13_march_is_recorded_by_the_keyboard_alone(people, hearing):  # noqa: F811
    clerk = people("clerk")
    enter(clerk, hearing)
    recorded(clerk)
    all_sent(clerk)

    assert words(hearing) == [
        "Sidang dibuka dan terbuka untuk umum.",
        "Bahwa menurut PPID kami, itu kecualikan.",
        "Perjanjian dengan pihak ketiga adalah informasi yang terbuka.",
        "Uji konsekuensi 002 tidak diterima; Termohon wajib mengulang.",
        "Ini berkaitan dengan pengadaan apa sih sebenarnya?",
        "Cloud Sirekap.",
        "Pengadaan cloud Sirekap KPU bekerja sama dengan Alibaba?",
        "Iya",
        "Dicatat sebagai pengakuan Termohon.",
        "Jadi benar KPU memiliki kerja sama dengan Alibaba Cloud?",
        "Benar, majelis.",
        "Berapa nilainya?",
        "Sidang dilanjutkan hari Senin, 18 Maret 2024.",
    ]
    admitted = Assertion.objects.get(utterance__hearing=hearing, legal_effect="admission")
    assert admitted.proposition.text.startswith("Ada kontrak pengadaan KPU")
    assert admitted.utterance.replies_to.key.endswith(":10")
    assert admitted.proposition.dispute.numbers.filter(raw__startswith="002/").exists()
    order = PanelOrder.objects.get(hearing=hearing)
    assert (order.what, str(order.due_on)) == ("Uji konsekuensi ulang 002", "2099-12-18")
    told = Hearing.objects.get(pk=hearing.pk)
    assert (told.state, told.next_note) == (HearingState.ADJOURNED, "Senin, 18 Maret 2024")
    expect(clerk.locator("[data-part=admissions]")).to_contain_text("Ada kontrak pengadaan KPU")
    expect(clerk.locator("[data-part=troubles] .watch__item")).to_have_count(0)
    drafted = Hearing.objects.get(held_on=next_day(), state=HearingState.DRAFT)
    assert set(drafted.disputes.all()) == set(hearing.disputes.all())
    expect(clerk.locator("[data-next] a")).to_have_attribute(
        "href", f"/kepaniteraan/sidang/{drafted.code}/"
    )
    clerk.goto(room_of(hearing))
    reopen(clerk)


def test_what_is_typed_while_the_room_begins_stays_where_it_was_typed(people, over):  # noqa: F811
    clerk = people("clerk")
    late = []

    def hold(script):
        late.append(script)

    clerk.route("**/static/js/hearing/log*.js", hold)
    clerk.goto(room_of(over), wait_until="commit")
    reason = clerk.get_by_label("Alasan", exact=True).and_(clerk.locator("#alasan-buka"))
    reason.focus()
    clerk.keyboard.type("Saksi datang ")
    for script in late:
        script.continue_()
    expect(clerk.locator("[data-hearing][data-ready]")).to_be_attached(timeout=LATER)
    clerk.keyboard.type("sesudah ditutup")

    expect(reason).to_have_value("Saksi datang sesudah ditutup")
    reopen(clerk)


def test_two_hundred_entries_of_a_killed_tab_join_once_and_in_order(people, hearing):  # noqa: F811
    clerk = people("clerk")
    enter(clerk, hearing)
    open_sitting(clerk)
    all_sent(clerk)
    context = clerk.context
    eventually(
        clerk,
        "async () => (await (await caches.open((await caches.keys())[0])).keys()).length > 30",
    )
    context.set_offline(True)
    for no in range(1, 101):
        key(clerk, f"1d Giliran {no}.")
    clerk.keyboard.type("setengah ka")
    expect(clerk.locator("[data-hearing]")).to_have_attribute(
        "data-waiting", "100", timeout=LATER
    )
    expect(clerk.locator("[data-offbar]")).to_contain_text("Luring sejak", timeout=LATER)
    clerk.close()

    again = context.new_page()
    again.goto(room_of(hearing))
    expect(again.locator("#tulis")).to_have_value("setengah ka", timeout=LATER)
    expect(again.locator(".rt")).to_have_count(100)
    expect(again.locator("[data-stage]")).to_have_attribute("data-stage", "public")
    again.keyboard.press("Control+A")
    again.keyboard.press("Delete")
    for no in range(101, 201):
        key(again, f"1d Giliran {no}.")
    expect(again.locator("[data-hearing]")).to_have_attribute(
        "data-waiting", "200", timeout=LATER
    )
    assert not hearing.utterances.exists()
    context.set_offline(False)
    all_sent(again)

    assert words(hearing) == [f"Giliran {no}." for no in range(1, 201)]
    assert CaptureEntry.objects.filter(hearing=hearing).count() == 201


def test_two_recorders_see_each_other_and_both_answers_stand(people, hearing):  # noqa: F811
    clerk, substitute = people("clerk"), people("substitute")
    for page in (clerk, substitute):
        enter(page, hearing)
    open_sitting(clerk)
    expect(substitute.locator("[data-stage]")).to_have_attribute(
        "data-stage", "public", timeout=LATER
    )
    key(clerk, "1t Pengadaan apa?")
    expect(substitute.locator("[data-part=run]")).to_contain_text(
        "Pengadaan apa?", timeout=LATER
    )
    key(substitute, "2j Cloud Sirekap.")
    key(clerk, "2j1 Cloud.")
    for page in (clerk, substitute):
        all_sent(page)
        expect(page.locator(".rt")).to_have_count(3, timeout=LATER)
        expect(page.locator("[data-part=run]")).to_contain_text("dua jawaban", timeout=LATER)

    substitute.keyboard.press("Control+z")
    expect(clerk.locator("[data-part=run]")).to_contain_text("ditarik", timeout=LATER)
    assert words(hearing) == ["Pengadaan apa?", "Cloud."]


def test_a_session_that_ends_keeps_the_entries_until_one_is_in_again(people, hearing):  # noqa: F811
    clerk = people("clerk")
    enter(clerk, hearing)
    open_sitting(clerk)
    all_sent(clerk)
    clerk.context.clear_cookies()
    key(clerk, "1d Sesudah sesi berakhir.")
    expect(clerk.locator("[data-offbar]")).to_contain_text("Sesi Anda berakhir", timeout=LATER)
    assert words(hearing) == []
    clerk.get_by_role("link", name="Masuk kembali").click()
    clerk.fill("[name=username]", "clerk@demo.test")
    clerk.fill("[name=password]", PASSWORD)
    clerk.click("main button[type=submit]")
    clerk.wait_for_url(f"**{room_of(hearing)}")
    all_sent(clerk)

    assert words(hearing) == ["Sesudah sesi berakhir."]


def test_signing_out_empties_what_the_page_kept(people, hearing):  # noqa: F811
    clerk = people("clerk")
    enter(clerk, hearing)
    open_sitting(clerk)
    all_sent(clerk)
    assert entries_on(clerk) == 1
    eventually(clerk, "async () => (await caches.keys()).length > 0")
    clerk.goto("/kepaniteraan/")
    clerk.get_by_role("button", name="Keluar").click()
    expect(clerk.get_by_role("link", name="Masuk", exact=True)).to_be_visible(timeout=LATER)

    eventually(clerk, "async () => (await caches.keys()).length === 0")
    assert entries_on(clerk) == 0


def entries_on(page):
    """How many entries the device of a page holds."""
    return page.evaluate(
        """() => new Promise((resolve) => {
            const request = indexedDB.open('sidang-rekam');
            request.onsuccess = () => {
                const base = request.result;
                if (!base.objectStoreNames.contains('entries')) return resolve(0);
                const rows = base.transaction('entries').objectStore('entries').count();
                rows.onsuccess = () => { base.close(); resolve(rows.result); };
            };
        })"""
    )


def test_signing_out_warns_of_what_is_not_sent_and_keeps_it(people, hearing):  # noqa: F811
    clerk = people("clerk")
    enter(clerk, hearing)
    open_sitting(clerk)
    all_sent(clerk)
    asked = []
    clerk.route("**/rekam/catatan/**", lambda route: route.abort())
    key(clerk, "1d Belum terkirim.")
    expect(clerk.locator("[data-hearing]")).to_have_attribute("data-waiting", "1")
    clerk.goto("/kepaniteraan/")

    def answer(box):
        """Stay the first time, go the second."""
        asked.append(box.message)
        if len(asked) > 1:
            box.accept()
        else:
            box.dismiss()

    clerk.on("dialog", answer)
    for _time in range(2):
        with clerk.expect_event("dialog"):
            clerk.get_by_role("button", name="Keluar").click()
    expect(clerk.get_by_role("link", name="Masuk", exact=True)).to_be_visible(timeout=LATER)

    assert asked[0].startswith("1 catatan sidang")
    assert entries_on(clerk) == 2


def test_a_page_without_scripts_records_as_well(people, hearing):  # noqa: F811
    clerk = people("clerk", size=SMALL, scripts=False)
    clerk.goto(room_of(hearing))
    clerk.get_by_role("button", name="Buka sidang").click()
    for line in ("1t2 Pengadaan apa?", "2j Cloud Sirekap."):
        clerk.fill("#tulis", line)
        clerk.locator("[data-compose] button[type=submit]").click()
        clerk.locator(f"text={line.split(' ', 1)[1]}").first.wait_for()

    question, answer = held.spoken(hearing)
    assert answer.replies_to == question
    assert clerk.evaluate("document.documentElement.scrollWidth") == SMALL["width"]


def test_both_readers_of_lines_agree(people, hearing):  # noqa: F811
    clerk = people("clerk")
    enter(clerk, hearing)
    told = clerk.evaluate(
        """async ([lines, today]) => {
            const { read } = await import('/static/js/hearing/grammar.js');
            const config = JSON.parse(document.querySelector('[data-hearing]').dataset.config);
            return lines.map((line) => read(line, config.keys, today));
        }""",
        [[line for line, _told in LINES["lines"]], LINES["today"]],
    )

    waits = clerk.evaluate(
        """async () => {
            const { RecordOfHearing } = await import('/static/js/hearing/record.js');
            const config = JSON.parse(document.querySelector('[data-hearing]').dataset.config);
            const log = { meta: { taken: 0 }, device: 'd', ref: (n) => `d:${n}` };
            return config.cast.slice(0, 2).map(({ id }) => {
                const record = new RecordOfHearing(config, log);
                const made_at = '2024-03-13T03:00:00Z';
                const said = { key: 'p', speaker: id, text: 'Bawa kontraknya.' };
                record.add({ n: 1, kind: 'turn', made_at, payload: said });
                const order = { turn: 'd:1', mark: 'order', what: 'Membawa kontrak' };
                record.add({ n: 2, kind: 'mark', made_at, payload: order });
                return Boolean(record.unconfirmed);
            });
        }"""
    )

    assert waits == [False, True]  # an order of the chair stands, one of a member waits
    nothing = {"who": None, "key": "", "target": "", "due_on": None, "words": ""}
    assert told == [nothing | wanted for _line, wanted in LINES["lines"]]


def test_the_room_has_no_barrier_and_fits_every_screen(people, hearing):  # noqa: F811
    clerk = people("clerk")
    enter(clerk, hearing)
    open_sitting(clerk)
    key(clerk, "1t Pengadaan apa?")
    key(clerk, "2a Iya")
    expect(clerk.locator(".rt")).to_have_count(2)
    found, wide = {"large": violations(clerk)}, {}
    for size in (*TABLETS, SMALL):
        clerk.set_viewport_size(size)
        found[size["width"]] = violations(clerk)
        wide[size["width"]] = clerk.evaluate("document.documentElement.scrollWidth")
    clerk.emulate_media(color_scheme="dark")
    found["small, dark"] = violations(clerk, runOnly=CONTRAST)
    clerk.get_by_role("button", name="Daftar hadir").click()
    expect(clerk.locator("dialog[open]")).to_be_visible()
    found["roll"] = violations(clerk)

    assert {name: those for name, those in found.items() if those} == {}
    assert {width: told for width, told in wide.items() if width != told} == {}
