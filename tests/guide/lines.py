"""The sixty things that the printed guide of the member space promises, and the test of each.

A line whose test cannot pass yet says what is missing: the test is then expected to fail, strictly, so that
it turns red on the day the thing is there and its line still says that it is not.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest

Test = TypeVar("Test", bound=Callable[..., Any])

SENTENCES = {
    1: "Connectez-vous sur monsiteassure.fr",
    2: "Vous avez choisi une couverture santé et/ou prévoyance",
    3: "Votre identifiant présent dans le mail d’activation",
    4: "Votre numéro de sécurité sociale : les 8 derniers chiffres sans la clé",
    5: "Votre date de naissance",
    6: "Compléter ces 3 informations et valider",
    7: "Vous recevrez un lien par mail pour la création de votre mot de passe",
    8: "Votre espace sera disponible 72 h après réception du mail confirmant votre souscription",
    9: "Ensuite : votre numéro adhérent ou votre adresse mail, et votre mot de passe",
    10: "Sans adresse e-mail : écrivez-nous ; puis une nouvelle demande de modification de mot de passe",
    11: "Accueil : accès rapide aux remboursements, à la demande, à la carte, à la prise en charge, aux actualités",
    12: "Le menu : Accueil, Contrat, Remboursements, Démarches, Services & informations, Mon compte",
    13: "En bleu les fonctionnalités disponibles pour tous les contrats prévoyance et santé",
    14: "Informations de mon contrat",
    15: "Liste des bénéficiaires (pour un contrat santé)",
    16: "Télécharger mes documents liés au contrat",
    17: "Télécharger ma carte de tiers payant (pour un contrat santé)",
    18: "Changer de niveau, à la hausse ou à la baisse, après 12 mois d’adhésion",
    19: "Pour ce faire, rapprochez-vous de votre courtier",
    20: "Liste de mes remboursements",
    21: "Filtres de recherche de remboursements",
    22: "Télécharger un décompte de remboursement",
    23: "Ajouter un bénéficiaire (conjoint et/ou enfants)",
    24: "Supprimer un bénéficiaire",
    25: "Un certificat de situation sera demandé pour l’affiliation d’un enfant majeur",
    26: "Demander un remboursement (optique, dentaire, autres)",
    27: "Estimer un remboursement à partir d’un devis",
    28: "Prise en charge hospitalière : le bénéficiaire, l’hospitalisation, l’hôpital, puis valider",
    29: "La prise en charge est envoyée directement et uniquement à l’établissement",
    30: "Changement d’adresse d’un bénéficiaire",
    31: "En déménageant dans un autre département, signalez-le à votre caisse sur ameli.fr",
    32: "Changer mon RIB : coordonnées à compléter et RIB à joindre",
    33: "Le mandat SEPA se signe en ligne, avec une validation par SMS",
    34: "Activer ou désactiver la télétransmission",
    35: "Sélectionner le bénéficiaire",
    36: "Joindre une attestation de droits de moins de 6 mois",
    37: "L’attestation à jour est sur ameli.fr ou sur le site de votre régime obligatoire",
    38: "Ce changement peut prendre plusieurs jours selon les régimes",
    39: "La télétransmission n’est pas rétroactive : envoyez vos décomptes sur cette période",
    40: "En cas de changement d’assurance, ameli.fr peut demander de confirmer",
    41: "Déclaration de votre expert-comptable",
    42: "Entobot apporte des réponses immédiates à la plupart des demandes",
    43: "L’échéancier",
    44: "Services",
    45: "Aides",
    46: "Actualités",
    47: "Articles de prévention santé",
    48: "Tutoriels",
    49: "Foire aux questions",
    50: "Services et coordonnées de nos partenaires",
    51: "Mes informations personnelles",
    52: "Éditer ces données",
    53: "Réinitialiser mon mot de passe",
    54: "Télétransmission et tiers payant : pas d’avance de frais, rien à envoyer",
    55: "Télétransmission uniquement : adresser la facture acquittée",
    56: "Ni l’une ni l’autre : décomptes, facture acquittée et, le cas échéant, prescription",
    57: "Soins non pris en charge par la Sécurité sociale : facture acquittée et, le cas échéant, prescription",
    58: "Les garanties de mon contrat",
    59: "« Télécharger votre RIB » : déposer un fichier",
    60: "Le lien du mot de passe suppose une adresse e-mail connue",
}


@dataclass(frozen=True)
class Line:
    """One promise: where the API keeps it, by which test it is shown, and what is still missing."""

    number: int
    field: str
    test: str
    missing: str | None

    @property
    def sentence(self) -> str:
        return SENTENCES[self.number]


LINES: dict[int, Line] = {}


def guide(number: int, field: str, *, missing: str | None = None) -> Callable[[Test], Test]:
    """The test of one line of the guide. `field` names the field or mutation that serves it."""

    def mark(test: Test) -> Test:
        assert number not in LINES, f"G{number:02} has two tests"
        name = f"{test.__module__.rpartition('.')[2]}::{test.__name__}"
        LINES[number] = Line(number, field, name, missing)
        if missing is None:
            return test
        marked: Test = pytest.mark.xfail(strict=True, reason=f"missing: {missing}", raises=AssertionError)(
            test
        )
        return marked

    return mark
