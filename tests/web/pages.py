"""Reading pages as a visitor does: what is written, where links lead, what is marked up."""

from __future__ import annotations

import re

from lxml import html

CASE = "/perkara/kip/002-KIP-PSIP-II-2024/"
PASSWORD = "sidang-terbuka"


def tree(response):
    """The document of an answer."""
    return html.fromstring(response.content.decode(response.charset or "utf-8"))


def words(node) -> str:
    """What a reader reads; what stands in boxes of its own is parted by a space."""
    told = re.sub(r"\s+", " ", " ".join(node.itertext())).strip()
    return re.sub(r" ([,.;:)\]])", r"\1", told)


def text(response) -> str:
    """What a reader reads between header and footer."""
    return words(tree(response).get_element_by_id("isi"))


def part(response, identifier: str) -> str:
    """What a reader reads in the part with that anchor."""
    return words(tree(response).get_element_by_id(identifier))


def sign_in(client, who: str):
    """Sign in by the form, as a person does."""
    return client.post("/masuk/", {"username": f"{who}@demo.test", "password": PASSWORD})
