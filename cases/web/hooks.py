"""What django-allauth asks of this house: its words, its mails, its addresses, its limits."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from cases.adapters import account_letters, vault
from cases.models import User
from cases.queries import accounts as queries
from cases.services import accounts, tokens
from cases.web import sign_ins

WAIT = _(
    "Terlalu banyak percobaan yang gagal. Tunggu 5 menit, lalu coba lagi; sebelum itu kata "
    "sandi yang benar pun tidak diterima."
)
REFUSALS = {
    "account_inactive": _("Akun ini tidak aktif. Hubungi pengelola."),
    "duplicate_email": _("Alamat itu sudah tercatat pada akun Anda."),
    "email_password_mismatch": _(
        "Surel atau kata sandi tidak cocok. Periksa huruf besar dan kecil pada kata sandi."
    ),
    "enter_current_password": _("Kata sandi yang sekarang tidak cocok."),
    "incorrect_code": _("Kode tidak cocok. Ketik kode yang sedang tampak di aplikasi."),
    "incorrect_password": _("Kata sandi tidak cocok."),
    "invalid_password_reset": _("Tautan ini tidak berlaku lagi."),
    "too_many_login_attempts": WAIT,
    "rate_limited": WAIT,
    "cannot_delete_authenticator": _(
        "Faktor kedua wajib bagi peran Anda. Tambahkan yang lain sebelum melepas yang ini."
    ),
    "unverified_email": _("Konfirmasikan alamat surel Anda lebih dahulu."),
}
# What is said on the next page after an act; what is not here is not announced.
SAID = {
    "account/messages/email_confirmation_sent.txt": _(
        "Surel konfirmasi telah dikirim. Bukalah tautan di dalamnya."
    ),
    "account/messages/email_confirmed.txt": _("Alamat surel telah dikonfirmasi."),
    "account/messages/email_confirmation_failed.txt": _(
        "Alamat itu tidak dapat dikonfirmasi; akun lain memakainya."
    ),
    "account/messages/email_deleted.txt": _("Perubahan alamat dibatalkan."),
    "account/messages/password_changed.txt": _(
        "Kata sandi telah diganti. Sesi di tempat lain sudah diakhiri, dan semua token program "
        "dicabut."
    ),
    "account/messages/password_set.txt": _("Kata sandi telah dipasang."),
    "mfa/messages/recovery_codes_generated.txt": _(
        "Kode pemulihan telah dibuat. Simpanlah di tempat yang aman."
    ),
    "mfa/messages/totp_activated.txt": _("Aplikasi autentikator telah dipasang."),
    "mfa/messages/totp_deactivated.txt": _("Aplikasi autentikator telah dilepas."),
    "mfa/messages/webauthn_added.txt": _("Kunci sandi telah ditambahkan."),
    "mfa/messages/webauthn_removed.txt": _("Kunci sandi telah dilepas."),
}
# Acts on an account's own locks: each is told by mail and written into the journal.
LOCKS = {
    "email_changed": _("Alamat surel akun Anda diganti."),
    "email_deleted": _("Sebuah alamat surel dilepas dari akun Anda."),
    "password_changed": _("Kata sandi akun Anda diganti."),
    "password_reset": _("Kata sandi akun Anda diatur ulang lewat surel."),
    "password_set": _("Kata sandi dipasang pada akun Anda."),
    "recovery_codes_generated": _("Kode pemulihan baru dibuat; yang lama tidak berlaku lagi."),
    "totp_activated": _("Aplikasi autentikator dipasang sebagai faktor kedua."),
    "totp_deactivated": _("Aplikasi autentikator dilepas dari akun Anda."),
    "webauthn_added": _("Kunci sandi (passkey) ditambahkan pada akun Anda."),
    "webauthn_removed": _("Kunci sandi (passkey) dilepas dari akun Anda."),
}
MAILS = {
    "email_confirmation": "confirm_address",
    "email_confirmation_signup": "confirm_address",
    "password_reset_key": "reset_password",
    "unknown_account": "unknown_account",
    **dict.fromkeys(LOCKS, "account_changed"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts: opened by invitation only, spoken to in the words of the house."""

    error_messages = {**DefaultAccountAdapter.error_messages, **REFUSALS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves; ``entrance.sign_up`` knows the invitations."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Lead nobody out of the house: only paths of this site."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say it in our words, or not at all."""
        said = message or SAID.get(message_template or "")
        if said:
            messages.add_message(request, level, said, extra_tags=extra_tags)

    def set_password(self, user: User, password: str) -> None:
        """Change, set or reset a password: the keys of programs go first, whatever follows."""
        tokens.revoke_all(user, now=timezone.now())
        super().set_password(user, password)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send one of our mails under the name by which allauth knows it."""
        account_letters.send(email, MAILS[template_prefix.rsplit("/", 1)[-1]], context)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the person, and the journal, that a lock of the account was changed."""
        act = template_prefix.rsplit("/", 1)[-1]
        accounts.note_security_act(user, act, now=timezone.now())
        super().send_notification_mail(
            template_prefix, user, {**(context or {}), "what": LOCKS[act]}, email
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Under the public address, whatever host the request named."""
        return _at_home(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """Under the public address, whatever host the request named."""
        return _at_home(super().get_email_confirmation_url(request, emailconfirmation))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to one's account."""
        return reverse("account")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count, and note it where the count is full."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            sign_ins.held_up(_address(credentials))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note it, alike for an account that is there and one that is not."""
        sign_ins.failed(_address(credentials))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count by address alone: another of our host names is no fresh start."""
        return _address(credentials)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor: its secrets are sealed, and whom it binds keeps at least one."""

    error_messages = {**DefaultMFAAdapter.error_messages, **REFUSALS}

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is stored."""
        return vault.close(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a stored secret."""
        return vault.reveal(encrypted_text)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Who asks for a passkey, as the browser shows it."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Sidang Terbuka"}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether another factor is left, for those who must have one."""
        return may_remove(authenticator.user, authenticator)


def may_remove(user: User | AnonymousUser, authenticator: Authenticator) -> bool:
    """Whether somebody may take off one of their factors."""
    if not settings.REQUIRE_SECOND_FACTOR or not queries.is_guarded(user):
        return True
    factors = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    others = Authenticator.objects.filter(user=user, type__in=factors)
    return others.exclude(pk=authenticator.pk).exists()


def _address(credentials: dict[str, Any]) -> str:
    return str(credentials.get("email", credentials.get("username", ""))).lower()


def _at_home(url: str) -> str:
    return settings.BASE_URL + urlsplit(url).path
