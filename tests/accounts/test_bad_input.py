"""Whatever is sent to a mutation is refused in words that its client can act on: never a bug, and no oracle."""

import base64
import json
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLNamedType,
    get_named_type,
    is_list_type,
    is_non_null_type,
)
from httpx2 import Response
from joserfc import jwt
from joserfc.jwk import ECKey

from rules.refusals import ErrorCode
from runtime import clock
from runtime.tokens import ISSUER
from tests.accounts.asking import signed_in
from tests.hub_client import KEY, HubClient
from tests.visibility.conftest import SCHEMA

_KIND = SCHEMA._schema.mutation_type
assert _KIND is not None
MUTATIONS = _KIND.fields
TEXTS = {
    "empty": "",
    "blank": " \t ",
    "a null character": "1\x000",
    "an escape": "a\x1b[31mb",
    "turned around": "100001\u202e",
    "full-width digits": "１０００01",
    "a Cyrillic letter": "сamille.martin@example.org",
    "half of a character": "\ud800",
    "not normalised": "e\u0301" * 40,
    "for another language": "' OR 1=1 --",
    "a template": "{{7*7}}${7*7}%s%n",
    "long": "x" * 60_000,
}
SHAPES: dict[str, Any] = {
    "a list": ["100001", ["x"]],
    "an object": {"x": {"y": 1}},
    "a number": 123456,
    "a huge number": 10**400,
    "a truth": True,
}
CODES = {code.value for code in ErrorCode} - {"INTERNAL"}


def usual(kind: GraphQLInputType) -> Any:
    """A value that has the right form."""
    named: GraphQLNamedType = get_named_type(kind)
    if is_list_type(kind.of_type if is_non_null_type(kind) else kind):
        return []
    if isinstance(named, GraphQLInputObjectType):
        return {name: usual(field.type) for name, field in named.fields.items()}
    if isinstance(named, GraphQLEnumType):
        return next(iter(named.values))
    return {"Boolean": True, "Int": 1, "Date": "2026-12-01", "DateTime": "2026-12-01T00:00:00Z"}.get(
        named.name, "x"
    )


def leaves(arguments: dict[str, GraphQLArgument]) -> Iterator[tuple[str, ...]]:
    """The path of each value that somebody sends, through the objects it is in."""
    for name, argument in arguments.items():
        yield (name,)
        named = get_named_type(argument.type)
        if isinstance(named, GraphQLInputObjectType):
            yield from ((name, *more) for more in leaves(named.fields))


def asked_with(
    name: str, path: tuple[str, ...], value: Any, right: dict[str, Any] | None = None
) -> tuple[str, dict[str, Any]]:
    """The operation, and its variables: the right ones, or else the usual, but for one."""
    arguments = MUTATIONS[name].args
    variables = deepcopy(right) or {each: usual(argument.type) for each, argument in arguments.items()}
    place = variables
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    given = ", ".join(f"${each}: {argument.type}" for each, argument in arguments.items())
    passed = ", ".join(f"{each}: ${each}" for each in arguments)
    return f"mutation({given}) {{ {name}({passed}) {{ errors {{ code message field }} }} }}", variables


TRIED = [
    pytest.param(name, path, id=f"{name}-{'.'.join(path)}")
    for name, field in MUTATIONS.items()
    for path in leaves(field.args)
]


@pytest.fixture
async def member(hub: HubClient) -> str:
    return str((await signed_in(hub))["accessToken"])


@pytest.mark.parametrize(("name", "path"), TRIED)
async def test_what_is_no_value_is_refused_and_is_no_bug(
    hub: HubClient, member: str, name: str, path: tuple[str, ...]
) -> None:
    for how, value in {**TEXTS, **SHAPES}.items():
        query, variables = asked_with(name, path, value)
        body = json.dumps({"query": query, "variables": variables})
        for token in (None, member):
            response = await hub.http.post("/graphql", content=body, headers=headers(token))
            assert response.status_code in {200, 400}, (how, response.text)
            told = response.json()
            errors = [each["extensions"]["code"] for each in told.get("errors", [])]
            for payload in (told.get("data") or {}).values():
                errors += [each["code"] for each in (payload or {}).get("errors", [])]
            assert set(errors) <= CODES, (how, response.text)


async def sent(hub: HubClient, query: str, variables: dict[str, Any], token: str | None = None) -> Response:
    """A variable of a mutation may be called `token` too."""
    body = json.dumps({"query": query, "variables": variables})
    return await hub.http.post("/graphql", content=body, headers=headers(token))


def headers(token: str | None) -> dict[str, str]:
    given = {"Content-Type": "application/json"}
    return given if token is None else {**given, "Authorization": f"Bearer {token}"}


@pytest.mark.parametrize("name", [name for name, field in MUTATIONS.items() if field.args])
async def test_ten_megabytes_are_refused_at_the_door(hub: HubClient, name: str) -> None:
    path = next(path for path in reversed(list(leaves(MUTATIONS[name].args))))
    query, variables = asked_with(name, path, "x" * 10_000_000)
    response = await sent(hub, query, variables)
    assert response.status_code == 413
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def forged(**changed: Any) -> dict[str, Any]:
    now = int(clock.now().timestamp())
    capacity = {"id": 4, "role": "AGENT", "label": "Gestionnaire"}
    return {"iss": ISSUER, "sub": "3", "exp": now + 600, "name": "x", "capacities": [capacity], **changed}


def unsigned(algorithm: str) -> str:
    parts = (json.dumps({"alg": algorithm}).encode(), json.dumps(forged()).encode())
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts) + "."


def signed_with(key: Any, **changed: Any) -> str:
    return jwt.encode({"alg": "ES256", "kid": OURS.thumbprint()}, forged(**changed), key)


OURS = ECKey.import_key(KEY)
FORGED: dict[str, Callable[[], str]] = {
    "alg none": lambda: unsigned("none"),
    "no signature": lambda: unsigned("ES256"),
    "another key": lambda: signed_with(ECKey.generate_key("P-256")),
    "a list for the issuer": lambda: signed_with(OURS, iss=[ISSUER]),
    "a list for the subject": lambda: signed_with(OURS, sub=["3"]),
    "an object for the name": lambda: signed_with(OURS, name={"x": 1}),
    "a list in a capacity": lambda: signed_with(
        OURS, capacities=[{"id": [4], "role": "AGENT", "label": "x"}]
    ),
    "out of date": lambda: signed_with(OURS, exp=int((clock.now() - timedelta(hours=1)).timestamp())),
    "no end": lambda: signed_with(OURS, exp=None),
    "half of one": lambda: signed_with(OURS)[:-40],
    "not text of ours": lambda: "x.y.z",
}


def test_the_forged_ones_differ_from_ours_in_what_is_forged_alone(hub: HubClient) -> None:
    assert hub.tokens.verify(signed_with(OURS)).account_id == 3


@pytest.mark.parametrize("how", FORGED)
async def test_a_forged_token_is_refused_by_every_mutation(hub: HubClient, how: str) -> None:
    token = FORGED[how]()
    answers = set()
    for name, field in MUTATIONS.items():
        query, variables = asked_with(name, next(leaves(field.args)), None) if field.args else (
            f"mutation {{ {name} {{ errors {{ code }} }} }}", {}
        )  # fmt: skip
        response = await sent(hub, query, variables, token)
        answers.add((response.status_code, response.json()["errors"][0]["extensions"]["code"], response.text))
    assert {answer[:2] for answer in answers} == {(401, "UNAUTHENTICATED")}
    assert len(answers) == 1, "what is said does not tell which mutation was meant, or what was wrong"
