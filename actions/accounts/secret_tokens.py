"""Tokens that name their account, `ACCOUNT.secret`: refresh tokens, links in mails. Hashes are kept."""

import hashlib
import secrets

BYTES = 32
LONGEST, KEY_DIGITS = 200, 18
"""Characters of a token, and of a key that Postgres has."""


def new_token(account_id: int) -> str:
    return f"{account_id}.{secrets.token_urlsafe(BYTES)}"


def account_of(token: str) -> int | None:
    """The account that a token says it is of; none for what is no token."""
    account, _, secret = token.partition(".")
    if len(token) > LONGEST or not secret.isascii():
        return None
    return int(account) if is_a_key(account) else None


def is_a_key(text: str) -> bool:
    return len(text) <= KEY_DIGITS and text.isascii() and text.isdigit()


def hash_of(token: str) -> bytes:
    """SHA-256: a token is drawn by chance from more than anybody can try, so nothing slower is needed."""
    return hashlib.sha256(token.encode()).digest()
