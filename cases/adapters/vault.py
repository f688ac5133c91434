"""Secrets of persons at rest: sealed under a key of the installation.

A copy of the database or of the files alone opens nothing. The key is ``VAULT_KEY`` where there
is one, else the secret key; keys before the present one still open what they closed
(``VAULT_KEY_FALLBACKS``, ``SECRET_KEY``, ``SECRET_KEY_FALLBACKS``).
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def close(text: str) -> str:
    """Seal a text under the present key."""
    return _keys().encrypt(text.encode()).decode()


def reveal(sealed: str) -> str:
    """The text that was sealed.

    Raises:
        cryptography.fernet.InvalidToken: it was sealed under a key that is gone.
    """
    return _keys().decrypt(sealed.encode()).decode()


def close_bytes(content: bytes) -> bytes:
    """Seal the content of a file under the present key."""
    return _keys().encrypt(content)


def reveal_bytes(sealed: bytes) -> bytes:
    """The content that was sealed.

    Raises:
        cryptography.fernet.InvalidToken: it was sealed under a key that is gone, or changed.
    """
    return _keys().decrypt(sealed)


def mark(text: str) -> str:
    """What knows the same text again and tells nothing of it: 64 digits of a keyed SHA-256.

    Under another key it is another mark.
    """
    return hmac.new(_secrets()[0].encode(), text.encode(), hashlib.sha256).hexdigest()


def _secrets() -> list[str]:
    told = (*settings.VAULT_KEYS, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return [secret if isinstance(secret, str) else secret.decode() for secret in told]


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in _secrets()])


def _key(secret: str) -> Fernet:
    digest = hashlib.sha256(f"cases.vault:{secret}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
