"""What the value of a setting must look like. A message never shows a value that can be a secret."""

import base64
import re
from urllib.parse import urlsplit

from pydantic import SecretStr

DATA_KEY_BYTES = 32
CONTACT = "production@entoria.fr"
THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "::1"})
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
    pem = _lines(key)
    if "PRIVATE" not in pem or not _is_of_the_curve(pem):
        raise ValueError("is not a PEM private key on the curve P-256, without a pass phrase")
    return SecretStr(pem)


def token_keys(keys: SecretStr) -> SecretStr:
    """Public or private ones, written one after the other."""
    if not all(map(_is_of_the_curve, pems_of(keys))):
        raise ValueError(WRONG_KEYS)
    return keys


def pems_of(keys: SecretStr) -> list[str]:
    """Each of the keys, with its line ends."""
    return re.findall(r"-----BEGIN .*?-----END [A-Z ]+-----\n?", _lines(keys), re.DOTALL) or ["none"]


def _is_of_the_curve(pem: str) -> bool:
    """Whether it can be read without a pass phrase, and is a key on P-256."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415  # most commands have no key to look at
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415  # as above

    try:
        key = (
            serialization.load_pem_private_key(pem.encode(), password=None)
            if "PRIVATE" in pem
            else serialization.load_pem_public_key(pem.encode())
        )
    except Exception:  # types differ from one backend to the next, and the words can quote the key
        return False
    if not isinstance(key, ec.EllipticCurvePrivateKey | ec.EllipticCurvePublicKey):
        return False
    return isinstance(key.curve, ec.SECP256R1)


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


def sms_url(url: str) -> str:
    """What goes there is a secret and people’s numbers: without TLS to this machine alone."""
    parts = urlsplit(url)
    try:
        known = bool(parts.hostname) and (parts.port or 1) > 0 and "@" not in parts.netloc
    except ValueError:  # a port that is none
        known = False
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in THIS_MACHINE)
    if not (known and is_safe and url.isprintable() and " " not in url):
        raise ValueError(
            "is not https://HOST/PATH (http:// on this machine alone), without user and password"
        )
    return url


def sms_secret(secret: SecretStr) -> SecretStr:
    value = secret.get_secret_value().strip()
    if not (value and value.isascii() and value.isprintable() and " " not in value):
        raise ValueError("is not one word of letters, digits and signs")
    return SecretStr(value)


def mail_url(url: SecretStr) -> SecretStr:
    parts = urlsplit(url.get_secret_value())
    try:
        known = parts.scheme in MAIL_SCHEMES and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # a port that is none
        known = False
    if not known:
        raise ValueError("is not smtps://, smtp:// or smtp+plain://USER:PASSWORD@HOST:PORT")
    return url
