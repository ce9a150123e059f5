"""Chains of hashes: what an entry is sealed with, and where a chain is broken.

An entry is sealed with its own content and the seal before it, so that none can be changed, taken out, put in
or moved without the next one telling. The end of a chain tells nothing by itself: a head does, and what was
written down of the head elsewhere (a checkpoint).
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

START = bytes(32)
"""What the first entry of a chain is sealed with, and the first checkpoint."""

CHECKPOINT, PURGE = "audit checkpoint", "audit purge"
"""Kinds of what the hub signs."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was done, at its place in the chain of a household or of what belongs to none (0)."""

    member_id: int
    position: int
    at: datetime
    account_id: int
    role: str
    action: str
    details: Mapping[str, str]

    def sealed(self, before: bytes) -> bytes:
        """The hash of this entry and of all that came before it."""
        content = {
            "member_id": self.member_id,
            "position": self.position,
            "at": self.at.isoformat(timespec="microseconds"),
            "account_id": self.account_id,
            "role": self.role,
            "action": self.action,
            "details": dict(self.details),
        }
        return hashlib.sha256(before + canonical(content)).digest()


@dataclass(frozen=True, slots=True)
class Link:
    """A place in a chain, and the seal of what stands there."""

    position: int
    seal: bytes


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a chain without its entries: where it begins since a purge, its head, and the furthest
    place that a checkpoint has sealed.
    """

    member_id: int
    begins: Link = Link(0, START)
    head: Link | None = None
    checkpointed: int = 0


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place at which a chain is not what it was. `position` is an entry's, if it is about one."""

    chain: str
    position: int | None
    what: str

    def __str__(self) -> str:
        number = "" if self.position is None else f", number {self.position}"
        return f"{self.chain}{number}: {self.what}"


class Walk:
    """Goes along one chain; `broken` is the first thing that is wrong, and nothing after it is looked at."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._last = known.begins
        self.broken: Broken | None = None

    def step(self, entry: Entry, seal: bytes, denied_by: int | None = None) -> None:
        """`denied_by` is a checkpoint that has another seal of this place."""
        if self.broken is not None:
            return
        expected = self._last.position + 1
        if entry.position > expected:
            self._break(expected, f"is missing; number {entry.position} comes after number {expected - 1}")
        elif entry.position < expected:
            self._break(entry.position, f"is there although the chain was purged up to number {expected - 1}")
        elif entry.sealed(self._last.seal) != seal:
            self._break(expected, "is not what was sealed: it, or its place in the chain, was changed")
        elif denied_by is not None:
            self._break(expected, f"is not what checkpoint {denied_by} has sealed: the chain was made anew")
        else:
            self._last = Link(expected, seal)

    def end(self) -> None:
        """After the last entry."""
        if self.broken is not None:
            return
        last, head, sealed = self._last, self._known.head, self._known.checkpointed
        if last.position < sealed:
            what = f"is gone, and all that came after: a checkpoint has sealed number {sealed}"
            self._break(last.position + 1, what)
        elif head is None:
            self._break(None, f"has no head, and {last.position} entries")
        elif head.position > last.position:
            what = f"is gone, and all that came after: the head is number {head.position}"
            self._break(last.position + 1, what)
        elif head != last:
            self._break(head.position, "is the head, and is not the last entry")

    def _break(self, position: int | None, what: str) -> None:
        self.broken = Broken(name_of(self._known.member_id), position, what)


def name_of(member_id: int) -> str:
    return "chain of no household" if member_id == 0 else f"chain of household {member_id}"


def canonical(content: Mapping[str, object]) -> bytes:
    """The one way of writing something that is sealed."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


class Heads:
    """The digest of the heads that one checkpoint has sealed, taken in the order of their keys."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.count = 0

    def add(self, member_id: int, link: Link) -> None:
        self._hash.update(f"{member_id}:{link.position}:{link.seal.hex()}\n".encode())
        self.count += 1

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What was known of all chains at one moment: the heads that had moved since the checkpoint before."""

    number: int
    at: datetime
    heads: int
    digest: str

    def sealed(self, before: bytes) -> bytes:
        content = {
            "number": self.number,
            "at": self.at.isoformat(timespec="microseconds"),
            "heads": self.heads,
            "digest": self.digest,
        }
        return hashlib.sha256(before + canonical(content)).digest()


@dataclass(frozen=True, slots=True)
class Purge:
    """Entries that were taken out by rule: all up to the heads that a checkpoint had sealed."""

    number: int
    at: datetime
    through: int
    """The checkpoint."""
    before: str
    """The month before which all was sealed, as YYYY-MM."""
    chains: int
    entries: int

    @property
    def content(self) -> bytes:
        return canonical({
            "number": self.number, "at": self.at.isoformat(timespec="microseconds"), "through": self.through,
            "before": self.before, "chains": self.chains, "entries": self.entries,
        })  # fmt: skip
