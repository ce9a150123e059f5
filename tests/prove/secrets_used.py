"""What may stand nowhere in clear, and how it would be written where it did."""

import base64
import json
import re
import subprocess
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

ENOUGH = 40
"""Characters from the end of a long one, by which it is known."""
SHORTEST = 8
"""What is shorter is in any dump by chance."""
NIR_DIGITS = 13
RECOVERY_CODE = 10
"""Characters of one, without the dash in its middle."""
KINDS_OF_MAIL = frozenset({"a link or refresh token", "an activation id"})
"""What mails are sent for: a link, and what is typed at a first connection. Nowhere else may they be either."""


def parts_of(kind: str, secret: str) -> Iterator[str]:
    """A secret, and what of it would be one by itself."""
    yield secret
    if kind == "a NIR" and len(secret) >= NIR_DIGITS:
        yield secret[:NIR_DIGITS]
        yield secret[NIR_DIGITS - 8 : NIR_DIGITS]  # what somebody shows at their first connection


def written(secret: str) -> set[str]:
    """All the ways in which it is looked for: as it is, in groups, and as programs write text."""
    # Fours are of an IBAN and, with dashes, of an activation id; the halves are of a recovery code.
    sizes = (4, *([5] if len(secret) == RECOVERY_CODE else []))
    grouped = [
        sign.join(secret[i : i + size] for i in range(0, len(secret), size))
        for size in sizes
        for sign in (" ", "-")
    ]
    if len(secret) == NIR_DIGITS:
        cuts = (0, 1, 3, 5, 7, 10, 13)
        grouped.append(" ".join(secret[a:b] for a, b in pairwise(cuts)))
    escaped = [json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]]
    ways = {secret, *grouped, *escaped, quote(secret, safe=""), quote(secret), secret.replace("\\", "\\\\")}
    ways.update(_in_base64(each.encode(), before) for each in (secret, *grouped) for before in range(3))
    ways |= {
        secret.lower(),
        secret.upper(),
    }  # of letters that are no ASCII grep does not know which go together
    return ways | {way.encode().hex() for way in ways}  # as a dump has columns of bytes


def _in_base64(raw: bytes, before: int) -> str:
    """What is the same of it wherever it stands: so many bytes of something else stand before it."""
    text = base64.b64encode(bytes(before) + raw).decode()
    first = -(-before * 8 // 6)
    return text[first : (before + len(raw)) * 8 // 6]


def grepped(secrets: Iterable[tuple[str, str]], files: Iterable[Path], patterns: Path) -> list[str]:
    """What of them the files have, each with its kind and where. `patterns` is a file to write them to."""
    kinds: dict[bytes, str] = {}
    for kind, secret in secrets:
        for part in parts_of(kind, secret):
            for way in written(part):
                if len(way) >= SHORTEST and "\n" not in way:
                    kinds[way[-ENOUGH:].encode().lower()] = kind
    patterns.write_bytes(b"".join(way + b"\n" for way in kinds))
    paths = [path for path in files if path.stat().st_size]
    if not kinds or not paths:
        return []
    command = ["grep", "--text", "--fixed-strings", "--ignore-case", "--only-matching", "--with-filename", "--file", patterns, *paths]  # fmt: skip
    # Byte by byte: of letters of all alphabets that differ in case it would need 24 gigabytes.
    done = subprocess.run(command, capture_output=True, check=False, env={"LC_ALL": "C"})
    assert done.returncode in {0, 1}, f"grep ended with {done.returncode}: {done.stderr.decode()}"
    hits = {tuple(line.split(b":", 1)) for line in done.stdout.split(b"\n") if line}
    return sorted(
        f"{kinds.get(text.lower(), 'a secret')} in {Path(path.decode()).name}: {text.decode(errors='replace')}"
        for path, text in hits
        if not _is_chance(text, Path(path.decode()))
    )


def _is_chance(text: bytes, file: Path) -> bool:
    """Few digits, and everywhere in the midst of more: of a token in hexadecimal, of a telephone's number.

    What is sealed or a digest is thousands of characters of a dump, and one in forty times eight of them that
    follow each other are all digits. A whole NIR is looked for by its thirteen.
    """
    if len(text) >= NIR_DIGITS or not text.isdigit():
        return False
    by_itself = rb"(?<![0-9a-f])" + text + rb"(?![0-9a-f])"
    return re.search(by_itself, file.read_bytes(), re.IGNORECASE) is None
