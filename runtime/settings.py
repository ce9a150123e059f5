"""What can be set from outside: environment variables, and the same names in `.env` beside the code."""

import difflib
import os
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from runtime import setting_values
from runtime.mendable import Mendable

ROOT = Path(__file__).resolve().parent.parent
SCRIPT_VARIABLES = frozenset({"HUB_PYTHON"})
"""Read by the `hub` script, before there is a Python to check them."""

SECRET = frozenset(
    {
        "DATABASE_URL", "DATABASE_URL_DIRECT", "HUB_TOKEN_KEY", "HUB_DATA_KEY", "HUB_DATABASE_PASSWORD",
        "HUB_MAIL_URL", "HUB_SMS_SECRET", "HUB_SMS_URL", "HUB_TOKEN_KEYS_ACCEPTED",
    }
)  # fmt: skip
ADDRESS = r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+$"
ADVICE = "correct it in the environment or in .env"


class SettingsError(Mendable):
    """A setting is missing or wrong; the message is one line that names the variable."""

    code = 2


class Mode(StrEnum):
    """How much is taken for granted: everything, sample data in a closed house, or nothing."""

    DEVELOPMENT = "development"
    DEMO = "demo"
    PRODUCTION = "production"


class Pooler(StrEnum):
    """For how long a pooler before the database lends a connection: a whole session, or a transaction."""

    SESSION = "session"
    TRANSACTION = "transaction"


class LogLevel(StrEnum):
    """The least serious message that is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogFormat(StrEnum):
    """How a line of the log is written."""

    JSON = "json"
    TEXT = "text"


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


def _from_root(path: Path) -> Path:
    return ROOT / path.expanduser()


class Settings(BaseSettings):
    """All settings with their defaults, which are those of a developer's own machine."""

    model_config = SettingsConfigDict(
        env_prefix="HUB_", env_ignore_empty=True, extra="ignore", populate_by_name=True,
        frozen=True, hide_input_in_errors=True,
    )  # fmt: skip

    mode: Annotated[Mode, BeforeValidator(_lower)] = Field(
        default=Mode.DEVELOPMENT, description="development, demo (sample data) or production"
    )
    host: str = Field(default="127.0.0.1", min_length=1, description="The address to listen on")
    port: int = Field(default=8000, ge=1, le=65535, description="The port to listen on")
    data_dir: Annotated[Path, AfterValidator(_from_root)] = Field(
        default=ROOT / ".data", description="Where the embedded database and the documents are kept"
    )
    database_url: Annotated[str, AfterValidator(setting_values.database_url)] | None = Field(
        default=None,
        validation_alias="DATABASE_URL",
        repr=False,  # It may hold a password.
        description="A Postgres of your own, 15 or later; without it the embedded one is used",
    )
    database_url_direct: Annotated[str, AfterValidator(setting_values.database_url)] | None = Field(
        default=None,
        validation_alias="DATABASE_URL_DIRECT",
        repr=False,
        description="The same database with no pooler between, for migrations",
    )
    database_pooler: Annotated[Pooler, BeforeValidator(_lower)] = Field(
        default=Pooler.SESSION,
        validation_alias="DATABASE_POOLER",
        description="transaction where DATABASE_URL leads to a pooler that lends connections by it",
    )
    database_password: SecretStr | None = Field(
        default=None, description="The password of the application's roles in the database"
    )
    token_key: Annotated[SecretStr, AfterValidator(setting_values.token_key)] | None = Field(
        default=None, description="The PEM private key (EC P-256) that signs access tokens"
    )
    token_keys_accepted: Annotated[SecretStr, AfterValidator(setting_values.token_keys)] | None = Field(
        default=None, description="Further PEM keys, one after the other, whose access tokens are good"
    )
    data_key: Annotated[SecretStr, AfterValidator(setting_values.data_key)] | None = Field(
        default=None, description="The key that seals NIRs and IBANs: 32 bytes in base64"
    )
    mail_url: Annotated[SecretStr, AfterValidator(setting_values.mail_url)] | None = Field(
        default=None, description="The mail server; without it mail goes into a folder beside the data"
    )
    mail_from: str | None = Field(
        default=None, pattern=ADDRESS, description="The address that mail is sent from"
    )
    sms_url: Annotated[str, AfterValidator(setting_values.sms_url)] | None = Field(
        default=None,
        repr=False,  # What follows its ? may be a secret.
        description="The gateway for messages to telephones (SMS); it needs HUB_SMS_SECRET too",
    )
    sms_secret: Annotated[SecretStr, AfterValidator(setting_values.sms_secret)] | None = Field(
        default=None, description="What that gateway knows the hub by, sent as a bearer token"
    )
    contact_email: str = Field(
        default=setting_values.CONTACT,
        pattern=ADDRESS,
        description="Whom members write to, of whom no e-mail address is known",
    )
    portal_url: str = Field(
        default="https://www.monsiteassure.fr",
        pattern=r"^https?://[^\s?#]+$",
        description="The member space, which links in mails lead to",
    )
    log_level: Annotated[LogLevel, BeforeValidator(_lower)] = Field(
        default=LogLevel.INFO, description="debug, info, warning or error"
    )
    log_format: Annotated[LogFormat, BeforeValidator(_lower)] | None = Field(
        default=None, description="json, or text for a terminal; json in production, else text"
    )
    metrics_open: bool = Field(
        default=False, description="Whether /metrics answers anybody, and not only this machine"
    )
    proxies: str = Field(
        default="127.0.0.1",
        pattern=r"^(\*|[0-9a-fA-F.:/]+(,[0-9a-fA-F.:/]+)*)$",
        description="Addresses of proxies before the hub, whose X-Forwarded-For is believed",
    )
    stop_delay: int = Field(
        default=0, ge=0, le=300, description="Seconds from the signal to the last request that is taken"
    )
    stop_within: int = Field(
        default=10, ge=0, le=300, description="Seconds that requests under way are given to end"
    )

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.sms_url is None) != (self.sms_secret is None):
            raise ValueError("HUB_SMS_URL and HUB_SMS_SECRET go together, and one of them is missing")
        return self

    @property
    def lines(self) -> LogFormat:
        """The format of the log, said or not."""
        if self.log_format is not None:
            return self.log_format
        return LogFormat.JSON if self.mode is Mode.PRODUCTION else LogFormat.TEXT

    def require_production_keys(self) -> None:
        """Refuse to run in production on what a developer's machine makes up for itself."""
        if self.mode is not Mode.PRODUCTION:
            return
        needed = {
            "DATABASE_URL": (self.database_url, "the address of your Postgres"),
            "HUB_DATABASE_PASSWORD": (self.database_password, "the password of the hub's roles in it"),
            "HUB_TOKEN_KEY": (
                self.token_key,
                "the output of: openssl ecparam -name prime256v1 -genkey -noout",
            ),
            "HUB_DATA_KEY": (self.data_key, "the output of: openssl rand -base64 32"),
            "HUB_MAIL_URL": (self.mail_url, "your mail server, as smtps://USER:PASSWORD@HOST"),
            "HUB_MAIL_FROM": (self.mail_from, "the address that its mail comes from"),
        }
        missing = [f"{name} ({meaning})" for name, (value, meaning) in needed.items() if value is None]
        if missing:
            raise SettingsError(
                f"production needs {', '.join(missing)}: set it in the environment or in .env"
            )


