"""Secrets at rest: a NIR, an IBAN, what a form hides. Sealed to be read again, or a token to be found.

Sealing is AES-256-GCM. What is sealed opens only where it was put: table, column and household are part
of the seal, so that a row copied into another household says nothing. It does not tell two people of one
household apart, for a person may have no key yet when their NIR is sealed.

A token is an HMAC, since a NIR has so few digits that a plain hash of it can be tried out. The same value
always gives the same token, so it depends on the first key alone: with another first key, the tokens are
to be made anew. Both keys are derived from the one of the settings, which is itself never used.

    key id (4 bytes) · nonce (12) · sealed text and its tag (16)
"""

import hashlib
import hmac
import json
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from runtime.setting_values import DATA_KEY_BYTES

ID_BYTES = 4
NONCE_BYTES = 12
TAG_BYTES = 16


class Unsealable(Exception):
    """Not sealed by a key of ours, not for this place, or no longer what was sealed. It never says which."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value is kept: a column of one household's rows, or of one account's."""

    table: str
    column: str
    member_id: int
    """The key of the household; of the account in a table that is of accounts."""

    @property
    def associated_data(self) -> bytes:
        return json.dumps([self.table, self.column, self.member_id]).encode()


class Vault:
    """Seals with the first key; opens what any of them sealed, so that a key can be changed step by step."""

    def __init__(self, key: bytes, *older: bytes) -> None:
        if any(len(each) != DATA_KEY_BYTES for each in (key, *older)):
            raise ValueError(f"a data key has {DATA_KEY_BYTES} bytes")
        self._ciphers = {_key_id(each): AESGCM(_derived(each, "seal")) for each in (*older, key)}
        self._first = _key_id(key)
        self._token_key = _derived(key, "token")
        self._signing = {_key_id(each): _derived(each, "sign") for each in (*older, key)}

    def seal(self, text: str, place: Place) -> bytes:
        """Another result each time, of the same text too."""
        nonce = os.urandom(NONCE_BYTES)
        sealed = self._ciphers[self._first].encrypt(nonce, text.encode(), place.associated_data)
        return self._first + nonce + sealed

    def unseal(self, sealed: bytes, place: Place) -> str:
        key_id, nonce, text = (
            sealed[:ID_BYTES],
            sealed[ID_BYTES : ID_BYTES + NONCE_BYTES],
            sealed[ID_BYTES + NONCE_BYTES :],
        )
        cipher = self._ciphers.get(key_id)
        if cipher is None or len(text) < TAG_BYTES:
            raise Unsealable
        try:
            return cipher.decrypt(nonce, text, place.associated_data).decode()
        except InvalidTag:
            raise Unsealable from None

    def token(self, kind: str, value: str) -> bytes:
        """Thirty-two bytes. A `kind` ("nir", "iban") keeps its tokens apart from another's.

        The value is one that has one way of being written: no spaces, capitals, a NIR without its key.
        """
        return hmac.digest(self._token_key, f"{kind}\x00{value}".encode(), hashlib.sha256)

    def sign(self, kind: str, content: bytes) -> bytes:
        """That the hub has said this: good as long as its key is one of ours, the first or an older one."""
        return self._first + _signature(self._signing[self._first], kind, content)

    def has_signed(self, kind: str, content: bytes, signature: bytes) -> bool:
        key = self._signing.get(signature[:ID_BYTES])
        return key is not None and hmac.compare_digest(signature[ID_BYTES:], _signature(key, kind, content))


def _signature(key: bytes, kind: str, content: bytes) -> bytes:
    return hmac.digest(key, kind.encode() + b"\x00" + content, hashlib.sha256)


def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), DATA_KEY_BYTES, salt=None, info=f"hub {purpose} 1".encode()).derive(key)


def _key_id(key: bytes) -> bytes:
    """Names a key without telling anything of it."""
    return _derived(key, "id")[:ID_BYTES]
