"""Products, and their levels."""

from typing import Any

import strawberry

from loaders.products import PLANS, PRODUCTS
from models.products import InsurerRow, ProductRow
from resolvers.fields import column, computed, declared
from schema.enums import LineOfBusiness


@strawberry.type(description="A level of a product (formule, niveau).")
class Plan:
    rank: int = strawberry.field(description="Which level is above which, from 1.")
    label: str = strawberry.field(description="Its name, in French.")


def plan_of(stored: dict[str, Any] | None) -> Plan | None:
    return None if stored is None else Plan(rank=stored["rank"], label=stored["label"])


def plans_of(stored: list[dict[str, Any]]) -> list[Plan]:
    return [Plan(rank=each["rank"], label=each["label"]) for each in stored]


@strawberry.type(description="What is sold (produit).")
@declared(PRODUCTS)
class Product:
    code: str = column(ProductRow.code, "What it is called in imports: stable.")
    name: str = column(ProductRow.name, "Its name.")
    line_of_business: LineOfBusiness = column(ProductRow.line_of_business, "What it insures (branche).")
    insurer: str = column(InsurerRow.name, "Who bears the risk (porteur de risque).")
    responsible: bool = column(
        ProductRow.responsible, "Whether its contracts keep to the rules of a “contrat responsable”."
    )
    child_max_age: int = column(
        ProductRow.child_max_age, "The first birthday without cover, for a child who is not a student."
    )
    student_max_age: int = column(
        ProductRow.student_max_age, "The first birthday without cover, for a student (étudiant, apprenti)."
    )
    exclusions: list[str] = column(ProductRow.exclusions, "What it never covers, in French (exclusions).")
    plans: list[Plan] = computed(
        plans_of, "Its levels, the lowest first; none where it has no levels.", needs={"stored": PLANS}
    )
