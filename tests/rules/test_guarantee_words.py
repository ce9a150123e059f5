"""What a guarantee promises, as a member reads it."""

from decimal import Decimal

import pytest

from rules.allowances import AllowancePeriod
from rules.guarantee_words import sentence
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


def euros(amount: int) -> Decimal:
    return Decimal(amount)


@pytest.mark.parametrize(
    ("guarantee", "words"),
    [
        (
            BasePercentIncluded(euros(200)),
            "200 % de la base de remboursement, Sécurité sociale comprise.",
        ),
        (
            BasePercentExcluded(euros(50)),
            "50 % de la base de remboursement, en plus de la Sécurité sociale.",
        ),
        (Copay(), "Le ticket modérateur."),
        (FlatAmount(euros(40), Per.DAY), "40 € par jour."),
        (FlatAmount(euros(35), Per.SESSION, 3), "35 € par séance, dans la limite de 3 séances."),
        (CopayPlusAmount(euros(60)), "Le ticket modérateur, plus 60 €."),
        (PmssPercent(euros(2), Per.DAY), "2 % du plafond mensuel de la Sécurité sociale par jour."),
        (ActualCost(), "Les frais réels."),
        (ActualCost(euros(1300)), "Les frais réels, dans la limite de 1 300 €."),
        (CentSante(), "Aucun reste à charge dans la limite des prix du panier 100 % Santé."),
        (Participation(), "La participation forfaitaire sur les actes lourds."),
        (Participation(Code.DAILY_HOSPITAL_CHARGE), "Le forfait journalier hospitalier."),
        (Participation(Code.PMSS), "Le montant fixé par les textes."),
        (NoGuarantee(), "Non pris en charge."),
        (
            Highest((CentSante(), BasePercentIncluded(euros(300)))),
            "Au plus favorable : aucun reste à charge dans la limite des prix du panier 100 % Santé ; ou"
            " 300 % de la base de remboursement, Sécurité sociale comprise.",
        ),
        (Together((Copay(), FlatAmount(euros(30), Per.ACT))), "Le ticket modérateur, plus 30 € par acte."),
        (
            Capped(ActualCost(), euros(1700)),
            "Les frais réels, dans la limite de 1 700 €, Sécurité sociale comprise.",
        ),
        (
            NetworkBonus(FlatAmount(euros(100), Per.EQUIPMENT), FlatAmount(euros(150), Per.EQUIPMENT)),
            "100 € par équipement ; chez un professionnel du réseau partenaire, 150 € par équipement.",
        ),
        (
            FamilyDeductible(ActualCost(), euros(150)),
            "Les frais réels, après une franchise de 150 € par famille et par année civile.",
        ),
        (
            FamilyDeductible(ActualCost(), euros(90), AllowancePeriod.CONTRACT_YEAR),
            "Les frais réels, après une franchise de 90 € par famille et par année d’adhésion.",
        ),
    ],
)
def test_each_expression_is_one_sentence(guarantee: Guarantee, words: str) -> None:
    assert sentence(guarantee).replace("\u202f", " ").replace("\u00a0", " ") == words
