"""What is asked of who pastes an article."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.statements import PublicationForm
from cases.services.press import ArticleDetails
from cases.web.forms.quotes import TextForm


class ArticleForm(PublicationForm, TextForm):
    """An article whose quotations are kept beside the turns that they render."""

    judul = forms.CharField(label=_("Judul"), max_length=300, required=False)
    field_order = ("berita", "media", "jenis", "judul", "alamat", "terbit")

    def to_details(self) -> ArticleDetails:
        """Where the article stands, with its text."""
        told = self.cleaned_data
        return ArticleDetails(
            outlet=told["media"],
            medium=told["jenis"],
            text=told["berita"],
            title=told["judul"],
            url=told["alamat"],
            published_on=told["terbit"],
        )
