"""``{% translate %}``: words that stand in a template, looked up once for each language."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context
from django.template.base import FilterExpression, Parser, Token
from django.templatetags.i18n import TranslateNode, do_translate

from cases.adapters.templates import language_of

register = template.Library()


class SaidNode(TranslateNode):
    """Fixed words: what was found for a language once is said again."""

    def __init__(self, words: FilterExpression, meant: FilterExpression | None) -> None:
        super().__init__(words, noop=False, message_context=meant)
        self.said: dict[tuple[str | None, bool], str] = {}

    def render(self, context: Context) -> str:
        """The words in the language of the page."""
        way = (language_of(context), context.autoescape)
        if way not in self.said:
            self.said[way] = super().render(context)
        return self.said[way]


@register.tag
def translate(parser: Parser, token: Token) -> TranslateNode:
    """Read as Django reads it; what is not fixed, or is not shown here, stays Django's."""
    read: Any = do_translate(parser, token)
    told = [one for one in (read.filter_expression, read.message_context) if one is not None]
    if read.asvar or read.noop or not all(map(_is_fixed, told)):
        return read
    return SaidNode(read.filter_expression, read.message_context)


def _is_fixed(expression: FilterExpression) -> bool:
    literal = getattr(expression.var, "literal", expression.var)
    return isinstance(literal, str) and not expression.filters
