"""Templates are shown in fewer steps, and say what Django says."""

from __future__ import annotations

import resource
from dataclasses import dataclass
from datetime import date

import pytest
from django.template import Context, Engine, TemplateDoesNotExist
from django.utils.functional import lazystr
from django.utils.safestring import mark_safe
from django.utils.translation import override

from cases.adapters.templates import QuickTemplate, language_of

PARTS = {
    "base.html": "<title>{% block title %}{{ name }}{% endblock %}</title>",
    "part.html": "({{ name }}|{{ given }})",
    "turns/one.html": "{% include './two.html' with given=1 %}"
    "{% include '../part.html' only %}",
    "turns/two.html": "[{{ given }}{% with given=2 %}{% include 'part.html' %}{% endwith %}]",
    "again.html": "{{ depth }}{% if depth == 1 %}{% include 'again.html' with depth=2 only %}"
    "{% endif %}{{ depth }}",
}


def engine(loader, **options):
    inner = ("django.template.loaders.locmem.Loader", PARTS)
    return Engine(loaders=[(loader, [inner])], **options)


DJANGO = engine("django.template.loaders.cached.Loader")
QUICK = engine("cases.adapters.templates.Loader")


class Given:
    """What answers in every way that Django asks."""

    name = "Given"
    words = ("satu", "dua")

    def call(self):
        return "called"

    def asks(self, question):
        return question

    def delete(self):
        raise AssertionError("a page deletes nothing")

    delete.alters_data = True

    @property
    def breaks(self):
        raise AttributeError("inside")

    @property
    def is_silent(self):
        raise Silent


class Silent(Exception):
    """What Django passes over."""

    silent_variable_failure = True


@dataclass(frozen=True, slots=True)
class Record:
    """A copy of the shelf."""

    text: str
    on: date


def context():
    return {
        "name": "<b>& 'x'\"",
        "safe": mark_safe("<b>"),
        "lazy": lazystr("<i>"),
        "number": 1234567,
        "yes": True,
        "none": None,
        "half": 0.5,
        "day": date(2024, 3, 13),
        "record": Record("<i>", date(2024, 3, 13)),
        "given": Given(),
        "kind": Given,
        "function": lambda: "told",
        "row": {"items": "<own>", "no": 1, 7: "seven", "deep": {"er": ["a", "b"]}},
        "pairs": [("a", 1), ("b", 2)],
    }


@pytest.mark.parametrize(
    "source",
    [
        "{{ name }} {{ safe }} {{ lazy }} {{ number }} {{ yes }}",
        "{{ none }} {{ half }} {{ day }}",
        "{{ missing }}{{ missing.more }}{{ name.more }}{{ row.more }}{{ record.more }}",
        "{{ record.text }} {{ record.on }} {{ record.on.year }} {{ pairs.0.1 }} {{ pairs.9 }}",
        "{{ row.items }} {{ row.keys }} {{ row.no }}",
        "{{ row.7 }} {{ row.8 }} {{ row.deep.er.1 }}",
        "{{ given.name }} {{ given.call }} {{ given.asks }}",
        "{{ given.delete }} {{ kind.name }}",
        "{{ given.is_silent }} {{ given.words.0 }} {{ function }} {{ name.upper }}",
        "{{ render_context }} {{ template }} {{ push }} {{ True }} {{ None }}",
        "{{ missing|default:'<none>' }} {{ name|default:none }} {{ safe|cut:row.items }}",
        "{% autoescape off %}{{ name }} {{ lazy }} {{ number }}{% endautoescape %}",
        "{% if missing %}a{% elif row.more == None %}b{% endif %}",
        "{% if not record.more %}c{% endif %}{% firstof row.more name %}",
        "{% if row.no in row.deep.er or name == name %}yes{% endif %}",
        "{% for one, two in pairs %}{{ forloop.counter }}{{ one }}{{ two }}{% endfor %}",
        "{% for one in missing %}x{% empty %}{{ name }}{% endfor %}{{ forloop.counter }}",
        "{% include 'part.html' %}{% include 'part.html' with given=name %}{{ given.name }}",
        "{% include 'part.html' with given=row.no only %}{% include 'turns/one.html' %}",
        "{% include 'again.html' with depth=1 %}{% include 'par'|add:'t.html' %}",
        "{% for part in parts %}{% include part %}{% endfor %}",
        "{% extends 'base.html' %}{% block title %}{{ block.super }}{{ number }}{% endblock %}",
        "{{ _('Register') }} {{ 'a<b' }} {{ 5 }} {{ name|length }}",
    ],
)
def test_a_page_is_the_same_to_the_byte(source):
    told = {**context(), "parts": ["part.html", "base.html"]}

    with override("en"):
        quick = QuickTemplate(source, engine=QUICK).render(Context(told))
        django = DJANGO.from_string(source).render(Context(told))

    assert quick == django
    assert type(quick) is type(django)


def test_numbers_are_written_as_the_installation_writes_them(settings):
    settings.USE_THOUSAND_SEPARATOR = True
    told = Context({"number": 1234567})

    with override("en"):
        assert QuickTemplate("{{ number }}", engine=QUICK).render(told) == "1,234,567"


@pytest.mark.parametrize("source", ["{{ given.breaks }}", "{% include 'nowhere.html' %}"])
def test_what_breaks_for_django_breaks_here(source):
    with pytest.raises((AttributeError, TemplateDoesNotExist)):
        QuickTemplate(source, engine=QUICK).render(Context(context()))


def test_what_a_missing_name_is_shown_as_stays():
    marked = engine("cases.adapters.templates.Loader", string_if_invalid="?%s?")

    told = QuickTemplate("{{ row.more }} {{ missing }}", engine=marked).render(
        Context(context())
    )

    assert told == "?row.more? ?missing?"


def test_parts_are_read_once_and_are_quick():
    first = QUICK.get_template("part.html")

    assert isinstance(first, QuickTemplate)
    assert QUICK.get_template("part.html") is first
    with pytest.raises(TemplateDoesNotExist):
        QUICK.get_template("nowhere.html")


def test_templates_being_written_are_read_as_django_reads_them():
    written = engine("cases.adapters.templates.Loader", debug=True)
    broken = QuickTemplate("{{ given.breaks }}", engine=written)

    with pytest.raises(AttributeError) as caught:
        broken.render(Context(context()))

    assert caught.value.template_debug["during"] == "{{ given.breaks }}"


def test_a_part_leaves_nothing_behind_on_its_page():
    source = "{% include 'again.html' with depth=1 only %}{{ depth }}{{ name }}"

    assert QuickTemplate(source, engine=QUICK).render(Context({"name": "x"})) == "1221x"


def test_the_language_is_asked_once_for_a_page():
    page = Context()
    with override("en"):
        assert language_of(page) == "en"
    with override("id"):
        assert language_of(page) == "en"
        assert language_of(Context()) == "id"


def test_a_loop_of_a_template_takes_memory_for_its_calls_once():
    """Wherever in a piece of memory they begin; each piece that is asked for is a fault."""
    source = "{% for one in many %}{% include 'part.html' with given=one only %}{% endfor %}"
    template = QuickTemplate(source, engine=QUICK)
    told = {"many": range(2000)}
    template.render(Context(told))

    def faults(calls):
        if calls:
            return faults(calls - 1)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        template.render(Context(told))
        return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before

    assert max(faults(calls) for calls in range(0, 160, 4)) < len(told["many"]) / 2
