"""Calls go to the outside alone, to the address that was checked, and not for long."""

from __future__ import annotations

import socket
import threading

import pytest

from cases.adapters import calling
from cases.adapters.calling import Gate, NotTaken
from cases.domain.webhooks import AddressRefused, check_address, is_outside
from tests.listener import listening, says

INSIDE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1",  # noqa: S104
    "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254",
    "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:7f00:1", "64:ff9b::7f00:1",
    "2002:7f00:1::", "2002:a00:1::1", "2001:0:53aa:64c:0:0:80ff:fffe", "2001:db8::1", "100::1",
    "fec0::1", "::127.0.0.1", "nichts", "",
]  # fmt: skip
OUTSIDE = ["8.8.8.8", "1.1.1.1", "103.21.244.1", "2606:4700::1111", "::ffff:8.8.8.8"]


@pytest.fixture
def local(monkeypatch):
    """The seam: this once, the loopback counts as outside."""
    monkeypatch.setattr(calling, "GATE", Gate(admits=lambda ip: ip == "127.0.0.1"))


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_inside_is_inside_in_every_disguise(address):
    assert not is_outside(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_what_is_outside_is_let_through(address):
    assert is_outside(address)


@pytest.mark.parametrize("host", [
    "127.0.0.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "localhost", "[::1]",
    "[::ffff:127.0.0.1]", "0", "169.254.169.254",
])  # fmt: skip
def test_nothing_reaches_the_inside_however_its_name_is_written(host):
    with listening(says(200)) as (port, heard):
        with pytest.raises((AddressRefused, NotTaken)):
            calling.post(f"http://{host}:{port}/", b"{}", {})
        assert heard == []


def test_a_name_that_leads_inside_among_others_is_refused(monkeypatch):
    both = Gate(resolve=lambda _host, _port: ["8.8.8.8", "10.0.0.1"])
    monkeypatch.setattr(calling, "GATE", both)

    with pytest.raises(AddressRefused):
        calling.post("https://beda.example/", b"{}", {})


def test_a_name_is_resolved_once_and_the_line_goes_where_was_checked(monkeypatch):
    asked, called = [], []

    def rebinding(host, _port):
        asked.append(host)
        return ["8.8.8.8"] if len(asked) == 1 else ["127.0.0.1"]

    def line(place, _timeout):
        called.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(calling, "GATE", Gate(resolve=rebinding))
    monkeypatch.setattr(socket, "create_connection", line)
    with pytest.raises(NotTaken):
        calling.post("https://berganti.example/kabar", b"{}", {})

    assert asked == ["berganti.example"]
    assert called == [("8.8.8.8", 443)]


def test_a_message_arrives_as_it_was_sent(local):
    with listening(says(204)) as (port, heard):
        status = calling.post(f"http://127.0.0.1:{port}/kabar?a=1", b'{"a":1}', {"X-A": "b"})

    ((path, headers, body),) = heard
    assert (status, path, body) == (204, "/kabar?a=1", b'{"a":1}')
    assert headers["X-A"] == "b"
    assert headers["Host"] == f"127.0.0.1:{port}"


def test_a_redirect_is_not_followed(local):
    with listening(says(200)) as (inner, heard):
        away = says(302, Location=f"http://127.0.0.1:{inner}/")
        with listening(away) as (port, _heard), pytest.raises(NotTaken) as refused:
            calling.post(f"http://127.0.0.1:{port}/", b"{}", {})
    assert refused.value.status == 302
    assert heard == []


def test_who_drips_byte_by_byte_is_hung_up_on(monkeypatch):
    over = threading.Event()

    def drip(handler):
        while not over.wait(0.02):
            try:
                handler.wfile.write(b"H")
            except OSError:
                return

    gate = Gate(admits=lambda _ip: True, whole=0.2)
    monkeypatch.setattr(calling, "GATE", gate)
    with listening(drip) as (port, _heard):
        with pytest.raises(NotTaken):
            calling.post(f"http://127.0.0.1:{port}/", b"{}", {})
        over.set()


@pytest.mark.parametrize("address", [
    "http://luar.example/", "ftp://luar.example/", "https://a:b@luar.example/", "https:///x",
    "https://luar.example/#x", "https://luar.example:x/", "https://luar .example/",
    "https://luar.example/\r\nX: y", "//luar.example/", "https://[::1", "https://é.example/",
    "https://luar.example/" + "a" * 500,
])  # fmt: skip
def test_what_is_no_plain_https_address_is_not_taken(address):
    with pytest.raises(AddressRefused):
        check_address(address)


def test_http_is_taken_only_where_it_is_allowed():
    assert check_address("http://luar.example/", allow_http=True)
    assert check_address("https://luar.example:8443/kabar?kunci=1")
