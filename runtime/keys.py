"""The key that signs access tokens: from the settings, or one made once for this machine."""

import os
from pathlib import Path

from joserfc.jwk import ECKey

from runtime.settings import Mode, Settings

FILE = "token-key.pem"


def token_key(settings: Settings) -> str:
    """A PEM private key. Production never makes one up: `Settings.require_production_keys` comes first."""
    if settings.token_key is not None:
        return settings.token_key.get_secret_value()
    assert settings.mode is not Mode.PRODUCTION, "production has a key of its own"
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    return _made_once(settings.data_dir / FILE)


def _made_once(path: Path) -> str:
    """Whole or not there: written beside its place, then linked into it. Of two makers one wins."""
    if not path.exists():
        new = path.with_name(f"{path.name}.{os.getpid()}")
        handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(ECKey.generate_key("P-256").as_pem(private=True))
        try:
            os.link(new, path)
        except FileExistsError:
            pass
        finally:
            new.unlink()
    return path.read_text()
