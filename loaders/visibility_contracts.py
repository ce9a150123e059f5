"""Who may see what hangs on a contract: who pays it, who placed it, what it gives to whom.

Helpers make scopes for tables that repeat the columns they name; `visibility` has the words.
"""

from sqlalchemy import and_, any_, exists, or_, true

from loaders import visibility
from models.brokers import BrokerRow
from models.contracts import ContractRow, CoverageRow
from models.people import PersonRow
from models.third_party_cards import ThirdPartyCardPersonRow, ThirdPartyCardRow
from planner.declarations import Expression, Predicate, Scope
from runtime.actor import Role


def holder_and_agents(member_id: Expression) -> Scope:
    """Accounts, mandates, accountants: money is the holder's affair."""
    return visibility.scope({Role.MEMBER: member_id == visibility.MEMBER_ID, Role.AGENT: true()})


def household_and_agents(member_id: Expression, person_id: Expression) -> Scope:
    """The holder sees everybody's, a covered person their own; a broker nothing: it is about care."""
    return visibility.scope({
        Role.MEMBER: member_id == visibility.MEMBER_ID,
        Role.BENEFICIARY: and_(member_id == visibility.MEMBER_ID, person_id == visibility.PERSON_ID),
        Role.AGENT: true(),
    })  # fmt: skip


def holder_brokers_and_agents(member_id: Expression, broker_id: Expression) -> Scope:
    """What is due for a contract: its broker sees arrears, a covered person does not."""
    return visibility.scope({
        Role.MEMBER: member_id == visibility.MEMBER_ID,
        Role.BROKER: and_(broker_id == visibility.BROKER_ID, visibility.in_portfolio(member_id)),
        Role.AGENT: true(),
    })  # fmt: skip


national_numbers = visibility.scope({
    Role.MEMBER: true(),
    Role.BENEFICIARY: true(),
    Role.AGENT: true(),
})  # fmt: skip
"""Masked, where the person is seen at all; never by a broker, whose database role has no such column."""

holders_national_number = visibility.scope({Role.MEMBER: true(), Role.AGENT: true()})

accounts_named = holders_national_number
"""The end of an IBAN beside what is paid with it: for those who may see the account."""


def _placed(*conditions: Predicate) -> Predicate:
    return (
        exists()
        .where(
            ContractRow.broker_id == BrokerRow.broker_id,
            ContractRow.member_id == visibility.MEMBER_ID,
            *conditions,
        )
        .correlate_except(ContractRow)
    )


brokers = visibility.scope({
    Role.MEMBER: _placed(),
    Role.BENEFICIARY: _placed(visibility.covers_me(ContractRow)),
    Role.BROKER: BrokerRow.broker_id == visibility.BROKER_ID,
    Role.AGENT: true(),
})  # fmt: skip
"""A household sees who placed its contracts; a broker itself, and no other one."""


_COVERED_STILL = or_(CoverageRow.covered_to.is_(None), CoverageRow.covered_to > visibility.TODAY)
_COVERED_TODAY = and_(CoverageRow.covered_from <= visibility.TODAY, _COVERED_STILL)


def _on_the_card() -> Predicate:
    return (
        exists()
        .where(
            ThirdPartyCardPersonRow.member_id == ThirdPartyCardRow.member_id,
            ThirdPartyCardPersonRow.third_party_card_id == ThirdPartyCardRow.third_party_card_id,
            CoverageRow.member_id == ThirdPartyCardPersonRow.member_id,
            CoverageRow.coverage_id == ThirdPartyCardPersonRow.coverage_id,
            CoverageRow.person_id == visibility.PERSON_ID,
            _COVERED_TODAY,
        )
        .correlate_except(ThirdPartyCardPersonRow, CoverageRow)
    )


third_party_cards = visibility.scope({
    Role.MEMBER: ThirdPartyCardRow.member_id == visibility.MEMBER_ID,
    Role.BENEFICIARY: and_(ThirdPartyCardRow.member_id == visibility.MEMBER_ID, _on_the_card()),
    Role.AGENT: true(),
})  # fmt: skip

third_party_card_people = visibility.scope({
    Role.MEMBER: and_(ThirdPartyCardPersonRow.member_id == visibility.MEMBER_ID, _COVERED_STILL),
    Role.BENEFICIARY: and_(
        ThirdPartyCardPersonRow.member_id == visibility.MEMBER_ID,
        CoverageRow.person_id == visibility.PERSON_ID,
        _COVERED_TODAY,
    ),
    Role.AGENT: true(),
})  # fmt: skip
"""The rows join `coverages`. Whose cover has ended shows no professional a card, though one names them."""

addresses = visibility.scope({
    Role.MEMBER: PersonRow.member_id == visibility.MEMBER_ID,
    Role.BENEFICIARY: and_(
        PersonRow.member_id == visibility.MEMBER_ID, PersonRow.person_id == visibility.PERSON_ID
    ),
    Role.BROKER: and_(
        any_(PersonRow.broker_ids) == visibility.BROKER_ID, visibility.in_portfolio(PersonRow.member_id)
    ),
    Role.AGENT: true(),
})  # fmt: skip
"""Of which people; which of their addresses is for `loaders.addresses` to say."""

contracts_of_member = (
    visibility.acts_as(Role.MEMBER, Role.AGENT)
    | and_(visibility.acts_as(Role.BENEFICIARY), visibility.covers_me(ContractRow))
    | and_(visibility.acts_as(Role.BROKER), ContractRow.broker_id == visibility.BROKER_ID)
)
"""Those contracts of a household that is seen which `visibility.contracts` shows, for SQL that is the same
whoever reads: no role may read all that the predicates of the others name.
"""
