"""The schema of the hub, and the catalog of its declarations."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import strawberry
from graphql import (
    DocumentNode,
    GraphQLError,
    MaxIntrospectionDepthRule,
    OperationDefinitionNode,
    parse,
    specified_rules,
    validate,
)
from strawberry.extensions import AddValidationRules, MaxTokensLimiter
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from planner.catalog import Catalog, Declaration, declarations
from resolvers.bad_values import NamedValues
from resolvers.bounds import alias_limit, depth_limit, password_limit
from resolvers.costs import CostLimit, Costs
from resolvers.noting import Noting
from resolvers.outcomes import OneOperation, Outcomes
from schema.acts import Act
from schema.beneficiaries import Beneficiary
from schema.broker_users import BrokerUser
from schema.brokers import Broker
from schema.clients import Client
from schema.contracts import Contract
from schema.documents import Document
from schema.mutation import Mutation
from schema.notifications import Notification
from schema.procedures import Procedure
from schema.query import Query
from schema.reimbursements import Reimbursement
from schema.scalars import SCALARS
from schema.statements import Statement

MOST_TOKENS = 1_000
MOST_FIELDS = 20_000
"""About a second of the executor's time."""
MOST_ALIASES = 50
DEEPEST = 12
MOST_PASSWORDS = 2


BOUNDS = [
    depth_limit(DEEPEST),
    alias_limit(MOST_ALIASES),
    password_limit(MOST_PASSWORDS),
    MaxIntrospectionDepthRule,
]
RULES = (*specified_rules, *BOUNDS, MaybeNullValidationRule, OneOfInputValidationRule)


class HubSchema(strawberry.Schema):
    """Strawberry logs errors with the text of the operation, literals and all: `Outcomes` logs instead."""

    def process_errors(self, errors: list[GraphQLError], execution_context: object = None) -> None:
        pass


@cache
def build() -> strawberry.Schema:
    """The one schema of the process. Operations are bounded before they are validated or run."""
    return HubSchema(
        query=Query,
        mutation=Mutation,
        types=[
            Act,
            Beneficiary,
            Broker,
            BrokerUser,
            Client,
            Contract,
            Document,
            Notification,
            Procedure,
            Reimbursement,
            Statement,
        ],
        config=StrawberryConfig(scalar_map=SCALARS),
        extensions=[
            lambda: MaxTokensLimiter(max_token_count=MOST_TOKENS),
            lambda: AddValidationRules(BOUNDS),
            Noting,
            NamedValues,
            OneOperation,
            lambda: CostLimit(MOST_FIELDS),
            Outcomes,
        ],
    )


def reading(schema: strawberry.Schema) -> Callable[[str], DocumentNode | None]:
    """Parses and validates as the schema does; none for a text of which the executor says what is wrong."""

    def read(text: str) -> DocumentNode | None:
        try:
            # Places in the text are of use to error messages alone, and take half of the memory.
            document = parse(text, max_tokens=MOST_TOKENS, no_location=True)
            return None if validate(schema._schema, document, RULES) else document
        except (GraphQLError, RecursionError, ValueError):
            return None

    return read


def fitting(schema: strawberry.Schema) -> Callable[..., bool]:
    """Whether an operation asks for no more fields than the executor would take on."""

    def fits(document: DocumentNode, node: OperationDefinitionNode, variables: Mapping[str, Any]) -> bool:
        return Costs(schema._schema, document, dict(variables)).of(node) <= MOST_FIELDS

    return fits


def declarations_of(schema: strawberry.Schema) -> tuple[Declaration, ...]:
    """All fields that say where they come from: what is looked at when the hub starts."""
    return tuple(declarations(schema._schema))


def catalog_of(schema: strawberry.Schema) -> Catalog:
    return Catalog.of(schema._schema)
