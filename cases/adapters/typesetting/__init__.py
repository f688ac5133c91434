"""Pages whose lines are known beforehand: painted one by one, then bound into one paper."""

from cases.adapters.typesetting.binding import Frame, bind
from cases.adapters.typesetting.body import paint
from cases.adapters.typesetting.framed import Framed
from cases.adapters.typesetting.painted import Painted
from cases.adapters.typesetting.quarters import paint_quarters
from cases.adapters.typesetting.words import paint_words

__all__ = ["Frame", "Framed", "Painted", "bind", "paint", "paint_quarters", "paint_words"]
