"""Who may see what is the same for everybody: whoever has signed in, and of what is for the contracts of a
household, those who see such a contract.

Row-level security does not stand behind these: there is nothing in the tables about anybody.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, true

from loaders import visibility
from loaders.contracts import CONTRACTS, COVERS_READER
from models.content import Published
from models.contracts import ContractRow
from models.partners import PartnerProductRow, PartnerRow
from planner.declarations import Expression, Predicate, Scope
from runtime.actor import Role

everybody = visibility.scope(dict.fromkeys(visibility.EVERYBODY, true()))

_COVERED = (Role.MEMBER, Role.BENEFICIARY)

AGREED = ContractRow.status.not_in(("PROPOSAL", "CANCELLED"))
"""It took effect, or will: who had a contract still has its last reimbursements to read about."""

IN_FORCE = and_(
    COVERS_READER,
    ContractRow.status.in_(("ACTIVE", "SUSPENDED")),
    ContractRow.start_date <= visibility.TODAY,
    or_(ContractRow.end_date.is_(None), ContractRow.end_date > visibility.TODAY),
)
"""And covers who reads: whether it is in force without them is not theirs to see by what comes and goes."""


def _covered(by_role: Callable[[Role], Predicate]) -> Scope:
    """A predicate for those whom contracts cover; everybody else who has signed in sees all."""
    return visibility.scope({
        each: by_role(each) if each in _COVERED else true() for each in visibility.EVERYBODY
    })  # fmt: skip


def _has_a_contract(role: Role, *conditions: ColumnElement[bool]) -> Predicate:
    """The reader sees a contract of theirs that is so."""
    visible = CONTRACTS.seen_by(role)
    assert visible is not None, "who is covered sees contracts"
    return exists().where(visible, *conditions).correlate_except(ContractRow)


def for_a_line_of_business(audience: Expression, contract: Predicate) -> Scope:
    """What is for everybody, or for those with a contract of that line of business."""

    def visible(role: Role) -> Predicate:
        return or_(
            audience == "ALL", _has_a_contract(role, contract, ContractRow.line_of_business == audience)
        )

    return _covered(visible)


def published(row: type[Published]) -> Predicate:
    """It has been published, and holds today."""
    columns: Any = row  # the mixin's columns are those of the table that has it
    return and_(
        columns.published_at <= func.now(),
        columns.valid_from <= visibility.TODAY,
        or_(columns.valid_to.is_(None), columns.valid_to > visibility.TODAY),
    )


def _for_partners(role: Role) -> Predicate:
    products = PartnerProductRow
    named = exists().where(products.partner_id == PartnerRow.partner_id).correlate_except(products)
    mine = (
        exists()
        .where(
            products.partner_id == PartnerRow.partner_id,
            _has_a_contract(role, IN_FORCE, ContractRow.product_id == products.product_id),
        )
        .correlate_except(products)
    )
    audience = for_a_line_of_business(PartnerRow.audience, IN_FORCE)(role)
    assert audience is not None
    return and_(audience, or_(~named, mine))


partners = _covered(_for_partners)
"""A partner who is named for products is for who has a contract of one of them."""
