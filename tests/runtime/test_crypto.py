"""Sealing and tokens: what opens, where, and with which key."""

import base64
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.crypto import ID_BYTES, NONCE_BYTES, TAG_BYTES, Place, Unsealable, Vault
from runtime.keys import data_key, token_key
from runtime.settings import load_settings

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
VAULT = Vault(NEW)
HERE = Place("people", "nir_sealed", 7)
NIR = "2690549588157"


@given(st.text(max_size=200), st.integers(min_value=1))
def test_what_is_sealed_is_given_back_and_shows_nothing(text: str, member_id: int) -> None:
    place = Place("people", "nir_sealed", member_id)
    sealed = VAULT.seal(text, place)
    assert VAULT.unseal(sealed, place) == text
    assert len(sealed) == ID_BYTES + NONCE_BYTES + len(text.encode()) + TAG_BYTES


def test_sealing_twice_gives_two_results() -> None:
    assert VAULT.seal(NIR, HERE) != VAULT.seal(NIR, HERE)
    assert NIR.encode() not in VAULT.seal(NIR, HERE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(HERE, table="bank_accounts"), replace(HERE, column="iban_sealed"), replace(HERE, member_id=8),
        Place("people.nir_sealed", "", 7),
    ],
)  # fmt: skip
def test_it_opens_nowhere_else(elsewhere: Place) -> None:
    with pytest.raises(Unsealable):
        VAULT.unseal(VAULT.seal(NIR, HERE), elsewhere)


def test_places_whose_names_run_together_are_two_places() -> None:
    one, other = Place("a", "b.c", 1), Place("a.b", "c", 1)
    with pytest.raises(Unsealable):
        VAULT.unseal(VAULT.seal(NIR, one), other)


def test_one_bit_changed_anywhere_and_it_opens_no_more() -> None:
    sealed = VAULT.seal(NIR, HERE)
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(Unsealable):
            VAULT.unseal(bytes(changed), HERE)


@pytest.mark.parametrize("length", [0, 3, 4, 15, 16, 31, 40])
def test_what_is_cut_short_does_not_open(length: int) -> None:
    with pytest.raises(Unsealable):
        VAULT.unseal(VAULT.seal(NIR, HERE)[:length], HERE)


def test_a_failure_tells_nothing_of_the_secret_or_the_cause() -> None:
    with pytest.raises(Unsealable) as caught:
        Vault(OLD).unseal(VAULT.seal(NIR, HERE), HERE)
    assert str(caught.value) == ""
    assert caught.value.__cause__ is None


def test_a_new_key_seals_and_the_old_one_still_opens() -> None:
    before, both = Vault(OLD).seal(NIR, HERE), Vault(NEW, OLD)
    assert both.unseal(before, HERE) == NIR
    assert VAULT.unseal(both.seal(NIR, HERE), HERE) == NIR
    assert before[:ID_BYTES] != both.seal(NIR, HERE)[:ID_BYTES]
    with pytest.raises(Unsealable):
        VAULT.unseal(before, HERE)


@pytest.mark.parametrize("key", [b"", bytes(16), bytes(33)])
def test_a_key_of_another_length_is_refused(key: bytes) -> None:
    for keys in ((key,), (NEW, key)):
        with pytest.raises(ValueError, match="32 bytes"):
            Vault(*keys)


def test_a_token_is_the_same_for_the_same_value_and_key_and_for_no_other() -> None:
    token = VAULT.token("nir", NIR)
    assert len(token) == 32
    assert token == Vault(NEW, OLD).token("nir", NIR)
    assert (
        len(
            {token, VAULT.token("iban", NIR), VAULT.token("nir", "1" + NIR[1:]), Vault(OLD).token("nir", NIR)}
        )
        == 4
    )


def test_a_token_is_no_hash_that_anybody_could_make_and_no_part_of_a_seal() -> None:
    import hashlib
    import hmac

    plain = {
        hashlib.sha256(NIR.encode()).digest(),
        hmac.digest(NEW, b"nir\x00" + NIR.encode(), hashlib.sha256),
    }
    assert VAULT.token("nir", NIR) not in plain
    assert VAULT.token("nir", NIR)[:ID_BYTES] not in VAULT.seal(NIR, HERE)


def test_without_a_setting_a_key_is_made_once_for_this_machine(tmp_path: Path) -> None:
    settings = load_settings(env_file=None, data_dir=tmp_path)
    key = data_key(settings)
    assert len(key) == 32
    assert data_key(settings) == key
    assert token_key(settings) == token_key(settings)
    files = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert files == {"data-key.txt": 0o600, "token-key.pem": 0o600}


def test_a_key_of_the_settings_is_used_and_nothing_is_written(tmp_path: Path) -> None:
    given_key = os.urandom(32)
    settings = load_settings(
        env_file=None, data_dir=tmp_path, data_key=f" {base64.b64encode(given_key).decode()}\n"
    )
    assert data_key(settings) == given_key
    assert not [*tmp_path.iterdir()]


def test_production_never_makes_a_key_up(tmp_path: Path) -> None:
    settings = load_settings(env_file=None, mode="production", data_dir=tmp_path)
    for key in (data_key, token_key):
        with pytest.raises(AssertionError, match="of its own"):
            key(settings)
    assert not [*tmp_path.iterdir()]
