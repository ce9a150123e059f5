"""What is to be sent to be reimbursed (modalités de remboursement)."""

from typing import Any

from tests.guide.lines import guide
from tests.hub_client import HubClient

SENDING = """query($covered: Boolean!, $linked: Boolean!, $direct: Boolean!, $category: CareCategory) {
  sendingInstructions(coveredBySocialSecurity: $covered, teletransmission: $linked, thirdPartyPayment: $direct,
    category: $category) {
    documented memberPaysInAdvance instructions documents { kind condition label help } } }"""


async def sent(hub: HubClient, *, covered: bool = True, linked: bool, direct: bool) -> Any:
    """The same for every category, signed in or out: whether one pays in advance, and the kinds of papers."""
    found = []
    for category in (None, "OPTICAL", "DENTAL", "OTHER"):
        for persona in (None, "member"):
            answer = await hub.ask(
                SENDING, as_=persona, covered=covered, linked=linked, direct=direct, category=category
            )
            assert answer.errors == []
            found.append(answer.data["sendingInstructions"])
    assert all(each == found[0] for each in found)
    papers = [(each["kind"], each["condition"]) for each in found[0]["documents"]]
    return found[0]["memberPaysInAdvance"], papers


@guide(54, "Query.sendingInstructions")
async def test_with_teletransmission_and_third_party_payment_nothing_is_to_be_sent(hub: HubClient) -> None:
    assert await sent(hub, linked=True, direct=True) == (False, [])


@guide(55, "Query.sendingInstructions")
async def test_with_teletransmission_only_the_paid_invoice_is_to_be_sent(hub: HubClient) -> None:
    assert await sent(hub, linked=True, direct=False) == (True, [("PAID_INVOICE", "ALWAYS")])


@guide(56, "Query.sendingInstructions")
async def test_with_neither_statements_and_invoice_are_to_be_sent(hub: HubClient) -> None:
    papers = [("SOCIAL_SECURITY_STATEMENT", "ALWAYS"), ("PAID_INVOICE", "ALWAYS"), ("PRESCRIPTION", "IF_ANY")]
    assert await sent(hub, linked=False, direct=False) == (True, papers)


@guide(57, "Query.sendingInstructions")
async def test_for_care_that_is_not_covered_the_invoice_is_to_be_sent(hub: HubClient) -> None:
    papers = [("PAID_INVOICE", "ALWAYS"), ("PRESCRIPTION", "IF_ANY")]
    assert await sent(hub, covered=False, linked=False, direct=False) == (True, papers)


async def test_of_third_party_payment_without_the_link_the_guide_says_nothing(hub: HubClient) -> None:
    answer = await hub.ask(SENDING, covered=True, linked=False, direct=True)
    found = answer.data["sendingInstructions"]
    assert (found["documented"], found["memberPaysInAdvance"], found["documents"]) == (False, None, [])
