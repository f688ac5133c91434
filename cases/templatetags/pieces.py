"""Pieces of a page: a component that is made from what it is given and from nothing else.

``{% piece "components/_turn.html" with turn=turn %}`` is ``{% include … only %}``, and what is
given again in the same language is not made again, on whichever page. What is given is the key,
so that nothing has to be taken back when the record changes.

``{% part main of page %} … {% endpart %}`` is a large one, known by how that stands of which it
tells: where that is as it was, what the page would say is not even read.
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
        made_from = (self.template.token, language_of(context), context.autoescape, told)
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
            return self.nodelist.render(alone(context, dict(page.told)))
        names = (self.origin.template_name, self.name, language_of(context), page.state)
        key = blake2b("\0".join(map(str, names)).encode(), digest_size=16).hexdigest()
        if (kept := caches[PARTS].get(key)) is None:
            kept = str(self.nodelist.render(alone(context, dict(page.told))))
            caches[PARTS].set(key, kept, page.seconds)
        return mark_safe(kept)  # noqa: S308 -- what the template wrote


@register.tag
def part(parser: Parser, token: Token) -> PartNode:
    """Read ``part name of page``, up to its end."""
    _tag, name, _of, page = token.split_contents()
    nodelist = parser.parse(("endpart",))
    parser.delete_first_token()
    return PartNode(name, parser.compile_filter(page), nodelist)
