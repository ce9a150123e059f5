"""`docs/catalogue.md` shows a file of a year to come that can be loaded, and how somebody at a level is found."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from actions.catalogue.catalogue_load import catalogue_load
from actions.catalogue.files import CATALOGUE, CatalogueFault
from rules.reimbursement.constants import Code, read_constants
from rules.reimbursement.guarantees import Kind
from runtime.addresses import Addresses
from runtime.migrations import as_owner
from runtime.settings import ROOT
from tests.hub_client import HubClient

PAGE = (ROOT / "docs" / "catalogue.md").read_text()
FILE = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
QUERY = re.compile(r"^ {4}(\{ members.*?)\n\n", re.MULTILINE | re.DOTALL)
TABLE = """SELECT g.expression->>'kind', a.ceiling::text, g.source FROM guarantees g
  JOIN products p USING (product_id) JOIN plans l USING (plan_id) LEFT JOIN allowances a USING (allowance_id)
  WHERE p.code = 'SANTE_PRO' AND l.rank = 3 AND g.valid_from = '2027-01-01' ORDER BY 1"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The catalogue with the file of the page."""
    folder = Path(copytree(CATALOGUE, tmp_path / "catalogue"))
    (found,) = FILE.findall(PAGE)
    (folder / "changes").mkdir(exist_ok=True)
    (folder / "changes" / "2027.json").write_text(found, "utf-8")
    return folder


@pytest.fixture
async def owner(addresses: Addresses) -> AsyncIterator[AsyncConnection]:
    async with as_owner(addresses) as owner:
        yield owner


async def test_the_file_of_the_page_is_loaded_and_says_what_the_page_says(
    owner: AsyncConnection, folder: Path
) -> None:
    assert (await catalogue_load(owner, folder)).changed
    assert not (await catalogue_load(owner, folder)).changed
    source = "Tableau de garanties 2027 (invented)"
    rows = await owner.execute(text(TABLE))
    assert [tuple(row) for row in rows] == [("EUR", "4.00", source), ("NETWORK_BONUS", None, source)]
    premium = "SELECT adult_monthly::text FROM premium_tariffs WHERE valid_from = '2027-01-01' ORDER BY 1"
    assert set((await owner.execute(text(premium))).scalars()) == {"66.00"}
    tariff = "SELECT count(*) FROM act_tariffs WHERE valid_from = '2027-01-01' AND reimbursement_base = 32"
    assert await owner.scalar(text(tariff)) == 2
    assert str(read_constants(folder)[Code.PMSS][-1].value) == "4100"


async def test_the_fault_of_the_page_is_the_one_that_is_told(owner: AsyncConnection, folder: Path) -> None:
    file = folder / "changes" / "2027.json"
    content: dict[str, Any] = json.loads(file.read_text())
    content["levels"][0]["rank"] = 6
    file.write_text(json.dumps(content))
    with pytest.raises(CatalogueFault) as told:
        await catalogue_load(owner, folder)
    assert f"hub: {told.value}. Nothing of it was loaded" in PAGE


def test_every_kind_of_guarantee_is_on_the_page() -> None:
    table = PAGE.partition("## What a guarantee can say")[2].partition("\n\nA line")[0]
    named = set(
        re.findall(r"`([A-Z_]+)`", "\n".join(line.split("|")[1] for line in table.splitlines()[2:] if line))
    )
    assert named == set(Kind)


async def test_somebody_at_a_level_is_found_by_the_query_of_the_page(
    hub: HubClient, owner: AsyncConnection
) -> None:
    await catalogue_load(owner)
    await owner.execute(
        text(
            """INSERT INTO contract_plans (member_id, contract_id, valid_from, plan_id, broker_id)
               SELECT member_id, contract_id, start_date, plan_id, broker_id FROM contracts JOIN plans USING (product_id)
               WHERE number = 'S-200001' AND rank = 3 ON CONFLICT DO NOTHING"""
        )
    )
    await owner.commit()
    (query,) = QUERY.findall(PAGE)
    answer = await hub.assert_planned(query, as_="agent")
    (found,) = [edge["node"] for edge in answer.data["members"]["edges"]]
    assert [each["plan"]["rank"] for each in found["contracts"]] == [3]
    assert all(each["id"].startswith("bnf_") for each in found["contracts"][0]["beneficiaries"])
