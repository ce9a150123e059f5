"""Fields that must not be null, and that visibility can hide, are named when the hub starts."""

from dataclasses import replace
from functools import partial

from loaders.brokers import BROKERS
from loaders.contracts import CONTRACTS
from loaders.members import MEMBERS, OWN_HOUSEHOLD
from loaders.products import PRODUCTS
from models.brokers import BrokerRow
from models.contracts import ContractRow
from models.members import MemberRow
from models.products import ProductRow
from planner.catalog import Declaration
from planner.declarations import ToMany, ToOne
from planner.edge_lint import hideable
from runtime.actor import Role
from schema.build import declarations_of
from tests.both_ways import SCHEMA

TODAY = declarations_of(SCHEMA)
OF_CONTRACTS = partial(Declaration, "Contract.planted", rows=CONTRACTS, required=True, roles=None)
ITS_BROKER = ToOne(BROKERS, ((ContractRow.broker_id, BrokerRow.broker_id),))
ITS_PRODUCT = ToOne(PRODUCTS, ((ContractRow.product_id, ProductRow.product_id),))
ITS_MEMBER = ToOne(MEMBERS, ((ContractRow.member_id, MemberRow.member_id),))


def test_no_field_of_the_schema_is_null_for_want_of_a_right_where_it_must_not_be() -> None:
    assert list(hideable(TODAY)) == []


def test_a_reason_is_given_where_the_predicates_do_not_show_it_and_nowhere_else() -> None:
    reasons = {
        each.name: each.source.always
        for each in TODAY
        if isinstance(each.source, ToOne) and each.source.always is not None
    }
    without = [
        replace(each, source=replace(each.source, always=None)) if isinstance(each.source, ToOne) else each
        for each in TODAY
    ]
    assert {each.split()[0] for each in hideable(without)} == set(reasons)
    assert "Contract.member" in reasons
    assert "Contract.product" not in reasons


def test_a_planted_edge_that_can_be_hidden_is_named_with_those_for_whom() -> None:
    may_see = "Contract.planted must not be null, and {} may see where it begins and not its end"
    assert list(hideable([OF_CONTRACTS(source=ITS_BROKER)])) == [may_see.format("MEMBER, BENEFICIARY")]
    assert list(hideable([OF_CONTRACTS(source=ITS_MEMBER)])) == [may_see.format("BROKER")]
    blind = replace(PRODUCTS, visible={Role.MEMBER: PRODUCTS.visible(Role.MEMBER)}.get)
    assert list(hideable([OF_CONTRACTS(source=replace(ITS_PRODUCT, rows=blind))])) == [
        may_see.format("BENEFICIARY, BROKER, AGENT")
    ]
    today = replace(PRODUCTS, where=ProductRow.product_id > 0)
    assert any(hideable([OF_CONTRACTS(source=replace(ITS_PRODUCT, rows=today))]))


def test_a_planted_edge_is_not_named_where_it_is_safe_or_may_be_null() -> None:
    assert not any(hideable([OF_CONTRACTS(source=ITS_PRODUCT)]))
    assert not any(hideable([replace(OF_CONTRACTS(source=ITS_BROKER), required=False)]))
    assert not any(hideable([OF_CONTRACTS(source=replace(ITS_BROKER, always="planted"))]))


def test_one_household_for_another_is_not_taken_for_safe() -> None:
    """The columns that join must be those that the predicate is about."""
    crossed = replace(ITS_MEMBER, on=((ContractRow.contract_id, MemberRow.member_id),))
    (complaint,) = hideable([OF_CONTRACTS(source=crossed)])
    assert "MEMBER, BENEFICIARY, BROKER may see" in complaint


def test_what_finds_a_row_or_shows_it_in_full_only_must_be_nullable() -> None:
    restricted = ToMany(CONTRACTS, ((ContractRow.member_id, ContractRow.member_id),), (), restricted=True)
    for source in (OWN_HOUSEHOLD, restricted, replace(ITS_PRODUCT, restricted=True)):
        assert len(list(hideable([OF_CONTRACTS(source=source)]))) == 1
