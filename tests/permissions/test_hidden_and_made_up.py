"""What one may not know of is answered as what does not exist: status, headers and words."""

from __future__ import annotations

import re
from itertools import groupby

import pytest
from django.core.cache import cache
from django.db import transaction

from tests.permissions.blank import without_words
from tests.permissions.table import HOLE, Row, rows

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# Everybody, and the registrar of another commission, who passes every role; where there is
# something for them, somebody without any house.
ASKING = (("anonymous",), ("clerk_elsewhere", "stranger"))
# Questions by which a program would look whether there is something after all.
PRYING = {"If-None-Match": "*", "If-Modified-Since": "Mon, 18 Mar 2024 02:00:00 GMT"}
PRYING |= {"Range": "bytes=0-9"}
LETTERS = (("[A-Z]", "Z"), ("[a-z]", "z"), ("[0-9]", "9"))
FRESH = ("X-Request-ID", "Content-Security-Policy", "Server-Timing")


def shut_out(row):
    """Who is asked at an address: those for whom it is not there."""
    first = (next((who for who in some if row.cells[who] == "404"), None) for some in ASKING)
    return [who for who in first if who]


HIDDEN = [row for row in rows() if HOLE.search(row.address) and shut_out(row)]


def made_up(told):
    """Something of the same shape that nothing is called."""
    for letters, letter in LETTERS:
        told = re.sub(letters, letter, told)
    return told


def words_of(stage, row):
    """The words of an address, real and made up; the commission is known to everybody."""
    real = {word: stage.words[word] for word in HOLE.findall(row.address)}
    if len(real) > 1:
        real.pop("commission", None)
    return real, {word: made_up(told) for word, told in real.items()}


def said(stage, who, row, words):
    """All of an answer, but for what differs from one request to the next."""
    address = row.address.format(**stage.words | words)
    with transaction.atomic():
        answer = stage.ask(who, row.method, address, **PRYING)
        transaction.set_rollback(True)
    told = b"".join(answer).decode().replace(address, row.address)
    headers = {name: text for name, text in answer.items() if name not in FRESH}
    policy = re.sub(r"nonce-[^']+", "", answer.get("Content-Security-Policy", ""))
    told = re.sub(r'(nonce|value)="[^"]{16,}"', "", told)
    return answer.status_code, sorted(answer.cookies), policy, _plain(headers, told, words)


def _plain(headers, told, words):
    """What was asked for stands in some answers: its own words, and no more."""
    long = [(word, text) for word, text in words.items() if len(text) > 3]
    whole = f"{sorted(headers.items())}\n{told}"
    for word, text in long:
        whole = whole.replace(text, f"{{{word}}}")
    return whole


def differences(stage, among: list[Row]):
    found = {}
    for row in among:
        cache.clear()
        real, unreal = words_of(stage, row)
        for who in shut_out(row):
            hidden, absent = (said(stage, who, row, words) for words in (real, unreal))
            if hidden != absent:
                found[row.method, row.address, who] = (hidden, absent)
    return found


def test_nothing_tells_a_hidden_row_from_one_that_does_not_exist(stage):
    assert len(HIDDEN) > 200
    with without_words():
        assert differences(stage, HIDDEN) == {}


def test_neither_do_the_words_of_the_page(stage):
    first = [next(found) for _, found in groupby(HIDDEN, lambda row: row.address.split("/")[1])]
    assert len(first) > 10

    assert differences(stage, first) == {}