def load_settings(*, env_file: Path | None = ROOT / ".env", **overrides: object) -> Settings:
    """Overrides that are given, then the environment, then the file, then defaults. Raises SettingsError."""
    overrides = {name: value for name, value in overrides.items() if value is not None}
    _refuse_typos(os.environ)
    if env_file is not None:
        _refuse_typos(_names_in(env_file))
    try:
        return Settings(_env_file=env_file, **overrides)  # type: ignore[call-arg, arg-type]  # pydantic looks at them
    except ValidationError as error:
        problems = "; ".join(_problem(details) for details in error.errors())
    # Raised outside the handler: the original error carries the values, and a traceback would print them.
    raise SettingsError(f"{problems}: {ADVICE}")


def variable_names() -> Iterator[str]:
    """The names that may be set, in the order of the fields."""
    for name, field in Settings.model_fields.items():
        yield str(field.validation_alias or f"HUB_{name.upper()}")


def _names_in(env_file: Path) -> Iterable[str]:
    try:
        return dotenv_values(env_file).keys()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{env_file} cannot be read: {error}") from error


def _refuse_typos(names: Iterable[str]) -> None:
    known = {*variable_names(), *SCRIPT_VARIABLES}
    for name in sorted(names):
        if name.upper().startswith("HUB_") and name.upper() not in known:
            close = difflib.get_close_matches(name.upper(), sorted(known), n=1)
            advice = f"did you mean {close[0]}?" if close else f"the settings are {', '.join(sorted(known))}"
            raise SettingsError(f"{name} is not a setting of the hub: {advice}")


def _problem(details: ErrorDetails) -> str:
    """One finding in a reader's words. The value is shown only where it cannot be a secret."""
    if not details["loc"]:  # of several settings together
        return details["msg"].removeprefix("Value error, ")
    field = str(details["loc"][0]).lower()
    variable = field.upper() if field.upper() in variable_names() else f"HUB_{field.upper()}"
    if variable in SECRET:
        return f"{variable} {details['msg'].removeprefix('Value error, ')}"
    expected = {
        "database_pooler": f"one of {', '.join(Pooler)}",
        "mode": f"one of {', '.join(Mode)}",
        "log_level": f"one of {', '.join(LogLevel)}",
        "log_format": f"one of {', '.join(LogFormat)}",
        "metrics_open": "true or false",
        "port": "a whole number from 1 to 65535",
        "stop_delay": "a whole number of seconds from 0 to 300",
        "stop_within": "a whole number of seconds from 0 to 300",
        "proxies": "a list of network addresses with commas between, or *",
        "mail_from": "an e-mail address",
        "contact_email": "an e-mail address",
        "portal_url": "an address that begins with https:// or http://",
    }
    return f"{variable}: {details['input']!r} is not {expected.get(field, 'a usable value')}"
