"""Access tokens: short-lived, signed with ES256, holding the capacities in which their bearer may act.

The rights are inside, so that a request needs no look-up to know who asks. What must be effective at
once (sharing, a broker's portfolio) is never in a token: it is read from the database each time.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, GuestProtocol
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from runtime import clock
from runtime.actor import Actor, ClientScope, Role, held

ISSUER = "hub"
LIFETIME = timedelta(minutes=15)
ALGORITHM = "ES256"
LONGEST = 8_192
"""Characters. A longer text is refused before anything is worked out about it."""

KEPT, LONGEST_KEPT = 5_000, 2_000
"""A token comes with many requests, and looking at its signature costs more than all else that a small one
takes: so many that were found good are kept, if they have no more characters than that.
"""


class TokenRefused(Exception):
    """Not a token of ours, or no longer one. Why is nobody's business but the log's."""


@dataclass(frozen=True, slots=True)
class Identity:
    """An account and all the capacities it may act in, the usual one first."""

    account_id: int
    display_name: str
    capacities: tuple[Actor, ...]
    session_id: int | None = None
    """The session that the token is of; none for a token from the command line."""
    is_to_enroll: bool = False
    """Whether a second factor is still to be set up: until then no agent's capacity can be used."""
    client_id: str | None = None
    """The public name of a client that is a program; none for a person."""

    @property
    def usable(self) -> tuple[Actor, ...]:
        """The capacities that may be used now."""
        if not self.is_to_enroll:
            return self.capacities
        return tuple(actor for actor in self.capacities if actor.role is not Role.AGENT)


class _Capacity(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    id: int
    role: str
    label: str
    member: int | None = None
    person: int | None = None
    broker: int | None = None
    holder: bool | None = None


class _Claims(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)

    sub: str = Field(pattern=r"^[1-9][0-9]{0,18}$")
    name: str
    capacities: list[_Capacity] = Field(min_length=1, max_length=50)
    sid: int | None = None
    enroll: bool = False
    client_id: str | None = None
    scope: str = ""


class Tokens:
    """Signs with one private key, given as PEM, and verifies with that and with others, by the key's id.

    A key is changed without signing anybody out: every process is told the new one as accepted, then signs
    with it and accepts the old one, which is needed for the lifetime of a token and no longer.
    """

    def __init__(self, private_key: str, *accepted: str) -> None:
        self._key = ECKey.import_key(private_key)
        self._key_id = self._key.thumbprint()
        others = (ECKey.import_key(key) for key in accepted)
        self._keys = {key.thumbprint(): key for key in (*others, self._key)}
        self._registry = jwt.JWTClaimsRegistry(
            now=lambda: int(clock.now().timestamp()),
            iss={"essential": True, "value": ISSUER},
            sub={"essential": True},
            exp={"essential": True},
        )
        self._known = lru_cache(KEPT)(self._read)

    def sign(self, identity: Identity, lifetime: timedelta = LIFETIME) -> str:
        now = clock.now()
        claims: dict[str, object] = {
            "iss": ISSUER,
            "sub": str(identity.account_id),
            "iat": int(now.timestamp()),
            "exp": int((now + lifetime).timestamp()),
            "name": identity.display_name,
            "capacities": [_claim(actor) for actor in identity.capacities],
        }
        if identity.session_id is not None:
            claims["sid"] = identity.session_id
        if identity.is_to_enroll:
            claims["enroll"] = True
        if identity.client_id is not None:
            claims["client_id"] = identity.client_id
            claims["scope"] = " ".join(sorted(_scopes_of(identity)))
        return jwt.encode({"alg": ALGORITHM, "kid": self._key_id}, claims, self._key)

    def verify(self, token: str) -> Identity:
        """Whom a token speaks for; `TokenRefused` for any text that is not a valid token of ours."""
        if len(token) > LONGEST:
            raise TokenRefused("too long")
        identity, expires = self._known(token) if len(token) <= LONGEST_KEPT else self._read(token)
        if expires <= clock.now().timestamp():
            raise TokenRefused("expired")
        return identity

    def _read(self, token: str) -> tuple[Identity, int]:
        """Whom a good token speaks for, and until when, in seconds."""
        try:
            decoded = jwt.decode(token, self._key_of, algorithms=[ALGORITHM])
            self._registry.validate(decoded.claims)
            claims = _Claims.model_validate(decoded.claims)
            return _identity(claims), int(decoded.claims["exp"])
        except (JoseError, ValidationError, ValueError, TypeError) as error:
            raise TokenRefused(type(error).__name__) from None

    def _key_of(self, token: GuestProtocol) -> ECKey:
        """The key that the token names: one of ours, or the token is none."""
        key_id = token.headers().get("kid")
        key = self._keys.get(key_id) if isinstance(key_id, str) else None
        if key is None:
            raise ValueError("an unknown key")
        return key


def _claim(actor: Actor) -> dict[str, int | str]:
    capacity = _Capacity(
        id=actor.capacity_id,
        role=actor.role.value,
        label=actor.label,
        member=actor.member_id,
        person=actor.person_id,
        broker=actor.broker_id,
        holder=True if actor.represents_holder else None,
    )
    return capacity.model_dump(exclude_none=True)


def _scopes_of(identity: Identity) -> frozenset[ClientScope]:
    """All of its capacities have the same; one that had none would not be narrowed."""
    (scopes,) = {actor.scopes for actor in identity.capacities}
    assert scopes is not None, "a program has scopes"
    return scopes


def _scopes(claims: _Claims) -> frozenset[ClientScope] | None:
    """What narrows a program. A scope that this process does not know yet shows nothing."""
    if claims.client_id is None:
        return None
    known = [each for each in ClientScope if each.value in claims.scope.split(" ")]
    return held(known)


def _identity(claims: _Claims) -> Identity:
    account_id, scopes = int(claims.sub), _scopes(claims)
    return Identity(
        account_id=account_id,
        display_name=claims.name,
        capacities=tuple(
            Actor(
                role=Role(capacity.role),
                account_id=account_id,
                capacity_id=capacity.id,
                label=capacity.label,
                member_id=capacity.member,
                person_id=capacity.person,
                broker_id=capacity.broker,
                represents_holder=bool(capacity.holder),
                scopes=scopes,
            )
            for capacity in claims.capacities
        ),
        session_id=claims.sid,
        is_to_enroll=claims.enroll,
        client_id=claims.client_id,
    )
