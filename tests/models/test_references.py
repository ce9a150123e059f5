"""What one row says of another: nothing leads into another household, and what is repeated is the same."""

from types import SimpleNamespace as Keys
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from models.base import Base, table_of
from models.contracts import ContractRow, CoverageRow
from models.guarantees import GuaranteeRow
from models.members import MemberRow
from models.people import PersonRow
from models.products import PlanRow, ProductRow
from models.reimbursements import ReimbursementRow
from models.third_party_cards import ThirdPartyCardRow
from tests.models.rows import ROWS, put


async def other_household(owner: AsyncConnection) -> int:
    member = insert(MemberRow).values(number="900002", sort_name="b", search="b")
    key = await owner.scalar(member.returning(MemberRow.member_id))
    assert key is not None
    return int(key)


def new_number(row: type[Base]) -> dict[str, Any]:
    """A look-up's key, which would be taken otherwise before anything else is wrong."""
    first = next(iter(table_of(row).primary_key.columns))
    if first.name == "member_id":
        return {}
    return {first.name: b"another" if first.type.python_type is bytes else "R-2"}


async def refused(owner: AsyncConnection, row: type[Base], values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="foreign key"):
        async with owner.begin_nested():
            await put(owner, row, values)


async def test_no_row_refers_to_a_row_of_another_household(owner: AsyncConnection, keys: Keys) -> None:
    """The row is put into a household that has none of the rows it names."""
    stranger = await other_household(owner)
    tried = set()
    for row, values in ROWS.items():
        owned = any(
            "member_id" in reference.column_keys and len(reference.column_keys) > 1
            for reference in table_of(row).foreign_key_constraints
            if all(column in values(keys) for column in reference.column_keys)
        )
        if owned:
            await refused(owner, row, {**values(keys), **new_number(row), "member_id": stranger})
            tried.add(row.__tablename__)
    assert len(tried) >= 25


async def test_a_contract_is_of_its_products_line_of_business(owner: AsyncConnection, keys: Keys) -> None:
    contract = ROWS[ContractRow](keys)
    await refused(owner, ContractRow, {**contract, "line_of_business": "PROTECTION"})


async def test_there_is_no_card_for_protection(owner: AsyncConnection, keys: Keys) -> None:
    product = {**ROWS[ProductRow](keys), "code": "PREV", "line_of_business": "PROTECTION"}
    sold = await put(owner, ProductRow, product)
    contract = {**ROWS[ContractRow](keys), **sold, "line_of_business": "PROTECTION"}
    protection = (await put(owner, ContractRow, contract))["contract_id"]
    await refused(owner, ThirdPartyCardRow, {**ROWS[ThirdPartyCardRow](keys), "contract_id": protection})


async def test_a_line_names_the_contract_and_the_person_of_its_coverage(
    owner: AsyncConnection, keys: Keys
) -> None:
    line = {**ROWS[ReimbursementRow](keys), "source_key": None}
    person = await put(owner, PersonRow, {**ROWS[PersonRow](keys), "is_holder": False})
    contract = await put(owner, ContractRow, ROWS[ContractRow](keys))
    await refused(owner, ReimbursementRow, {**line, "person_id": person["person_id"]})
    await refused(owner, ReimbursementRow, {**line, "contract_id": contract["contract_id"]})
    coverage = {**ROWS[CoverageRow](keys), **person, **contract, "relation": "SPOUSE"}
    covered = await put(owner, CoverageRow, coverage)
    await put(owner, ReimbursementRow, {**line, **person, **contract, **covered})


async def test_a_guarantee_is_of_a_level_of_its_product(owner: AsyncConnection, keys: Keys) -> None:
    other = await put(owner, ProductRow, {**ROWS[ProductRow](keys), "code": "OTHER"})
    level = await put(owner, PlanRow, {**ROWS[PlanRow](keys), **other})
    guarantee = {**ROWS[GuaranteeRow](keys), "allowance_id": None}
    await refused(owner, GuaranteeRow, {**guarantee, **level})
    await put(owner, GuaranteeRow, {**guarantee, **other, **level})
    await put(owner, GuaranteeRow, {**guarantee, "plan_id": None})
