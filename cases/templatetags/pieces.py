"""Pieces of a page: a component that is made from what it is given and from nothing else.

``{% piece "components/_turn.html" with turn=turn %}`` is ``{% include … only %}``, and what is
given again in the same language is not made again, on whichever page. What is given is the key,
so that nothing has to be taken back when the record changes.
"""

from __future__ import annotations

import pickle
from hashlib import blake2b
from typing import Any

from django import template
from django.core.cache import caches
from django.template import Context
from django.template.base import Parser, Token
from django.template.loader_tags import do_include
from django.utils.safestring import SafeString, mark_safe

from cases.adapters.templates import QuickIncludeNode, language_of

register = template.Library()

PIECES = "pieces"
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
