"""What is wrong is refused for what it is, also of who may ask, and has the link or code that is asked for."""

from typing import Any

import pytest
from graphql import GraphQLInputObjectType, get_named_type

from actions.letters.letter_send import Desk
from tests.accounts.let_in import ASKS_WHO, DOORS, Door, House, LetIn, nothing_counted
from tests.accounts.test_bad_input import CODES, MUTATIONS, SHAPES, TEXTS, asked_with, leaves, sent
from tests.hub_client import HubClient
from tests.mail.server import MailServer
from tests.mail.sms_server import SmsServer

VALUES = {**TEXTS, **SHAPES}
A_LINE = ("full-width digits", "not normalised", "for another language", "a template")
A_PASSWORD = ("a Cyrillic letter", "for another language", "a template")
TAKEN = {
    ("passwordSet", "password"): A_PASSWORD,
    ("passwordChange", "newPassword"): A_PASSWORD,
    ("brokerUserInvite", "name"): A_LINE,
    ("clientCreate", "name"): (*A_LINE, "a Cyrillic letter"),
    ("secretReveal", "reason"): (*A_LINE, "a Cyrillic letter"),
    ("secondFactorReset", "reason"): (*A_LINE, "a Cyrillic letter"),
    ("reimbursementRequest", "idempotencyKey"): (*A_LINE, "a Cyrillic letter"),
}
"""Of those values what is a good one after all, however odd it looks."""
WRITTEN = {"String", "ID", "Date"}
"""Kinds of values that are looked at by us. Whoever asks, GraphQL refuses what is no choice and no object."""


def kind_of(name: str, path: tuple[str, ...]) -> str:
    named = get_named_type(MUTATIONS[name].args[path[0]].type)
    for step in path[1:]:
        assert isinstance(named, GraphQLInputObjectType)
        named = get_named_type(named.fields[step].type)
    return named.name


PLACES = [
    (name, path, door, f"{name}-{'.'.join(path)}-{who}")
    for name, who, door in DOORS
    for path in leaves(MUTATIONS[name].args)
    if kind_of(name, path) in WRITTEN and (name != "passwordSet" or ("identity" in path) == (who == ASKS_WHO))
]


@pytest.fixture
def house(desk: Desk, mail_server: MailServer, sms_server: SmsServer) -> House:
    return House(HubClient(desk.database, sends_sms=True), desk, mail_server, sms_server)


async def refusals(house: House, let_in: LetIn, query: str, variables: dict[str, Any]) -> list[Any]:
    """The code of each error and, of those of the mutation itself, where it is."""
    response = await sent(house.hub, query, variables, let_in.token)
    assert response.status_code in {200, 400}, response.text
    told = response.json()
    if "errors" in told:
        return [(each["extensions"]["code"], None) for each in told["errors"]]
    (payload,) = told["data"].values()
    return [(each["code"], each["field"]) for each in payload["errors"]]


@pytest.mark.parametrize(
    ("name", "door"), [pytest.param(name, door, id=f"{name}-{who}") for name, who, door in DOORS]
)
async def test_who_is_let_in_is_not_refused(house: House, name: str, door: Door) -> None:
    let_in = await door(house)
    (argument, value), *others = let_in.right.items()
    query, variables = asked_with(name, (argument,), value, {argument: value, **dict(others)})
    assert await refusals(house, let_in, query, variables) == []


@pytest.mark.parametrize(
    ("name", "path", "door"), [pytest.param(*place[:3], id=place[3]) for place in PLACES]
)
async def test_what_is_no_value_is_refused_at_its_place(
    house: House, name: str, path: tuple[str, ...], door: Door
) -> None:
    """As a whole where its shape is wrong; never for who asks, nor for anything else that they send."""
    let_in = await door(house)
    taken = TAKEN.get((name, path[-1]), ())
    for how in (each for each in VALUES if each not in taken):
        await nothing_counted(house.hub)
        query, variables = asked_with(name, path, VALUES[how], let_in.right)
        found = await refusals(house, let_in, query, variables)
        assert found, how
        for code, field in found:
            if field is None:
                assert code == "BAD_USER_INPUT", (how, found)
            else:
                assert code in CODES - {"FORBIDDEN", "RATE_LIMITED", "UNAUTHENTICATED"}, (how, found)
                assert tuple(field) in {path, path[1:]}, (how, found)


@pytest.mark.parametrize(
    ("name", "path", "door", "how"),
    [
        pytest.param(name, path, door, how, id=f"{id_}-{how}")
        for name, path, door, id_ in PLACES
        for how in TAKEN.get((name, path[-1]), ())
    ],
)
async def test_what_only_looks_odd_is_taken(
    house: House, name: str, path: tuple[str, ...], door: Door, how: str
) -> None:
    let_in = await door(house)
    query, variables = asked_with(name, path, VALUES[how], let_in.right)
    assert await refusals(house, let_in, query, variables) == []
