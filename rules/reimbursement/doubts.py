"""What of a price somebody has to look at before it is relied on, as a member reads it."""

from collections.abc import Iterator
from datetime import date

from rules.reimbursement.acts import FREE, UNCERTAIN, Act
from rules.reimbursement.constants import Code, constant
from rules.reimbursement.formula import SHARE
from rules.reimbursement.rates import RATES, Scheme
from rules.reimbursement.settling import OUTSIDE, Settled

FEES = {
    "EMERGENCY_CHARGE": Code.EMERGENCY_FLAT_FEE,
    "HOSPITAL_DAILY_CHARGE": Code.DAILY_HOSPITAL_CHARGE,
    "HEAVY_ACT_CHARGE": Code.HEAVY_ACT_PARTICIPATION,
}


def doubts(
    act: Act, practitioner: str | None, day: date, birth_date: date, settled: Settled
) -> Iterator[str]:
    """A sentence for each thing that is not certain: of the catalogue, of the rules, or of the person."""
    tariff = act.tariff(practitioner, day)
    if tariff is not None and tariff.certainty in UNCERTAIN:
        yield f"Le tarif de l’acte {act.code} à cette date n’est pas confirmé par un texte officiel."
    yield from _of_the_rate(act, settled)
    rules = {step.rule for step in settled.amounts.steps}
    charged = FEES.get(act.family)
    if "HEAVY_ACT_PARTICIPATION" in rules:
        charged = Code.HEAVY_ACT_PARTICIPATION
    if charged is not None and constant(charged, day).certainty in UNCERTAIN:
        yield "Le montant de la participation à cette date est à vérifier au Journal officiel."
    if not act.is_for(birth_date, day):
        yield f"L’acte {act.code} n’est pas prévu à l’âge du bénéficiaire."
    if act.family == "GLASSES" and settled.basket == FREE and act.variant is None:
        yield "Le plafond dépend de l’équipement entier (monture et deux verres) : à vérifier."


def _of_the_rate(act: Act, settled: Settled) -> Iterator[str]:
    rates = RATES[act.care_family]
    applied = {step.rule for step in settled.amounts.steps}
    if SHARE in applied and rates.certainty in UNCERTAIN:
        yield "Le taux de remboursement de la Sécurité sociale est à vérifier."
    elif "LOCAL_SCHEME" in applied and (rates.local_certainty in UNCERTAIN or OUTSIDE in applied):
        yield "Le taux du régime local d’Alsace-Moselle est à vérifier."


def scheme_of(alsace_moselle: bool | None) -> Scheme:
    """The scheme of an affiliation; the general one where none is known."""
    return Scheme.ALSACE_MOSELLE if alsace_moselle else Scheme.GENERAL
