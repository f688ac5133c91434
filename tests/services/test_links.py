"""Links in mails: made again at every attempt, and kept nowhere."""

from __future__ import annotations

from cases.services import links


def test_the_token_of_a_link_is_the_same_at_every_attempt_and_its_hash_alone_is_kept():
    row = links.draw("cases.uji")
    token = links.token(row["nonce"], "cases.uji")
    assert links.hash_of(token) == row["token_hash"]
    assert token not in row.values()


def test_two_links_and_two_kinds_of_link_differ():
    row, other = links.draw("cases.uji"), links.draw("cases.uji")
    assert row["nonce"] != other["nonce"]
    assert links.token(row["nonce"], "cases.uji") != links.token(row["nonce"], "cases.lain")


def test_a_token_says_nothing_without_the_key_of_the_installation(settings):
    row = links.draw("cases.uji")
    settings.SECRET_KEY = "kunci-lain"
    assert links.hash_of(links.token(row["nonce"], "cases.uji")) != row["token_hash"]
