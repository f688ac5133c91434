"""Pieces of a page: a component that is made from what it is given and from nothing else.

``{% piece "components/_turn.html" with turn=turn %}`` is ``{% include … only %}``, and what is
given again in the same language is not made again, on whichever page. What is given is the key,
so that nothing has to be taken back when the record changes.

``{% part main of page %} … {% endpart %}`` is a large one, known by how that stands of which it
tells: where that is as it was, what the page would say is not even read. Where it stands
otherwise, a page may still know by what it found that it would say the same.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, Protocol

from django import template
from django.core.cache import caches
from django.template import Context
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.loader_tags import do_include
from django.utils.safestring import SafeString, mark_safe

from cases.adapters.templates import QuickIncludeNode, alone, language_of

register = template.Library()

PIECES, PARTS = "pieces", "parts"
LARGEST = 64 * 1024  # signs of one piece
UNFIT = (pickle.PicklingError, TypeError, AttributeError)  # what cannot be written out


class PieceNode(QuickIncludeNode):
    """An include that sees what it is given alone, made once for what it is given."""

    def render(self, context: Context) -> SafeString:
        """The piece as it was made before from the same, or made now."""
        key = self._key(context)
        if key and (kept := caches[PIECES].get(key)) is not None:
            return mark_safe(kept)  # noqa: S308 -- what the template wrote
        made = super().render(context)
        if key and len(made) <= LARGEST:
            caches[PIECES].set(key, str(made))
        return made

    def _key(self, context: Context) -> str:
        """A fingerprint of everything that it is made from; empty where that is not plain.

        What is given to many pieces of a page may bring its own, as ``fingerprint``.
        """
        given = [(name, one.resolve(context)) for name, one in self.extra_context.items()]
        told = [(name, getattr(one, "fingerprint", one)) for name, one in given]
        return _fingerprint(self.template.token, language_of(context), context.autoescape, told)


def _fingerprint(*made_from: Any) -> str:
    """A word for all of this; empty where it is not plain."""
    try:
        written = pickle.dumps(made_from, pickle.HIGHEST_PROTOCOL)
    except UNFIT:
        return ""
    return blake2b(written, digest_size=16).hexdigest()


@register.tag
def piece(parser: Parser, token: Token) -> PieceNode:
    """Read like an include; ``only`` goes without saying."""
    told: Any = do_include(parser, token)
    return PieceNode(told.template, extra_context=told.extra_context, isolated_context=True)


class Page(Protocol):
    """What a part tells."""

    @property
    def state(self) -> str:
        """How it stands: a word that is another one as soon as the part would be; none where
        it is made each time.
        """

    @property
    def seconds(self) -> int:
        """How long it stands at most."""

    @property
    def found(self) -> Any:
        """Everything that the part is made from besides the language; None where that costs as
        much to know as to tell.
        """

    @property
    def told(self) -> Mapping[str, Any]:
        """All that the template of the part sees."""


class PartNode(Node):
    """What a template says of a page and of nothing else, made once for each state of that."""

    def __init__(self, name: str, page: FilterExpression, nodelist: NodeList) -> None:
        self.name, self.page, self.nodelist = name, page, nodelist

    def render(self, context: Context) -> SafeString:
        """The part as it was made before in the same state, or made now."""
        page: Page = self.page.resolve(context)
        if not page.state:
            return self._made(context, page)
        key = self._key(context, page.state)
        if (kept := caches[PARTS].get(key)) is None:
            kept = str(self._of_the_same(context, page))
            caches[PARTS].set(key, kept, page.seconds)
        return mark_safe(kept)  # noqa: S308 -- what the template wrote

    def _of_the_same(self, context: Context, page: Page) -> str:
        """The part as it was made before from the same, in whatever state, or made now."""
        found = page.found
        if found is None or not (key := self._key(context, found)):
            return self._made(context, page)
        if (kept := caches[PARTS].get(key)) is None:
            kept = str(self._made(context, page))
            caches[PARTS].set(key, kept, page.seconds)
        return str(kept)

    def _made(self, context: Context, page: Page) -> SafeString:
        return self.nodelist.render(alone(context, dict(page.told)))

    def _key(self, context: Context, known_by: Any) -> str:
        """A fingerprint of the part, of its language and of what it is known by."""
        language = language_of(context)
        return _fingerprint(self.origin.template_name, self.name, language, known_by)


@register.tag
def part(parser: Parser, token: Token) -> PartNode:
    """Read ``part name of page``, up to its end."""
    _tag, name, _of, page = token.split_contents()
    nodelist = parser.parse(("endpart",))
    parser.delete_first_token()
    return PartNode(name, parser.compile_filter(page), nodelist)
