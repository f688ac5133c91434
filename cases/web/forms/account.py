"""Forms of the account: allauth's own, with our words; and those of members and invitations."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as factor
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from cases.domain.accounts import ROLES_OF, HouseKind, Role
from cases.services import accounts
from cases.web.words import word

PASSWORD_HINT = _("Paling sedikit 12 huruf, angka, atau tanda; bukan kata sandi yang lazim.")
LABELS = {
    "login": _("Surel"),
    "email": _("Surel"),
    "password": _("Kata sandi"),
    "oldpassword": _("Kata sandi sekarang"),
    "password1": _("Kata sandi baru"),
    "password2": _("Kata sandi baru, sekali lagi"),
    "code": _("Kode"),
    "name": _("Nama"),
}
HINTS = {"password1": PASSWORD_HINT}


class InOurWords:
    """Mixed into a form of allauth: labels and hints of this house, and no placeholders."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class SignInForm(InOurWords, account.LoginForm):
    """Sign in by e-mail; a refusal never says which half was wrong."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs.update(autocomplete="username", autofocus=True)

    def add_prefix(self, field_name: str) -> str:
        """Keep the name by which browsers and programs know the field of the address."""
        return super().add_prefix("username" if field_name == "login" else field_name)


class ChangeEmailForm(InOurWords, account.AddEmailForm):
    pass


class ChangePasswordForm(InOurWords, account.ChangePasswordForm):
    pass


class SetPasswordForm(InOurWords, account.SetPasswordForm):
    pass


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    pass


class NewPasswordForm(InOurWords, account.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):
    pass


class _Code(InOurWords):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs.update(inputmode="numeric", autofocus=True)


class _SpentCode(_Code):
    """A code opens once, also while clocks may differ so much that it would be good again."""

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        used = self.authenticator
        if used.type == Authenticator.Type.TOTP and not accounts.spend_code(used, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_SpentCode, factor.AuthenticateForm):
    pass


class ReauthenticateCodeForm(_SpentCode, factor.ReauthenticateForm):
    pass


class ActivateAppForm(_Code, ActivateTOTPForm):
    pass


class AddPasskeyForm(InOurWords, AddWebAuthnForm):
    """A passkey always signs in by itself: a key that cannot is no second way in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.fields["passwordless"].initial = True
        self.fields["name"].help_text = _("Misalnya: laptop kantor.")


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Nama"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class SignUpForm(NameForm):
    """What an invited person without an account adds to their invitation."""

    password1 = forms.CharField(
        label=_("Kata sandi"),
        strip=False,
        max_length=1000,
        help_text=PASSWORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Kata sandi, sekali lagi"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password1(self) -> str:
        password = str(self.cleaned_data["password1"])
        password_validation.validate_password(password)
        return password

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if {"password1", "password2"} <= typed.keys() and (
            typed["password1"] != typed["password2"]
        ):
            self.add_error("password2", _("Kedua kata sandi tidak sama."))
        return typed


class RoleForm(forms.Form):
    """One of the roles that a house of this kind has."""

    role = forms.ChoiceField(label=_("Peran"))

    def __init__(self, kind: HouseKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role for role in Role if role in ROLES_OF[kind]]
        choices = [(role.value, word("membership_role", role)) for role in roles]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]

    def to_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class InviteForm(RoleForm):
    email = forms.EmailField(
        label=_("Surel"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    field_order = ("email", "role")

    def __init__(self, kind: HouseKind, *args: Any, **kwargs: Any) -> None:
        super().__init__(kind, *args, **kwargs)
        if kind is HouseKind.ORGANISATION:  # who asks for no more gets no more
            self.fields["role"].initial = Role.OFFICER.value
