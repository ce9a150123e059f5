"""What is raised around an operation, and not by one of its fields, is a bug like any other."""

import logging

import pytest

from resolvers.bad_values import NamedValues
from resolvers.costs import Costs
from tests.hub_client import HubClient

SECRET = "secret of the inside"


@pytest.mark.parametrize("kind", [OverflowError, ValueError, RecursionError])
@pytest.mark.parametrize("query", ["query Named { viewer { displayName } }", "mutation Named { __typename }"])
async def test_what_the_bounds_raise_is_masked_and_its_id_leads_to_the_log(
    executor: HubClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    kind: type[Exception],
    query: str,
) -> None:
    def broken(*_: object) -> int:
        raise kind(SECRET)

    monkeypatch.setattr(Costs, "of", broken)
    with caplog.at_level(logging.ERROR, "hub.bugs"):
        answer = await executor.ask(query, as_="agent")
    assert answer.data is None
    assert answer.codes == ["INTERNAL"]
    assert SECRET not in answer.response.text
    log_id = answer.errors[0]["extensions"]["id"]
    record = next(record for record in caplog.records if log_id in record.getMessage())
    assert SECRET in str(record.exc_info[1])  # type: ignore[index]  # it was logged with its error


async def test_what_is_raised_while_a_document_is_validated_is_masked_too(
    hub: HubClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise LookupError(SECRET)

    monkeypatch.setattr(NamedValues, "on_validate", broken)
    answer = await hub.ask("{ viewer { displayName } }", as_="agent")
    assert answer.codes == ["INTERNAL"]
    assert SECRET not in answer.response.text


async def test_the_log_of_requests_says_that_it_ended_with_a_bug(
    executor: HubClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> int:
        raise OverflowError(SECRET)

    monkeypatch.setattr(Costs, "of", broken)
    with caplog.at_level(logging.INFO, "hub.requests"):
        await executor.ask("query Named { viewer { displayName } }", as_="agent")
    (line,) = [record.fields for record in caplog.records if record.name == "hub.requests"]
    assert (line["outcome"], line["kind"], line["operation"]) == ("bug", "query", "Named")


async def test_an_operation_that_the_document_has_not_is_no_bug(hub: HubClient) -> None:
    body = {"query": "{ viewer { displayName } }", "operationName": "Other"}
    response = await hub.http.post("/graphql", json=body)
    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
