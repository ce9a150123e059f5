"""How an amount came about: steps that add up, each by a rule."""

from collections.abc import Iterable

import strawberry

from rules.reimbursement.explanation import Step, Stored, steps_of, told
from rules.reimbursement.texts import Part
from schema.described import described
from schema.scalars import Euros

described(
    Part,
    "Which amount of a line a step goes into.",
    {
        "SPENT": "What was spent (dépense).",
        "SOCIAL_SECURITY": "The part of the social security (assurance maladie obligatoire).",
        "COMPLEMENTARY": "The part of the contract (part complémentaire).",
        "OTHER": "The part of another body (autre organisme).",
    },
    name="ExplanationPart",
)


@strawberry.type(
    description=(
        "One step of how an amount came about. The amounts of all steps make what remains to pay; those of a"
        " part make that part, taken away."
    )
)
class ExplanationStep:
    label: str = strawberry.field(description="What the step does, in French.")
    amount: Euros = strawberry.field(description="What it adds to what remains to pay, or takes away.")
    rule: str = strawberry.field(description="The rule that was applied: one of docs/rules.md.")
    reference: str = strawberry.field(description="The text that the rule comes from.")
    part: Part = strawberry.field(description="Which amount it goes into.")


def shown(steps: Iterable[Step]) -> list[ExplanationStep]:
    return [
        ExplanationStep(
            label=each.label,
            amount=Euros(each.amount),
            rule=each.rule,
            reference=each.reference,
            part=each.part,
        )
        for each in told(steps)
    ]


def explained(kept: Stored | None) -> list[ExplanationStep] | None:
    """The steps that a line keeps; none for one that has none."""
    return shown(steps_of(kept)) if kept else None
