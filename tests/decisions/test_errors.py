"""Decision 4: an operation ends in one of four ways, and each is told in one way."""

import asyncio
import json
import logging
import traceback

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from resolvers.context import Context
from rules.refusals import ErrorCode
from runtime.actor import Actor, Role
from runtime.addresses import Addresses
from runtime.connections import is_away, without_values
from runtime.database import Database
from runtime.migrations import as_owner
from runtime.tokens import Identity
from schema.build import build
from tests.databases import as_superuser
from tests.hub_client import Answer, HubClient

SHARE = (
    "mutation($given: Boolean!) { sharingSet(input: {given: $given}) { done errors { code message field } } }"
)
CUT_OFF = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE usename = 'hub_member' AND datname = current_database()"""
NODE = "query($id: ID!) { node(id: $id) { id } }"


async def test_what_a_person_can_mend_is_data_in_the_payload(hub: HubClient) -> None:
    answer = await hub.ask(SHARE, as_="member", given=True)
    payload = answer.data["sharingSet"]
    assert (payload["done"], payload["errors"][0]["code"], answer.errors) == (False, "FORBIDDEN", [])
    assert payload["errors"][0]["message"].startswith("Le partage se choisit depuis l’espace")


async def test_a_mutation_signed_out_answers_with_its_payload_too(hub: HubClient) -> None:
    answer = await hub.ask(SHARE, given=True)
    assert answer.data["sharingSet"]["errors"] == [
        {"code": "UNAUTHENTICATED", "message": "Connectez-vous d’abord.", "field": None}
    ]


@pytest.mark.parametrize("role", [Role.REPORTING, Role.SERVICE])
async def test_a_mutation_by_a_role_without_rights_answers_with_its_payload_too(
    hub: HubClient, role: Role
) -> None:
    identity = Identity(5, "…", (Actor(role, account_id=5, capacity_id=5, label="…"),))
    answer = await hub.ask(SHARE, as_=identity, given=True)
    assert [error["code"] for error in answer.data["sharingSet"]["errors"]] == ["FORBIDDEN"]


async def test_of_several_operations_the_request_names_one(hub: HubClient) -> None:
    two = "query A { viewer { displayName } } query B { __typename }"
    body = {"query": two}
    assert Answer(await hub.http.post("/graphql", json=body)).codes == ["GRAPHQL_VALIDATION_FAILED"]
    named = Answer(await hub.http.post("/graphql", json={**body, "operationName": "B"}))
    assert named.data == {"__typename": "Query"}


async def test_a_mutation_that_is_done_says_so_and_the_next_read_sees_it(hub: HubClient) -> None:
    query = SHARE.replace("mutation(", "mutation Share(")
    assert (await hub.ask(query, as_="spouse", given=True)).data["sharingSet"] == {"done": True, "errors": []}
    seen = await hub.ask("{ me { beneficiaries { sharing { given since } } } }", as_="spouse")
    sharing = seen.data["me"]["beneficiaries"][0]["sharing"]
    assert sharing["given"] is True
    assert sharing["since"].endswith("Z")


async def test_what_is_not_for_this_kind_of_actor_is_an_error_and_nulls_only_itself(hub: HubClient) -> None:
    answer = await hub.ask("{ me { firstName } members { totalCount } }", as_="member")
    assert answer.data == {"me": {"firstName": "Camille"}, "members": None}
    assert answer.codes == ["FORBIDDEN"]
    assert (await hub.ask("{ members { totalCount } }")).codes == ["UNAUTHENTICATED"]


async def test_a_bug_is_masked_and_its_id_leads_to_the_log(
    hub: HubClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(self: Context, *roles: object, **more: object) -> None:
        raise ValueError("secret of the inside")

    monkeypatch.setattr(Context, "require", broken)
    with caplog.at_level(logging.ERROR, "hub.bugs"):
        answer = await hub.ask("{ members { totalCount } }", as_="agent")
    assert answer.codes == ["INTERNAL"]
    assert "secret" not in answer.response.text
    log_id = answer.errors[0]["extensions"]["id"]
    record = next(record for record in caplog.records if log_id in record.getMessage())
    assert "secret of the inside" in str(record.exc_info[1])  # type: ignore[index]  # it was logged with its error


@pytest.mark.parametrize("id_", ["", "x", "mbr_", "mbr_1", "zzz_0000000000000001", "mbr_000000000000000G",
                                 "mbr_0000000000000001 ", "mbr_00000000000000010000000000000001",
                                 "ctr_0000000000000001", "mbr_ffffffffffffffff", "mbr_" + "0" * 5000])  # fmt: skip
async def test_a_bad_id_names_its_argument(hub: HubClient, id_: str) -> None:
    for persona in ("member", None):
        answer = await hub.ask(NODE, as_=persona, id=id_)
        assert answer.data == {"node": None}
        assert answer.errors[0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": "id"}


@pytest.mark.parametrize(
    ("arguments", "argument"),
    [
        ("first: -1", "first"),
        ("first: 101", "first"),
        ("last: 101", "last"),
        ("first: 1, last: 1", "last"),
        ('after: "x"', "after"),
        ('before: ""', "before"),
        ('after: "WyJNZW1iZXIiLCJhIiwiYiJd"', "after"),
        ('after: "WyJDb250cmFjdCIsImEiLDFd"', "after"),
    ],
)
async def test_a_bad_page_argument_is_named(hub: HubClient, arguments: str, argument: str) -> None:
    answer = await hub.ask(f"{{ members({arguments}) {{ totalCount }} }}", as_="agent")
    assert answer.errors[0]["extensions"] == {"code": "BAD_USER_INPUT", "argument": argument}


async def test_a_bad_variable_is_bad_input_and_a_bad_document_is_not(hub: HubClient) -> None:
    bad_variable = await hub.ask("query($n: Int) { members(first: $n) { totalCount } }", as_="agent", n="x")
    assert bad_variable.codes == ["BAD_USER_INPUT"]
    assert "$n" in bad_variable.errors[0]["message"]
    assert (await hub.ask("{ nothing }")).codes == ["GRAPHQL_VALIDATION_FAILED"]
    assert (await hub.ask("{")).codes == ["GRAPHQL_PARSE_FAILED"]


@pytest.mark.parametrize("body", [b'"abc"', b"1", b"null", b"[1,2]", b'[{"query":1}]', b"\xff\xfe", b"", b"{",
                                  b"[" * 50_000, b'{"query":1}', b'{"query":""}', b'{"query":"{viewer{displayName}}","variables":[]}',
                                  b'{"query":"{viewer{displayName}}","operationName":1}', b'{"variables":{}}'])  # fmt: skip
async def test_a_body_that_is_no_request_is_told_so(hub: HubClient, body: bytes) -> None:
    response = await hub.http.post("/graphql", content=body, headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("media", ["text/plain", "xapplication/json", "text/plain, application/json", ""])
async def test_a_mutation_needs_a_json_content_type(hub: HubClient, media: str) -> None:
    body = json.dumps({"query": SHARE, "variables": {"given": True}}).encode()
    response = await hub.http.post("/graphql", content=body, headers={"Content-Type": media})
    assert response.status_code == 415


async def test_too_large_a_body_is_refused_unread(hub: HubClient) -> None:
    response = await hub.http.post(
        "/graphql", content=b" " * 100_001, headers={"Content-Type": "application/json"}
    )
    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (
        413,
        "BAD_USER_INPUT",
    )


@pytest.mark.parametrize(
    "operation",
    ["{ " + "viewer { displayName } " * 600 + "}", "{ " + " ".join(f"a{i}: viewer {{ displayName }}" for i in range(60)) + " }",
     "{ me { contracts " + "{ member { contracts " * 8 + "{ id }" + " } }" * 8 + " } }"],
)  # fmt: skip
async def test_an_operation_out_of_bounds_is_refused_before_it_runs(hub: HubClient, operation: str) -> None:
    answer = await hub.ask(operation, as_="member")
    assert answer.data is None
    assert answer.codes
    assert "INTERNAL" not in answer.codes


def doubling(levels: int) -> str:
    """Each fragment spreads the next one twice: two to the power of the levels, for who follows them all."""
    spreads = " ".join(f"fragment f{i} on Query {{ ...f{i + 1} ...f{i + 1} }}" for i in range(levels))
    return f"{{ ...f0 }} {spreads} fragment f{levels} on Query {{ viewer {{ displayName }} }}"


async def test_fragments_that_spread_each_other_are_followed_once(hub: HubClient) -> None:
    answer = await asyncio.wait_for(hub.ask(doubling(80)), timeout=30)
    assert answer.data == {"viewer": {"displayName": None}}


async def test_fields_that_lead_to_each_other_by_many_ways_are_counted_once(hub: HubClient) -> None:
    links = [" ".join(f"m{j}: member {{ contracts {{ ...f{i + 1} }} }}" for j in range(9)) for i in range(4)]
    levels = " ".join(f"fragment f{i} on Contract {{ {link} }}" for i, link in enumerate(links))
    operation = f"{{ me {{ contracts {{ ...f0 }} }} }} {levels} fragment f4 on Contract {{ number }}"
    answer = await asyncio.wait_for(hub.ask(operation, as_="member"), timeout=30)
    assert "fields" in answer.errors[0]["message"]


async def test_the_depth_counts_through_fragments(hub: HubClient) -> None:
    levels = " ".join(
        f"fragment f{i} on Contract {{ member {{ contracts {{ ...f{i + 1} }} }} }}" for i in range(8)
    )
    document = f"{{ me {{ contracts {{ ...f0 }} }} }} {levels} fragment f8 on Contract {{ id }}"
    answer = await hub.ask(document, as_="member")
    assert answer.codes == ["GRAPHQL_VALIDATION_FAILED"]
    assert "levels" in answer.errors[0]["message"]


@pytest.mark.parametrize(
    "operation", ["{ members(first: " + "9" * 5000 + ") { totalCount } }", "{ a " * 400 + "}" * 400]
)
async def test_a_document_that_cannot_be_worked_with_is_no_bug(hub: HubClient, operation: str) -> None:
    answer = await hub.ask(operation, as_="agent")
    assert answer.data is None
    assert answer.codes in (["GRAPHQL_VALIDATION_FAILED"], ["GRAPHQL_PARSE_FAILED"])


@pytest.mark.parametrize("text", [r"\ud800", r"\udfff x"])
@pytest.mark.parametrize("name", ["operationName", "query"])
async def test_half_of_a_character_is_refused(hub: HubClient, name: str, text: str) -> None:
    body = '{"query": "{ __typename }", "' + name + '": "' + text + '"}'
    response = await hub.http.post(
        "/graphql", content=body.encode(), headers={"Content-Type": "application/json"}
    )
    assert response.status_code == 400


async def test_a_request_that_is_cut_off_is_not_executed(hub: HubClient) -> None:
    body = json.dumps({"query": "mutation { sharingSet(input: {given: true}) { done } }"}).encode()
    token = await hub.token("spouse")
    headers = [(b"content-type", b"application/json"), (b"authorization", f"Bearer {token}".encode())]
    scope = {"type": "http", "method": "POST", "path": "/graphql", "query_string": b"", "headers": headers}
    messages = iter([{"type": "http.request", "body": body, "more_body": True}, {"type": "http.disconnect"}])
    sent: list[object] = []

    async def receive() -> dict[str, object]:
        return next(messages)

    async def send(message: object) -> None:
        sent.append(message)

    await hub.app(scope, receive, send)
    seen = await hub.ask("{ me { beneficiaries { sharing { given } } } }", as_="spouse")
    assert seen.data["me"]["beneficiaries"] == [{"sharing": {"given": False}}]
    assert sent == []


async def test_a_row_that_no_type_can_write_is_a_bug_and_masked(
    executor: HubClient, database: Database
) -> None:
    async with as_owner(database.addresses) as owner:
        await owner.execute(text("ALTER TABLE coverages DROP CONSTRAINT coverages_relation_check"))
        await owner.execute(text("UPDATE coverages SET relation = 'SECRET' WHERE relation = 'SPOUSE'"))
    answer = await executor.ask("{ me { beneficiaries { relation } } }", as_="spouse")
    assert answer.codes == ["INTERNAL"]
    assert "SECRET" not in answer.response.text


async def test_a_connection_lost_in_the_midst_of_an_operation_is_unavailable(hub: HubClient) -> None:
    member = (await hub.identity("member")).capacities[0]
    with pytest.raises(DBAPIError) as lost:
        async with hub.database.reading(member) as connection:
            async with as_owner(as_superuser(hub.database.addresses)) as superuser:
                await superuser.execute(text(CUT_OFF))
            await connection.execute(text("SELECT 1"))
    assert is_away(lost.value)


@pytest.mark.parametrize("token", ["x", "Bearer", "Bearer x", "Basic eDp4", "Bearer " + "a" * 20_000])
async def test_a_bad_token_is_401(hub: HubClient, token: str) -> None:
    response = await hub.http.post(
        "/graphql", json={"query": "{ me { id } }"}, headers={"Authorization": token}
    )
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Bearer")


async def test_other_doors_and_methods_answer_in_json(hub: HubClient) -> None:
    assert (await hub.http.get("/nothing")).json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    assert (await hub.http.put("/graphql")).status_code == 405
    assert (await hub.http.get("/healthz")).json() == {"status": "ok"}


async def test_a_database_that_is_away_is_unavailable_not_a_bug(hub: HubClient) -> None:
    away = HubClient(Database(Addresses.parse("postgresql://hub_owner@127.0.0.1:1/hub")), planner=False)
    identity = await hub.identity("member")
    answer = await away.ask("{ viewer { displayName } me { id } }", as_=identity)
    assert answer.data == {"viewer": {"displayName": "Camille Martin"}, "me": None}
    assert answer.codes == ["UNAVAILABLE"]


async def test_a_connection_lost_between_two_requests_is_not_noticed(hub: HubClient) -> None:
    assert (await hub.ask("{ me { id } }", as_="member")).errors == []
    async with as_owner(as_superuser(hub.database.addresses)) as superuser:
        await superuser.execute(text(CUT_OFF))
    assert (await hub.ask("{ me { id } }", as_="member")).errors == []


def test_a_log_has_no_value_that_the_driver_quotes() -> None:
    quoting = DBAPIError("SELECT $1", None, ValueError("invalid input for query argument $1: 'Camille'"))
    assert "Camille" in str(quoting)
    kept = without_values(quoting)
    assert "Camille" not in "".join(traceback.format_exception(kept))
    assert "SELECT $1" in str(kept)


def test_every_code_is_in_the_schema_with_its_meaning() -> None:
    enum = build()._schema.type_map["ErrorCode"]
    assert set(enum.values) == set(ErrorCode)
