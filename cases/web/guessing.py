"""Passwords that are guessed by who knows this house; asked wherever one is chosen."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases.domain.accounts import OUR_WORDS, is_made_of_our_words
from cases.models import User


class NotOurWordsValidator:
    """Refuse a password that is little more than the words of this house."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Say nothing, or refuse.

        Raises:
            ValidationError: fewer than eight signs are left beside the words.
        """
        if is_made_of_our_words(password):
            raise ValidationError(
                _(
                    "Kata sandi ini hampir seluruhnya tersusun dari kata yang mudah ditebak di "
                    "sini, seperti “sidang” atau “informasi”, atau dari deret seperti “1234”. "
                    "Tambahkan kata lain."
                ),
                code="password_of_our_words",
            )

    def get_help_text(self) -> str:
        """The rule in a sentence."""
        return _("Bukan hanya kata seperti %(word)s.") % {"word": ", ".join(OUR_WORDS[:3])}
