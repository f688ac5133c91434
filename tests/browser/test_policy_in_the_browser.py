"""Trusted Types in a real browser: what would run is refused and reported, the rest works.

That no page of ours is refused anything is looked after by ``refusals`` in every other file.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Error

from tests.web.pages import CASE, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PUT = """text => {
    const at = document.createElement("div");
    at.innerHTML = text;
    return at.innerHTML;
}"""
RUNS = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "<script src='https://jahat.example/x.js'></script>",
    "<svg><a xlink:href=' java&#115;cript:alert(1)'>x</a></svg>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<iframe srcdoc='<b>x</b>'></iframe>",
    "<template><img src=x onerror=alert(1)></template>",
    "<table><tr onclick=alert(1)><td>x</td></tr></table>",
    "<div hx-on:click='alert(1)'>x</div>",
    "<base href='https://jahat.example/'>",
    "<form action='javascript:alert(1)'></form>",
    "<meta http-equiv=refresh content='0;url=https://jahat.example/'>",
]
INERT = ["<tr><td>1</td></tr>", "<p lang='id'>a &lt;b&gt; <b>c</b></p>", "<a href='/x/'>x</a>"]


@pytest.mark.parametrize("text", RUNS)
def test_text_that_would_run_becomes_no_element_and_is_reported(
    page, site_address, refusals, text
):
    page.goto("/")
    with page.expect_request("**/laporan-kebijakan/"), pytest.raises(Error, match="Trusted"):
        page.evaluate(PUT, text)
    page.wait_for_timeout(100)
    assert any("require-trusted-types-for on home" in line for line in refusals)
    refusals.clear()


def test_text_that_does_not_run_is_taken_as_it_is(page, site_address):
    page.goto(CASE)
    for text in INERT:
        assert page.evaluate(PUT, text)


def test_no_text_and_no_foreign_address_becomes_a_program(page, site_address, refusals):
    page.goto("/")
    for program in (
        "() => { document.createElement('script').text = 'alert(1)' }",
        "() => { document.createElement('script').src = 'https://jahat.example/x.js' }",
        "() => { document.createElement('script').src = '/perkara.json' }",
        "() => navigator.serviceWorker.register('/berkas/x')",
        "() => { trustedTypes.createPolicy('lain', { createHTML: (text) => text }) }",
    ):
        with pytest.raises(Error):
            page.evaluate(program)
    page.wait_for_timeout(300)
    assert refusals
    refusals.clear()


def test_who_looks_after_the_machine_is_refused_nothing(page, site_address):
    page.goto("/masuk/")
    page.fill("[name=username]", "admin@demo.test")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/meja/**")
    for address in ("/admin/", "/admin/mfa/authenticator/", "/admin/usersessions/usersession/"):
        assert page.goto(address).status == 200, address
        page.wait_for_load_state("networkidle")
