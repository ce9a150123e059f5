"""Settings: what is read, from where, and how a wrong one is explained."""

import base64
import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from runtime.provision import database_of
from runtime.settings import ROOT, Mode, SettingsError, load_settings

DATA_KEY = base64.b64encode(bytes(range(32))).decode()


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("HUB_", "DATABASE_")):
            monkeypatch.delenv(name)


def key(curve: ec.EllipticCurve) -> str:
    private = ec.generate_private_key(curve)
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def test_without_anything_set_the_defaults_are_a_developers(tmp_path: Path) -> None:
    settings = load_settings(env_file=tmp_path / "absent")
    assert (settings.mode, settings.host, settings.port) == (Mode.DEVELOPMENT, "127.0.0.1", 8000)
    assert settings.data_dir == ROOT / ".data"
    settings.require_production_keys()


def test_overrides_come_before_the_environment_and_that_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "env"
    file.write_text("HUB_PORT=1\nHUB_HOST=file\nHUB_DATA_DIR=elsewhere\nOTHER=ignored\n")
    monkeypatch.setenv("HUB_PORT", "2")
    monkeypatch.setenv("HUB_HOST", "environment")
    monkeypatch.setenv("HUB_MODE", "Production")
    settings = load_settings(env_file=file, port=3)
    assert (settings.port, settings.host, settings.mode) == (3, "environment", Mode.PRODUCTION)
    assert settings.data_dir == ROOT / "elsewhere"


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUB_PORT", "")
    monkeypatch.setenv("DATABASE_URL", "")
    settings = load_settings(env_file=None)
    assert (settings.port, settings.database_url) == (8000, None)


@pytest.mark.parametrize(
    ("name", "value", "explanation"),
    [
        ("HUB_PORT", "abc", "HUB_PORT: 'abc' is not a whole number from 1 to 65535"),
        ("HUB_PORT", "65536", "HUB_PORT: '65536' is not a whole number from 1 to 65535"),
        ("HUB_MODE", "prod", "HUB_MODE: 'prod' is not one of development, demo, production"),
        ("HUB_LOG_LEVEL", "all", "HUB_LOG_LEVEL: 'all' is not one of debug, info, warning, error"),
        ("DATABASE_POOLER", "statement", "DATABASE_POOLER: 'statement' is not one of session, transaction"),
        ("HUB_PROT", "1", "HUB_PROT is not a setting of the hub: did you mean HUB_PORT?"),
        ("HUB_DATABASE_URL", "x", "HUB_DATABASE_URL is not a setting of the hub: did you mean DATABASE_URL?"),
    ],
)
def test_a_wrong_value_or_name_is_explained_in_one_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, explanation: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings(env_file=None)
    assert str(caught.value).startswith(explanation)
    assert "\n" not in str(caught.value)


def test_a_misspelt_name_in_the_file_is_refused_and_the_scripts_own_is_not(tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_text("HUB_PYTHON=python3\n")
    load_settings(env_file=file)
    file.write_text("HUB_MODDE=demo\n")
    with pytest.raises(SettingsError, match="did you mean HUB_MODE"):
        load_settings(env_file=file)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://hub:s3cret@host/hub"),
        ("DATABASE_URL", "postgresql://hub:s3cret@host/"),
        ("DATABASE_URL", "postgresql://[hub:s3cret@host/hub"),
        ("DATABASE_URL_DIRECT", "mysql://hub:s3cret@host/hub"),
        ("HUB_TOKEN_KEY", "s3cret"),
        ("HUB_TOKEN_KEY", key(ec.SECP384R1())),
        ("HUB_TOKEN_KEYS_ACCEPTED", "s3cret"),
        ("HUB_TOKEN_KEYS_ACCEPTED", key(ec.SECP256R1()) + key(ec.SECP384R1())),
        ("HUB_DATA_KEY", "s3cret"),
        ("HUB_DATA_KEY", "s3cret is not base64, é neither"),
        ("HUB_DATA_KEY", base64.b64encode(b"s3cret" * 6).decode()),
    ],
)
def test_an_error_never_shows_a_secret(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings(env_file=None)
    assert str(caught.value).startswith(name)
    assert "s3cret" not in str(caught.value)
    assert "PRIVATE" not in str(caught.value)
    assert caught.value.__context__ is None, "a traceback would show the values"


def test_settings_do_not_show_their_secrets_when_printed() -> None:
    url = "postgres://hub:s3cret@host/hub"
    secrets = {"database_url": url, "database_url_direct": url, "database_password": "s3cret"}
    settings = load_settings(env_file=None, token_key=key(ec.SECP256R1()), data_key=DATA_KEY, **secrets)
    assert settings.database_url == secrets["database_url"]
    assert "s3cret" not in f"{settings} {settings!r}"
    assert "PRIVATE" not in f"{settings} {settings!r}"
    assert DATA_KEY not in f"{settings} {settings!r}"


async def test_a_pooler_and_the_way_around_it_are_told_to_whoever_connects() -> None:
    settings = load_settings(
        env_file=None,
        database_url="postgresql://owner@pooler/hub",
        database_url_direct="postgresql://owner@server/hub",
        database_pooler=" Transaction",
    )
    async with database_of(settings) as addresses:
        assert (addresses.pooled, addresses.owner.host, addresses.own.host) == (True, "pooler", "server")
        other = addresses.at("other")
        assert (other.own.host, other.own.database, other.of("hub_member").host) == (
            "server",
            "other",
            "pooler",
        )


def test_a_key_may_have_its_line_ends_written_out() -> None:
    pem = key(ec.SECP256R1())
    settings = load_settings(env_file=None, token_key=pem.replace("\n", "\\n"))
    assert settings.token_key is not None
    assert settings.token_key.get_secret_value() == pem


def test_production_names_everything_that_is_missing() -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(env_file=None, mode="production").require_production_keys()
    for name in (
        "DATABASE_URL", "HUB_DATABASE_PASSWORD", "HUB_TOKEN_KEY", "HUB_DATA_KEY", "HUB_MAIL_URL", "HUB_MAIL_FROM",
    ):  # fmt: skip
        assert name in str(caught.value)
    keys = {"token_key": key(ec.SECP256R1()), "data_key": DATA_KEY}
    mail = {"mail_url": "smtps://h", "mail_from": "space@example.org"}
    complete = {"database_url": "postgres://h/d", "database_password": "p", **keys, **mail}
    load_settings(env_file=None, mode="production", **complete).require_production_keys()
