"""Django's templates, shown in fewer steps.

Django tries for every name in turn whatever it could be. Here what it nearly always is, a key
of the context, a key of a mapping or an attribute of a record, is looked up at once, words are
escaped at once, and a part that is included is found once. Whatever is anything else is left
to Django, so that every page is the same to the byte.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template import Context, Origin, Template, TemplateDoesNotExist
from django.template.base import (
    FilterExpression,
    Lexer,
    Node,
    NodeList,
    Parser,
    Token,
    Variable,
    VariableDoesNotExist,
    VariableNode,
    render_value_in_context,
)
from django.template.defaulttags import URLNode
from django.template.loader_tags import IncludeNode, construct_relative_path
from django.template.loaders import base, cached
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

LANGUAGE = "language of the page"
ROOM = 17_000  # words of eight bytes: just over 128 KiB, so that as much again is free
PLAIN = {dict, str, list, tuple}  # of which nothing has to be found out
FAILED = "Failed lookup for key [%s] in %r"  # as Django says it


def language_of(context: Context) -> str | None:
    """The language of the page that is being made; it is asked once, no part has another."""
    kept: dict[Any, Any] = context.render_context.dicts[0]
    if LANGUAGE not in kept:
        kept[LANGUAGE] = get_language()
    told: str | None = kept[LANGUAGE]
    return told


class QuickVariable(Variable):
    """A name that is looked up as what it nearly always is."""

    __slots__ = ()

    def resolve(self, context: Context) -> Any:
        """What it stands for; whatever can be called or fails in any way is left to Django."""
        if self.lookups is None or self.translate:
            return super().resolve(context)
        first = self.lookups[0]
        for names in reversed(context.dicts):
            if first in names:
                value = names[first]
                break
        else:
            return super().resolve(context)
        try:
            for bit in self.lookups[1:]:
                if callable(value):
                    break
                kind = type(value)
                value = value[bit] if hasattr(kind, "__getitem__") else getattr(value, bit)
        except Exception:  # noqa: BLE001 -- Django tells which of them are silent
            if kind in PLAIN and bit.isidentifier() and not hasattr(kind, bit):
                raise VariableDoesNotExist(FAILED, (bit, value)) from None
            return super().resolve(context)
        return super().resolve(context) if callable(value) else value


class QuickExpression(FilterExpression):
    """A name, with or without filters."""

    __slots__ = ()

    def __init__(self, token: str, parser: Parser) -> None:
        super().__init__(token, parser)
        if self.is_var:
            self.var.__class__ = QuickVariable
        for _filter, arguments in self.filters:
            for is_name, argument in arguments:
                if is_name:
                    argument.__class__ = QuickVariable

    def resolve(self, context: Context, ignore_failures: bool = False) -> Any:
        """A name alone is what it stands for."""
        if self.filters or not self.is_var:
            return super().resolve(context, ignore_failures)
        try:
            return self.var.resolve(context)
        except VariableDoesNotExist:
            return None if ignore_failures else super().resolve(context)


class QuickVariableNode(VariableNode):
    """What a name stands for, escaped."""

    def render(self, context: Context) -> str:
        """Text is escaped, a number is written as it is."""
        try:
            value = self.filter_expression.resolve(context)
        except UnicodeDecodeError:
            return ""
        kind = type(value)
        if kind is SafeString:
            return str(value)
        if kind is str and context.autoescape:
            return html.escape(value)
        if kind is int and not settings.USE_THOUSAND_SEPARATOR:
            return str(value)
        return str(render_value_in_context(value, context))


class QuickIncludeNode(IncludeNode):
    """A part that is always the same one is found once."""

    found: Template | None = None

    def render(self, context: Context) -> SafeString:
        """The part, with what it is given; one that the page names is left to Django."""
        named = self.template
        if named.is_var or named.filters or context.template.engine.debug:
            return super().render(context)
        if self.found is None:
            name = construct_relative_path(self.origin.template_name, named.var)
            self.found = context.template.engine.get_template(name)
        given = {name: one.resolve(context) for name, one in self.extra_context.items()}
        if self.isolated_context:
            return self.found.render(alone(context, given))
        with context.push(**given):
            return self.found.render(context)


def alone(context: Context, given: dict[str, Any]) -> Context:
    """``Context.new``, for a part that is made before anything else of its page goes on."""
    alone: Context = object.__new__(type(context))
    alone.__dict__.update(context.__dict__)
    alone.__dict__.pop("_processors_index", None)
    alone.dicts = [{"True": True, "False": False, "None": None}, given]
    return alone


class QuickURLNode(URLNode):
    """An address that was found once for a route and its parts is not looked for again."""

    def render(self, context: Context) -> str:
        """The address; a route that the page names, or one with named parts, is Django's."""
        named = self.view_name
        if named.is_var or named.filters or self.kwargs or ":" in named.var:
            return str(super().render(context))
        parts = tuple([part.resolve(context) for part in self.args])
        try:
            address = _address(settings.ROOT_URLCONF, named.var, parts)
        except (NoReverseMatch, TypeError):
            return str(super().render(context))
        if self.asvar:
            context[self.asvar] = address
            return ""
        return html.escape(address) if context.autoescape else address


