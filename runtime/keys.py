"""The keys that sign access tokens and seal data: from the settings, or made once for this machine."""

import base64
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from joserfc.jwk import ECKey

from runtime.setting_values import DATA_KEY_BYTES, pems_of
from runtime.settings import Mode, Settings
from runtime.tokens import Tokens

FILE = "token-key.pem"
DATA_FILE = "data-key.txt"


def token_key(settings: Settings) -> str:
    """A PEM private key. Production never makes one up: `Settings.require_production_keys` comes first."""
    if settings.token_key is not None:
        return settings.token_key.get_secret_value()
    return _of_this_machine(settings, FILE, _new_token_key)


def accepted_keys(settings: Settings) -> list[str]:
    """PEM keys that other processes sign with: they have the next one already, or the last one still."""
    return [] if settings.token_keys_accepted is None else pems_of(settings.token_keys_accepted)


def tokens_of(settings: Settings) -> Tokens:
    """What signs access tokens with the key of the settings, and accepts those of other processes."""
    return Tokens(token_key(settings), *accepted_keys(settings))


def data_key(settings: Settings) -> bytes:
    """What `runtime.crypto` derives its keys from. Who loses it loses every sealed value with it."""
    if settings.data_key is not None:
        return base64.b64decode(settings.data_key.get_secret_value())
    return base64.b64decode(_of_this_machine(settings, DATA_FILE, _new_data_key))


def _new_token_key() -> bytes:
    return ECKey.generate_key("P-256").as_pem(private=True)


def _new_data_key() -> bytes:
    return base64.b64encode(os.urandom(DATA_KEY_BYTES)) + b"\n"


def _of_this_machine(settings: Settings, file: str, make: Callable[[], bytes]) -> str:
    assert settings.mode is not Mode.PRODUCTION, "production has keys of its own"
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return _made_once(settings.data_dir / file, make)


def _made_once(path: Path, make: Callable[[], bytes]) -> str:
    """Whole or not there: written beside its place, then linked into it. Of two makers one wins."""
    if not path.exists():
        handle, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)
        new = Path(name)
        if os.geteuid() == 0:  # the folder's owner is to read it when root came first
            owner = path.parent.stat()
            os.fchown(handle, owner.st_uid, owner.st_gid)
        with os.fdopen(handle, "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())  # nothing is sealed with a key that a power cut could take away
        try:
            os.link(new, path)
        except FileExistsError:
            pass
        finally:
            new.unlink()
    return path.read_text()
