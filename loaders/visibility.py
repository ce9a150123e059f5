"""Who may see which rows: the only scoping there is, one predicate a type and role.

A role that a table does not name sees nothing of it. `actor_…` are the keys of the capacity in use
(`runtime.actor.Actor.parameters`), `today` is the day in France. Row-level security stands behind this
with coarser rules (`models/migrations`): it catches a predicate that somebody forgot.
"""

from collections.abc import Mapping

from sqlalchemy import BigInteger, Date, Text, and_, any_, bindparam, exists, func, literal, or_, select, true

from models.accounts import CapacityRow
from models.brokers import MemberBrokerRow
from models.contracts import ContractRow, CoverageRow
from models.members import MemberRow
from planner.declarations import Expression, Predicate, Scope, fact
from runtime.actor import Role

MEMBER_ID = bindparam("actor_member_id", type_=BigInteger)
PERSON_ID = bindparam("actor_person_id", type_=BigInteger)
BROKER_ID = bindparam("actor_broker_id", type_=BigInteger)
CAPACITY_ID = bindparam("actor_capacity_id", type_=BigInteger)
ACCOUNT_ID = bindparam("actor_account_id", type_=BigInteger)
ROLE = bindparam("actor_role", type_=Text, literal_execute=True)
"""It stands in the text (`acts_as`)."""
TODAY = bindparam("today", type_=Date)

IN_PORTFOLIO = "in portfolio"


EVERYBODY = tuple(Role)
"""Signed in, that is: who is not has no capacity, and sees nothing."""


def acts_as(*roles: Role) -> Predicate:
    """Known when the statement is planned: what is for other roles is gone before Postgres asks for rights to
    its tables. A plan for any value of a parameter, made for what is asked often, would keep it.
    """
    return ROLE.in_([literal(role.value, Text, literal_execute=True) for role in roles])


def scope(by_role: Mapping[Role, Predicate]) -> Scope:
    return by_role.get


ACTS_STILL = (
    exists(CapacityRow.capacity_id)  # a named column: a broker's database role may not read all of them
    .where(
        CapacityRow.capacity_id == CAPACITY_ID,
        CapacityRow.account_id == ACCOUNT_ID,
        CapacityRow.broker_id == BROKER_ID,
        or_(CapacityRow.valid_to.is_(None), CapacityRow.valid_to > TODAY),
    )
    .correlate_except(CapacityRow)
)
"""Who has left the firm sees its portfolio no more, whatever their token says. Postgres asks it once a
statement.
"""


def in_portfolio(member_id: Expression) -> Predicate:
    """The broker follows this household today, and who asks acts for the broker."""
    link = MemberBrokerRow
    followed = (
        exists()
        .where(
            link.member_id == member_id,
            link.broker_id == BROKER_ID,
            link.valid_from <= TODAY,
            or_(link.valid_to.is_(None), link.valid_to > TODAY),
        )
        .correlate_except(link)
    )
    return and_(ACTS_STILL, fact(IN_PORTFOLIO, member_id, followed))


def _of_portfolio(member_id: Expression) -> Predicate:
    """The same, for lists of households: their keys come first, so that an index finds them and no others."""
    link = MemberBrokerRow
    keys = (
        select(link.member_id)
        .where(
            link.broker_id == BROKER_ID,
            link.valid_from <= TODAY,
            or_(link.valid_to.is_(None), link.valid_to > TODAY),
            ACTS_STILL,
        )
        .correlate(None)
        .scalar_subquery()
    )
    return fact(IN_PORTFOLIO, member_id, member_id == any_(func.array(keys)))


def covers_me(contract: type[ContractRow]) -> Predicate:
    return (
        exists()
        .where(
            CoverageRow.member_id == contract.member_id,
            CoverageRow.contract_id == contract.contract_id,
            CoverageRow.person_id == PERSON_ID,
        )
        .correlate_except(CoverageRow)
    )


def covers_me_still(contract: type[ContractRow]) -> Predicate:
    """Covered today, or to be: who has left sees their own past, and not how the household lives on."""
    return and_(
        contract.member_id == MEMBER_ID,
        exists()
        .where(
            CoverageRow.member_id == contract.member_id,
            CoverageRow.contract_id == contract.contract_id,
            CoverageRow.person_id == PERSON_ID,
            or_(CoverageRow.covered_to.is_(None), CoverageRow.covered_to > TODAY),
        )
        .correlate_except(CoverageRow),
    )


members = scope({
    Role.MEMBER: MemberRow.member_id == MEMBER_ID,
    Role.BENEFICIARY: MemberRow.member_id == MEMBER_ID,
    Role.BROKER: _of_portfolio(MemberRow.member_id),
    Role.AGENT: true(),
})  # fmt: skip

members_in_full = scope({
    Role.MEMBER: true(),
    Role.BROKER: true(),
    Role.AGENT: true(),
})  # fmt: skip
"""How to reach the holder is not for the people they cover."""

contracts = scope({
    Role.MEMBER: ContractRow.member_id == MEMBER_ID,
    Role.BENEFICIARY: and_(ContractRow.member_id == MEMBER_ID, covers_me(ContractRow)),
    Role.BROKER: and_(ContractRow.broker_id == BROKER_ID, in_portfolio(ContractRow.member_id)),
    Role.AGENT: true(),
})  # fmt: skip

contracts_in_full = scope({
    Role.MEMBER: true(),
    Role.BENEFICIARY: covers_me_still(ContractRow),
    Role.BROKER: true(),
    Role.AGENT: true(),
})  # fmt: skip
"""In full: with its level and its price."""

guarantees = scope({
    Role.MEMBER: ContractRow.member_id == MEMBER_ID,
    Role.BENEFICIARY: covers_me_still(ContractRow),
    Role.BROKER: and_(ContractRow.broker_id == BROKER_ID, in_portfolio(ContractRow.member_id)),
    Role.AGENT: true(),
})  # fmt: skip

coverages = scope({
    Role.MEMBER: CoverageRow.member_id == MEMBER_ID,
    Role.BENEFICIARY: and_(CoverageRow.member_id == MEMBER_ID, CoverageRow.person_id == PERSON_ID),
    Role.BROKER: and_(CoverageRow.broker_id == BROKER_ID, in_portfolio(CoverageRow.member_id)),
    Role.AGENT: true(),
})  # fmt: skip

sharings = scope({
    Role.MEMBER: CoverageRow.member_id == MEMBER_ID,
    Role.BENEFICIARY: and_(CoverageRow.member_id == MEMBER_ID, CoverageRow.person_id == PERSON_ID),
})  # fmt: skip
"""Whether an adult shows the holder their lines is between the two of them."""
