"""What an estimate tells a member beside the amounts, in French."""

from datetime import date

from rules.french import day_in_words
from rules.reimbursement.acts import Act

INDICATIVE = (
    "Estimation indicative, sous réserve de droits ouverts à la date des soins et des plafonds restants à"
    " cette date."
)
NO_LEVEL = "Le niveau de garanties du contrat n’est pas connu à cette date : un gestionnaire doit l’étudier."
SECTOR_1 = "Sans précision, le praticien est supposé de secteur 1 : indiquez le sien pour un calcul exact."
NETWORK = (
    "Sans précision, le professionnel est supposé hors du réseau partenaire : le contrat y rembourse mieux."
)
WAITING = "Le délai d’attente prévu par le contrat n’est pas écoulé à cette date."
SUSPENDED = (
    "Le contrat est suspendu faute de paiement : il ne paie rien des soins reçus pendant la suspension."
)
IF_NOT_SUSPENDED = (
    "Le contrat est suspendu : ce qu’il paierait n’est dû que pour des soins reçus hors de la suspension."
)
USES_UNKNOWN = (
    "Les forfaits, participations et franchises déjà consommés ne sont pas comptés : cette personne ne"
    " partage pas ses remboursements avec vous."
)
FAMILY_UNKNOWN = (
    "Un forfait ou une franchise de toute la famille est compté entier : ce que les autres en ont utilisé"
    " est privé."
)

PRACTITIONERS = {
    "SECTOR_1": "de secteur 1",
    "OPTAM": "de secteur 2 adhérent à l’OPTAM",
    "NON_OPTAM": "de secteur 2 hors OPTAM",
    "NOT_AGREED": "non conventionné",
}


def unknown(code: str | None, family: str | None) -> str:
    if code is not None:
        return f"L’acte {code} n’est pas dans le catalogue : un gestionnaire doit l’étudier."
    return "Cette famille d’actes ne peut être estimée sans le code de l’acte : il figure sur le devis."


def no_tariff(act: Act, practitioner: str | None, day: date) -> str:
    who = PRACTITIONERS.get(practitioner or "SECTOR_1", "")
    for_whom = f" d’un praticien {who}" if any(each.practitioner != "ANY" for each in act.tariffs) else ""
    return (
        f"Aucun tarif n’est connu pour l’acte {act.code}{for_whom} au {day_in_words(day)} :"
        " un gestionnaire doit l’étudier."
    )


def assumed(act: Act) -> str:
    return f"Estimation faite pour « {act.label} » : le code de l’acte, sur le devis, la rendrait exacte."


def days(number: int) -> str:
    return f"Sans précision, le prix est compté pour {number} jours d’hospitalisation."


def above_limit(act: Act) -> str:
    return f"Au-dessus du prix limite du 100 % Santé, l’acte {act.code} relève des tarifs libres."


def allowance_used(act: Act) -> str:
    return f"Le forfait de l’acte {act.code} est épuisé, ou ne suffit plus."


def not_counted(lines: list[int]) -> str:
    which = ", ".join(map(str, lines))
    if len(lines) == 1:
        return f"Les totaux ne comptent pas la ligne {which}, dont le montant n’est pas connu."
    return f"Les totaux ne comptent pas les lignes {which}, dont les montants ne sont pas connus."
