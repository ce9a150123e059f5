"""What a guarantee promises, as a member reads it."""

from rules.allowances import AllowancePeriod
from rules.french import euros_in_words, percent_in_words
from rules.reimbursement.constants import Code
from rules.reimbursement.guarantees import (
    ActualCost,
    BasePercentExcluded,
    BasePercentIncluded,
    Capped,
    CentSante,
    Copay,
    CopayPlusAmount,
    FamilyDeductible,
    FlatAmount,
    Guarantee,
    Highest,
    NetworkBonus,
    NoGuarantee,
    Participation,
    Per,
    PmssPercent,
    Together,
)

ONE = {
    Per.ACT: "par acte",
    Per.SESSION: "par séance",
    Per.DAY: "par jour",
    Per.YEAR: "par an",
    Per.EQUIPMENT: "par équipement",
}
MANY = {
    Per.ACT: "actes",
    Per.SESSION: "séances",
    Per.DAY: "jours",
    Per.YEAR: "ans",
    Per.EQUIPMENT: "équipements",
}
CHARGES = {
    Code.HEAVY_ACT_PARTICIPATION: "la participation forfaitaire sur les actes lourds",
    Code.DAILY_HOSPITAL_CHARGE: "le forfait journalier hospitalier",
    Code.DAILY_HOSPITAL_CHARGE_PSYCHIATRY: "le forfait journalier en psychiatrie",
    Code.EMERGENCY_FLAT_FEE: "le forfait patient urgences",
    Code.EMERGENCY_FLAT_FEE_REDUCED: "le forfait patient urgences à taux réduit",
}


def sentence(guarantee: Guarantee) -> str:
    """One sentence: `200 % de la base de remboursement, Sécurité sociale comprise.`"""
    words = in_words(guarantee)
    return f"{words[0].upper()}{words[1:]}."


def in_words(guarantee: Guarantee) -> str:  # noqa: PLR0911, PLR0912  # one line an expression, as a table
    match guarantee:
        case BasePercentIncluded(percent):
            return f"{percent_in_words(percent)} de la base de remboursement, Sécurité sociale comprise"
        case BasePercentExcluded(percent):
            return f"{percent_in_words(percent)} de la base de remboursement, en plus de la Sécurité sociale"
        case Copay():
            return "le ticket modérateur"
        case FlatAmount(euros, per, max_count):
            return f"{euros_in_words(euros)} {ONE[per]}{_at_most(max_count, per)}"
        case CopayPlusAmount(euros, max_count):
            return f"le ticket modérateur, plus {euros_in_words(euros)}{_at_most(max_count, Per.ACT)}"
        case PmssPercent(percent, per, max_count):
            ceiling = f"{percent_in_words(percent)} du plafond mensuel de la Sécurité sociale"
            return f"{ceiling} {ONE[per]}{_at_most(max_count, per)}"
        case ActualCost(cap):
            limit = "" if cap is None else f", dans la limite de {euros_in_words(cap)}"
            return f"les frais réels{limit}"
        case CentSante():
            return "aucun reste à charge dans la limite des prix du panier 100 % Santé"
        case Participation(of):
            return CHARGES.get(of, "le montant fixé par les textes")
        case NoGuarantee():
            return "non pris en charge"
        case Highest(of):
            return f"au plus favorable : {' ; ou '.join(map(in_words, of))}"
        case Together(of):
            return ", plus ".join(map(in_words, of))
        case Capped(of, total):
            return f"{in_words(of)}, dans la limite de {euros_in_words(total)}, Sécurité sociale comprise"

        case NetworkBonus(of, in_network):
            return f"{in_words(of)} ; chez un professionnel du réseau partenaire, {in_words(in_network)}"
        case FamilyDeductible(of, euros, period):
            year = "année civile" if period is AllowancePeriod.CIVIL_YEAR else "année d’adhésion"
            return f"{in_words(of)}, après une franchise de {euros_in_words(euros)} par famille et par {year}"


def _at_most(count: int | None, per: Per) -> str:
    if count is None:
        return ""
    return f", dans la limite de {count} {MANY[per]}"
