"""Secrets of persons at rest: sealed under the secret key of the installation.

A copy of the database alone opens nothing. Keys before the present one still open what they
closed (``SECRET_KEY_FALLBACKS``).
"""

from __future__ import annotations

import base64
import hashlib

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


def _keys() -> MultiFernet:
    return MultiFernet(
        [_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _key(secret: str) -> Fernet:
    digest = hashlib.sha256(f"cases.vault:{secret}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
