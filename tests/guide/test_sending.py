"""What is to be sent to be reimbursed (modalités de remboursement)."""

from tests.guide.asking import offers_query
from tests.guide.lines import guide
from tests.hub_client import HubClient


@guide(54, "Query.sendingInstructions", missing="sending instructions")
async def test_with_teletransmission_and_third_party_payment_nothing_is_to_be_sent(hub: HubClient) -> None:
    assert await offers_query(hub, "sendingInstructions")


@guide(55, "Query.sendingInstructions", missing="sending instructions")
async def test_with_teletransmission_only_the_paid_invoice_is_to_be_sent(hub: HubClient) -> None:
    assert await offers_query(hub, "sendingInstructions")


@guide(56, "Query.sendingInstructions", missing="sending instructions")
async def test_with_neither_statements_and_invoice_are_to_be_sent(hub: HubClient) -> None:
    assert await offers_query(hub, "sendingInstructions")


@guide(57, "Query.sendingInstructions", missing="sending instructions")
async def test_for_care_that_is_not_covered_the_invoice_is_to_be_sent(hub: HubClient) -> None:
    assert await offers_query(hub, "sendingInstructions")
