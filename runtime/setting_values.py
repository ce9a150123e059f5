"""What the value of a setting must look like. A message never shows a value that can be a secret."""

import base64
import re
from urllib.parse import urlsplit

from pydantic import SecretStr

DATA_KEY_BYTES = 32
CONTACT = "production@entoria.fr"
MAIL_SCHEMES = frozenset({"smtps", "smtp", "smtp+plain"})
WRONG_KEYS = "holds something that is not a PEM key on the curve P-256, without a pass phrase"


def database_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        _ = parts.port  # worked out only when asked for
    except ValueError:  # Its message can quote the part that holds the password.
        raise ValueError("is not an address (postgresql://USER:PASSWORD@HOST:PORT/DATABASE)") from None
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("does not begin with postgresql://")
    if not parts.path.strip("/"):
        raise ValueError("does not name a database (postgresql://USER:PASSWORD@HOST:PORT/DATABASE)")
    return url


def token_key(key: SecretStr) -> SecretStr:
    # Imported here: most commands have no key to check, and need not wait for it.
    from cryptography.hazmat.primitives.serialization import load_pem_private_key  # noqa: PLC0415

    pem = _lines(key)
    wrong = "is not a PEM private key on the curve P-256, without a pass phrase"
    try:
        loaded = load_pem_private_key(pem.encode(), password=None)
    except Exception as error:  # Its messages and types differ from one backend to the next.
        raise ValueError(wrong) from error
    if not _is_of_the_curve(loaded):
        raise ValueError(wrong)
    return SecretStr(pem)


def token_keys(keys: SecretStr) -> SecretStr:
    """Public or private ones, written one after the other."""
    from cryptography.hazmat.primitives.serialization import (  # noqa: PLC0415  # as above
        load_pem_private_key,
        load_pem_public_key,
    )

    for pem in pems_of(keys):
        try:
            loaded = (
                load_pem_private_key(pem.encode(), password=None)
                if "PRIVATE" in pem
                else load_pem_public_key(pem.encode())
            )
        except Exception as error:  # as above
            raise ValueError(WRONG_KEYS) from error
        if not _is_of_the_curve(loaded):
            raise ValueError(WRONG_KEYS)
    return keys


def pems_of(keys: SecretStr) -> list[str]:
    """Each of the keys, with its line ends."""
    return re.findall(r"-----BEGIN .*?-----END [A-Z ]+-----\n?", _lines(keys), re.DOTALL) or ["none"]


def _is_of_the_curve(key: object) -> bool:
    from cryptography.hazmat.primitives.asymmetric.ec import (  # noqa: PLC0415  # as above
        SECP256R1,
        EllipticCurvePrivateKey,
        EllipticCurvePublicKey,
    )

    if not isinstance(key, EllipticCurvePrivateKey | EllipticCurvePublicKey):
        return False
    return isinstance(key.curve, SECP256R1)


def _lines(key: SecretStr) -> str:
    """An environment file of a container takes one line a value, so its line ends come as \\n."""
    return key.get_secret_value().replace("\\n", "\n").strip() + "\n"


def data_key(key: SecretStr) -> SecretStr:
    try:
        size = len(base64.b64decode(key.get_secret_value().strip(), validate=True))
    except ValueError:  # Its message tells where in the key it stumbled.
        size = 0
    if size != DATA_KEY_BYTES:
        raise ValueError(f"is not {DATA_KEY_BYTES} bytes in base64")
    return SecretStr(key.get_secret_value().strip())


def mail_url(url: SecretStr) -> SecretStr:
    parts = urlsplit(url.get_secret_value())
    try:
        known = parts.scheme in MAIL_SCHEMES and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # a port that is none
        known = False
    if not known:
        raise ValueError("is not smtps://, smtp:// or smtp+plain://USER:PASSWORD@HOST:PORT")
    return url
