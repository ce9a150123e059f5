"""Who is asking, and as what."""

from datetime import date

from sqlalchemy import update

from models.contracts import CoverageRow
from runtime.database import Database
from runtime.tokens import Identity
from tests.hub_client import HubClient
from tests.insured import as_the_owner, the_insured

VIEWER = """{ viewer { displayName member { number } broker { name } unreadNotifications
  beneficiary { firstName relation contract { number } }
  capacity { id role household { number } } capacities { id household { number } } } }"""


async def test_a_person_of_a_household_is_told_how_they_are_covered(hub: HubClient) -> None:
    covered = {}
    for persona in ("member", "spouse"):
        viewer = (await hub.ask(VIEWER, as_=persona)).data["viewer"]
        assert viewer["member"] == viewer["capacity"]["household"] == {"number": "100001"}
        assert viewer["broker"] is None
        covered[persona] = viewer["beneficiary"]
    assert covered == {
        "member": {"firstName": "Camille", "relation": "HOLDER", "contract": {"number": "S-200001"}},
        "spouse": {"firstName": "Dominique", "relation": "SPOUSE", "contract": {"number": "S-200001"}},
    }


async def test_who_is_covered_no_longer_is_told_how_they_were_last(
    hub: HubClient, database: Database
) -> None:
    async with as_the_owner(database) as owner:
        insured = await the_insured(owner)
        await owner.execute(
            update(CoverageRow)
            .where(CoverageRow.coverage_id == insured.coverages["Dominique"])
            .values(covered_to=date(2024, 1, 1))
        )
    viewer = (await hub.ask(VIEWER, as_="spouse")).data["viewer"]
    assert viewer["beneficiary"]["firstName"] == "Dominique"


async def test_a_broker_is_told_their_firm_and_an_agent_has_none(hub: HubClient) -> None:
    for persona, firm in (("broker", {"name": "Cabinet Rivoli"}), ("agent", None)):
        viewer = (await hub.ask(VIEWER, as_=persona)).data["viewer"]
        assert viewer["broker"] == firm
        assert viewer["member"] is viewer["beneficiary"] is viewer["capacity"]["household"] is None


async def test_only_the_capacity_in_use_shows_its_household(hub: HubClient) -> None:
    holder, covered = await hub.identity("other-member"), await hub.identity("spouse")
    both = Identity(holder.account_id, "Deux rôles", (*holder.capacities, *covered.capacities))
    first, second = (str(each.capacity_id) for each in both.capacities)
    for used, other, number in ((first, second, "100002"), (second, first, "100001")):
        viewer = (await hub.ask(VIEWER, as_=both, capacity=used)).data["viewer"]
        assert viewer["capacity"]["household"] == {"number": number}
        assert {each["id"]: each["household"] for each in viewer["capacities"]} == {
            used: {"number": number},
            other: None,
        }


async def test_signed_out_there_is_nobody(hub: HubClient) -> None:
    assert (await hub.ask(VIEWER)).data["viewer"] == {
        "displayName": None, "member": None, "broker": None, "unreadNotifications": 0, "beneficiary": None,
        "capacity": None, "capacities": [],
    }  # fmt: skip