@lru_cache(maxsize=2_000, typed=True)
def _address(_site: str, route: str, parts: tuple[Any, ...]) -> str:
    return reverse(route, args=parts)


QUICK: dict[type[Node], type[Node]] = {
    VariableNode: QuickVariableNode,
    IncludeNode: QuickIncludeNode,
    URLNode: QuickURLNode,
}


class QuickParser(Parser):
    """Reads what Django reads."""

    def compile_filter(self, token: str) -> FilterExpression:
        return QuickExpression(token, self)

    def extend_nodelist(self, nodelist: NodeList, node: Node, token: Token) -> None:
        if quick := QUICK.get(type(node)):
            node.__class__ = quick
        super().extend_nodelist(nodelist, node, token)


class QuickTemplate(Template):
    """A template whose names and parts are the quick ones."""

    def compile_nodelist(self) -> NodeList:
        if self.engine.debug:
            return super().compile_nodelist()
        parser = QuickParser(
            Lexer(self.source).tokenize(),
            self.engine.template_libraries,
            self.engine.template_builtins,
            self.origin,
        )
        nodelist = parser.parse()
        self.extra_data = parser.extra_data
        return nodelist

    def render(self, context: Context) -> SafeString:
        """As a part of a page, with a state of its own."""
        if context.template is None:
            return _with_room(super().render, context)
        state = context.render_context
        around, state.template = state.template, self
        state.push()
        try:
            return self.nodelist.render(context)
        finally:
            state.pop()
            state.template = around


def _with_room(work: Callable[[Context], SafeString], context: Context) -> SafeString:
    """What it makes, with room for all its calls in one piece of memory.

    Python takes memory for its calls in pieces of 16 KiB, which a template fills with a hundred
    calls. A loop that crosses the end of a piece asks the kernel for the next one and gives it
    back each time, which may double what a page costs. A call that says it needs a large stack
    is given a large piece, which is not touched before it is needed.
    """
    return work(context)


_with_room.__code__ = _with_room.__code__.replace(co_stacksize=ROOM)


class Reading(base.Loader):
    """Reads templates, as its base does, as quick ones."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        tried = []
        for origin in self.get_template_sources(template_name):
            if skip is not None and origin in skip:
                tried.append((origin, "Skipped to avoid recursion"))
                continue
            try:
                contents = self.get_contents(origin)
            except TemplateDoesNotExist:
                tried.append((origin, "Source does not exist"))
                continue
            return QuickTemplate(contents, origin, origin.template_name, self.engine)
        raise TemplateDoesNotExist(template_name, tried=tried)


class Loader(cached.Loader, Reading):
    """Each template is read once."""
