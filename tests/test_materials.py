"""What we are made of is listed whole, and each part may be shipped."""

from __future__ import annotations

import json
import re

from config import materials

REGISTRY = re.compile(r"https?://")


def test_every_pinned_package_vendored_file_and_font_is_in_the_bill():
    names = {one["name"] for one in materials.bill()["components"]}
    pinned = {name.lower() for name, _v in materials.PINNED.findall(materials.LOCK.read_text())}

    assert len(pinned) > 60
    assert pinned <= names
    assert {"htmx.org", "plusjakartasans"} <= names


def test_the_bill_says_of_each_its_version_its_licence_and_its_files():
    for one in materials.bill()["components"]:
        assert one["version"], one
        assert one["bom-ref"] == one["purl"], one
        if one["purl"].startswith(("pkg:pypi", "pkg:npm")):
            assert one["licenses"][0]["license"]["name"], one
            assert one["properties"], one


def test_no_licence_is_shipped_that_nobody_approved():
    assert [one for one in materials.materials() if not one.is_allowed] == []


def test_a_licence_that_is_not_on_the_list_is_told():
    for told in ("AGPL-3.0-only", "GPL-3.0-only", "MIT AND GPL-2.0-only", "", "Proprietary"):
        assert not materials.Material("pypi", "x", "1", told, ()).is_allowed, told


def test_the_bill_is_the_same_each_time_and_names_no_registry():
    told = json.dumps(materials.bill())

    assert told == json.dumps(materials.bill())
    assert not REGISTRY.search(told)
