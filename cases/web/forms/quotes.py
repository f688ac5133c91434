"""What is asked of who lays an article beside the record."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.domain.press import LONGEST_ARTICLE


class TextForm(forms.Form):
    """An article to be compared; nothing of it is kept."""

    berita = forms.CharField(
        label=_("Teks berita"),
        help_text=_("Tempel seluruh teksnya, paling panjang 200.000 huruf."),
        max_length=LONGEST_ARTICLE,
        widget=forms.Textarea(attrs={"rows": 14}),
    )


class QuoteCheckForm(TextForm):
    """An article, and the case with which it is compared."""

    perkara = forms.CharField(
        label=_("Nomor register"),
        help_text=_("Kosongkan untuk membandingkan dengan sidang-sidang terakhir."),
        max_length=120,
        required=False,
    )
