"""A secret for a client: told once, and kept as a hash."""

import hashlib
import secrets

BYTES = 32
"""256 bits of chance: nobody can try them out, so that a plain SHA-256 is as safe as a slow hash."""


def new_secret() -> str:
    return secrets.token_urlsafe(BYTES)


def hash_of(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()
