"""What of a price somebody has to look at before it is relied on, as a member reads it."""

from collections.abc import Iterator
from datetime import timedelta

from rules.french import euros_in_words
from rules.reimbursement.acts import FREE, UNCERTAIN, Act
from rules.reimbursement.charges import DAILY, charge_of, set_amount
from rules.reimbursement.constants import CONSTANTS, Code, amount, constant
from rules.reimbursement.contract_terms import follows_the_pmss
from rules.reimbursement.formula import SHARE
from rules.reimbursement.insured import Insured
from rules.reimbursement.rates import RATES, Scheme
from rules.reimbursement.settling import OUTSIDE, Care, Settled

NEWBORN = timedelta(days=30)
"""Who is as young owes no daily hospital charge: CSS L174-4."""

OFFSET = "Pour un même séjour, le forfait journalier s’impute sur le ticket modérateur : à vérifier."

HEAVY_STAY = (
    "Un acte lourd pendant le séjour remplace tout le ticket modérateur du séjour par une participation :"
    " à vérifier."
)


def doubts(care: Care, act: Act, insured: Insured, settled: Settled) -> Iterator[str]:
    """A sentence for each thing that is not certain: of the catalogue, of the rules, or of the person."""
    tariff = act.tariff(care.practitioner, care.day)
    if tariff is not None and tariff.certainty in UNCERTAIN:
        yield f"Le tarif de l’acte {act.code} à cette date n’est pas confirmé par un texte officiel."
    yield from _of_the_rate(act, settled)
    yield from _of_the_charge(care, act, insured, settled)
    newest = CONSTANTS[Code.PMSS][-1].valid_from.year
    if care.day.year > newest and follows_the_pmss(settled.promise.guarantee):
        yield (
            f"Le plafond de la Sécurité sociale de {care.day.year} n’est pas connu : la garantie est calculée"
            f" avec celui de {newest}."
        )
    if not act.is_for(insured.birth_date, care.day):
        yield f"L’acte {act.code} n’est pas prévu à l’âge du bénéficiaire."
    if act.family == "GLASSES" and settled.basket == FREE and act.variant is None:
        yield "Le plafond dépend de l’équipement entier (monture et deux verres) : à vérifier."
    if _adds_up_to_heavy(care, act, settled):
        yield "Des actes d’une même consultation se cumulent pour le seuil des actes lourds : à vérifier."


def _of_the_rate(act: Act, settled: Settled) -> Iterator[str]:
    rates = RATES[act.care_family]
    applied = {step.rule for step in settled.amounts.steps}
    if SHARE in applied and rates.certainty in UNCERTAIN:
        yield "Le taux de remboursement de la Sécurité sociale est à vérifier."
    elif "LOCAL_SCHEME" in applied and (rates.local_certainty in UNCERTAIN or OUTSIDE in applied):
        yield "Le taux du régime local d’Alsace-Moselle est à vérifier."


def _of_the_charge(care: Care, act: Act, insured: Insured, settled: Settled) -> Iterator[str]:
    """Of an amount that texts set: how well it is known, whether it is what is asked, and owed at all."""
    charge, most = charge_of(act), set_amount(act, care.day)
    code = None if charge is None else charge.code
    if any(step.rule == "HEAVY_ACT_PARTICIPATION" for step in settled.amounts.steps):
        code = Code.HEAVY_ACT_PARTICIPATION
    if code is not None and constant(code, care.day).certainty in UNCERTAIN:
        yield "Le montant de la participation à cette date est à vérifier au Journal officiel."
    if charge is None or most is None:
        return
    if care.spent > most * care.quantity:
        yield (
            f"Le prix dépasse le montant fixé par les textes à cette date, "
            f"{euros_in_words(most)} {charge.unit}"
            f" (quantité comptée : {care.quantity}) : le surplus n’est pas remboursé."
        )
    if act.family == DAILY and care.day <= insured.birth_date + NEWBORN:
        yield "Le forfait journalier n’est pas dû dans les trente jours qui suivent la naissance."
    if code is Code.HEAVY_ACT_PARTICIPATION and insured.scheme is Scheme.ALSACE_MOSELLE:
        yield "Le régime local d’Alsace-Moselle peut prendre cette participation à sa charge : à vérifier."


def _adds_up_to_heavy(care: Care, act: Act, settled: Settled) -> bool:
    """Acts under the threshold each, and above it together."""
    if act.heavy is None or care.quantity == 1:
        return False
    together, threshold = settled.amounts.reimbursement_base, amount(Code.HEAVY_ACT_TARIFF, care.day)
    return together / care.quantity < threshold <= together
