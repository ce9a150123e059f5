"""A secret in full: for agents who say why, written down in the same transaction, or not shown."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text, update

from models.audit import AuditEntryRow
from models.bank_accounts import BankAccountRow
from models.consents import AccessRow
from models.people import PersonRow
from runtime import clock
from runtime.crypto import Place
from runtime.database import Database
from tests.hub_client import VAULT, HubClient
from tests.insured import as_the_owner, the_insured

REVEAL = """mutation($input: SecretRevealInput!) {
  secretReveal(input: $input) { value errors { code message field } } }"""
IDS = "{ me { id beneficiaries { id firstName } } }"
LOG = "{ me { accessLog { edges { node { role label about what reason } } } } }"
WHY = "Rapprochement avec la CPAM, dossier 2026-77"
NIRS = {"Camille": "2820578006084", "Dominique": "1841175115221", "Noé": "1150969123456"}
IBAN = "FR7630006000011234567890189"


@pytest.fixture
async def secrets(database: Database) -> None:
    """Sealed as the hub seals them: the NIRs of three people, an account that was and the one that is."""
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        for name, nir in NIRS.items():
            sealed = VAULT.seal(nir, Place("people", "nir_sealed", insured.member_id))
            await owner.execute(
                update(PersonRow)
                .where(PersonRow.person_id == insured.people[name])
                .values(nir_sealed=sealed, nir_masked="masked")
            )
        today = clock.today()
        for iban, since, until in (
            ("FR7600000000000000000000000", today - timedelta(9), today),
            (IBAN, today, None),
        ):
            await insured.add(
                BankAccountRow,
                usage="PREMIUM_DEBIT",
                holder_name="Camille Martin",
                iban_sealed=VAULT.seal(iban, Place("bank_accounts", "iban_sealed", insured.member_id)),
                iban_token=VAULT.token("iban", iban),
                iban_masked="masked",
                valid_from=since,
                valid_to=until,
            )


async def ids(hub: HubClient) -> dict[str, str]:
    me = (await hub.ask(IDS, as_="member")).data["me"]
    return {"household": me["id"]} | {each["firstName"]: each["id"] for each in me["beneficiaries"]}


async def reveal(hub: HubClient, as_: str | None = "agent", **asked: Any) -> Any:
    asked = {"secret": "NIR", "id": (await ids(hub))["Camille"], "reason": WHY} | asked
    answer = await hub.ask(REVEAL, as_=as_, input=asked)
    assert answer.errors == []
    return answer.data["secretReveal"]


async def log_of(hub: HubClient, persona: str) -> list[tuple[Any, ...]]:
    edges = (await hub.ask(LOG, as_=persona)).data["me"]["accessLog"]["edges"]
    nodes = [edge["node"] for edge in edges]
    return [(each["role"], each["about"], each["what"], each["reason"]) for each in nodes]


async def written(database: Database) -> tuple[list[Any], int]:
    """The entries of the audit, and how many lines the access log has."""
    async with as_the_owner(database) as owner:
        entries = await owner.execute(
            select(AuditEntryRow.account_id, AuditEntryRow.details)
            .where(AuditEntryRow.action == "SECRET_REVEALED")
            .order_by(AuditEntryRow.position)
        )
        lines = await owner.scalar(select(func.count()).select_from(AccessRow))
        return list(entries.all()), lines or 0


@pytest.mark.usefixtures("secrets")
async def test_a_nir_is_shown_and_the_person_is_told_why(hub: HubClient, database: Database) -> None:
    assert await reveal(hub) == {"value": NIRS["Camille"], "errors": []}
    by_household = await reveal(hub, id=(await ids(hub))["household"])
    assert by_household["value"] == NIRS["Camille"]
    assert await log_of(hub, "member") == [("AGENT", "Camille", ["NIR"], WHY)] * 2
    agent = (await hub.identity("agent")).capacities[0]
    entries, _ = await written(database)
    member = (await hub.identity("member")).capacities[0]
    details = {"secret": "NIR", "reason": WHY, "person_id": str(member.person_id)}
    assert [(row.account_id, row.details) for row in entries] == [(agent.account_id, details)] * 2


@pytest.mark.usefixtures("secrets")
async def test_that_an_adults_was_shown_is_told_to_them_alone(hub: HubClient) -> None:
    assert (await reveal(hub, id=(await ids(hub))["Dominique"]))["value"] == NIRS["Dominique"]
    assert (await reveal(hub, id=(await ids(hub))["Noé"]))["value"] == NIRS["Noé"]
    assert await log_of(hub, "spouse") == [("AGENT", "Dominique", ["NIR"], WHY)]
    assert [about for _, about, _, _ in await log_of(hub, "member")] == ["Noé"]


@pytest.mark.usefixtures("secrets")
async def test_the_iban_in_use_is_shown_and_the_holder_is_told(hub: HubClient) -> None:
    household = (await ids(hub))["household"]
    shown = await reveal(hub, secret="IBAN", id=household, usage="PREMIUM_DEBIT")
    assert shown == {"value": IBAN, "errors": []}
    assert await log_of(hub, "member") == [("AGENT", None, ["IBAN"], WHY)]
    assert await log_of(hub, "spouse") == []


@pytest.mark.usefixtures("secrets")
@pytest.mark.parametrize("persona", ["member", "spouse", "guardian", "broker", "reporting", "service", None])
async def test_nobody_else_is_shown_one(hub: HubClient, database: Database, persona: str | None) -> None:
    shown = await reveal(hub, persona)
    code = "UNAUTHENTICATED" if persona is None else "FORBIDDEN"
    assert (shown["value"], [each["code"] for each in shown["errors"]]) == (None, [code])
    assert await written(database) == ([], 0)


@pytest.mark.usefixtures("secrets")
@pytest.mark.parametrize("reason", ["", " \t", "x" * 501, "a\nb", NIRS["Camille"], "nir: 2 82 05 78 006 084"])
async def test_without_a_reason_that_can_be_told_nothing_is_shown(
    hub: HubClient, database: Database, reason: str
) -> None:
    shown = await reveal(hub, reason=reason)
    assert shown["value"] is None
    assert [(each["code"], each["field"]) for each in shown["errors"]] == [("BAD_USER_INPUT", ["reason"])]
    assert await written(database) == ([], 0)


async def test_what_is_not_there_is_not_found_and_leaves_no_line(hub: HubClient, database: Database) -> None:
    known = await ids(hub)
    for asked in (
        {},
        {"id": known["Camille"][:-4] + "ffff"},
        {"id": known["household"][:-4] + "ffff"},
        {"secret": "IBAN", "id": known["household"], "usage": "REIMBURSEMENT_CREDIT"},
    ):
        shown = await reveal(hub, **asked)
        assert shown["value"] is None
        assert [(each["code"], each["field"]) for each in shown["errors"]] == [("NOT_FOUND", ["id"])]
    assert await written(database) == ([], 0)


@pytest.mark.usefixtures("secrets")
@pytest.mark.parametrize("table", ["access_log", "audit_entries"])
async def test_where_it_cannot_be_written_down_nothing_is_shown(
    hub: HubClient, database: Database, table: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with as_the_owner(database) as owner:
        await owner.execute(text(f"REVOKE INSERT ON {table} FROM hub_agent"))
        columns = "member_id, person_id, at, account_id, role, label, what, reason"
        if table == "access_log":
            await owner.execute(text(f"REVOKE INSERT ({columns}) ON access_log FROM hub_agent"))
    asked = {"secret": "NIR", "id": (await ids(hub))["Camille"], "reason": WHY}
    answer = await hub.ask(REVEAL, as_="agent", input=asked)
    assert answer.codes == ["INTERNAL"]
    assert answer.data is None
    assert NIRS["Camille"] not in answer.response.text + caplog.text
    assert await written(database) == ([], 0)


@pytest.mark.usefixtures("secrets")
async def test_neither_the_secret_nor_the_reason_is_in_any_log(
    hub: HubClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        assert (await reveal(hub))["value"] == NIRS["Camille"]
    assert NIRS["Camille"] not in caplog.text
    assert "CPAM" not in caplog.text


async def test_what_was_sealed_elsewhere_is_a_fault_and_not_shown(
    hub: HubClient, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """A row that somebody copied into another household."""
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        sealed = VAULT.seal(NIRS["Camille"], Place("people", "nir_sealed", insured.member_id + 1))
        await owner.execute(
            update(PersonRow)
            .where(PersonRow.person_id == insured.people["Camille"])
            .values(nir_sealed=sealed, nir_masked="masked")
        )
    answer = await hub.ask(
        REVEAL, as_="agent", input={"secret": "NIR", "id": (await ids(hub))["Camille"], "reason": WHY}
    )
    assert answer.codes == ["INTERNAL"]
    assert NIRS["Camille"] not in caplog.text
    assert await written(database) == ([], 0)


@pytest.mark.parametrize(
    ("asked", "argument"),
    [
        ({"secret": "IBAN"}, "input.usage"),
        ({"secret": "NIR", "id": "brk_0000000000000001"}, "input.id"),
        ({"secret": "IBAN", "id": "bnf_00000000000000010000000000000001"}, "input.id"),
        ({"secret": "NIR", "id": "bnf_1"}, "input.id"),
    ],
)
async def test_what_does_not_say_whose_it_is_is_named(
    hub: HubClient, asked: dict[str, Any], argument: str
) -> None:
    household = (await ids(hub))["household"]
    answer = await hub.ask(REVEAL, as_="agent", input={"id": household, "reason": WHY} | asked)
    assert answer.codes == ["BAD_USER_INPUT"]
    assert answer.errors[0]["extensions"]["argument"] == argument
