"""Enums of care: what was done, who did it, and where the news of it came from."""

from enum import Enum

from models.kinds import ACT_FAMILIES
from schema.described import described


class CareCategory(Enum):
    OPTICAL = "OPTICAL"
    DENTAL = "DENTAL"
    OTHER = "OTHER"


ActFamily = Enum("ActFamily", {name: name for name in ACT_FAMILIES})  # type: ignore[misc]  # one list of names


class Practitioner(Enum):
    SECTOR_1 = "SECTOR_1"
    OPTAM = "OPTAM"
    NON_OPTAM = "NON_OPTAM"
    NOT_AGREED = "NOT_AGREED"


class Basket(Enum):
    FULLY_COVERED = "FULLY_COVERED"
    MODERATE = "MODERATE"
    FREE = "FREE"


described(
    CareCategory,
    "The three categories of care that members know (catégorie de soins).",
    {
        "OPTICAL": "Glasses, lenses, eye surgery (optique).",
        "DENTAL": "Teeth (dentaire).",
        "OTHER": "All other care (autres soins).",
    },
)
described(
    ActFamily,
    "What a guarantee is about: finer than a category, coarser than an act (famille d’actes).",
    {
        "GENERAL_PRACTITIONER": "General practitioner (médecin généraliste).",
        "SPECIALIST": "Specialist (médecin spécialiste).",
        "MEDICAL_AUXILIARY": "Other paramedical care (auxiliaire médical).",
        "PHYSIOTHERAPY": "Physiotherapy (kinésithérapie).",
        "NURSING": "Nursing (soins infirmiers).",
        "PSYCHOLOGY": "Psychologist (psychologue).",
        "BIOLOGY": "Laboratory analyses (biologie).",
        "IMAGING": "Imaging (imagerie médicale).",
        "TECHNICAL_ACT": "Technical medical act (acte technique médical).",
        "PHARMACY": "Medicines (pharmacie).",
        "MEDICAL_DEVICE": "Appliances and devices (petit et gros appareillage).",
        "TRANSPORT": "Transport of patients (transport sanitaire).",
        "THERMAL_CURE": "Spa cure (cure thermale).",
        "DENTAL_CARE": "Dental care (soins dentaires).",
        "DENTAL_PROSTHESIS": "Crowns, bridges, dentures (prothèse dentaire).",
        "DENTAL_IMPLANT": "Implant (implantologie).",
        "ORTHODONTICS": "Orthodontics (orthodontie).",
        "GLASSES": "Glasses (lunettes).",
        "CONTACT_LENSES": "Contact lenses (lentilles).",
        "EYE_SURGERY": "Refractive surgery (chirurgie réfractive).",
        "HEARING_AID": "Hearing aid (aide auditive).",
        "HOSPITAL_STAY": "Hospital stay (frais de séjour).",
        "HOSPITAL_FEES": "Fees in hospital (honoraires hospitaliers).",
        "HOSPITAL_DAILY_CHARGE": "Daily hospital charge (forfait journalier).",
        "EMERGENCY_CHARGE": "Emergency charge (forfait patient urgences).",
        "HEAVY_ACT_CHARGE": "Charge on heavy acts (participation forfaitaire sur les actes lourds).",
        "PRIVATE_ROOM": "Private room (chambre particulière).",
        "COMPANION_BED": "Bed for a companion (lit d’accompagnant).",
        "ALTERNATIVE_MEDICINE": "Osteopathy and other gentle medicine (médecines douces).",
        "PREVENTION": "Prevention (prévention).",
        "OTHER": "Anything else (autre).",
    },
)
described(
    Practitioner,
    "How a practitioner’s fees are bound by the agreement with the health insurance (secteur).",
    {
        "SECTOR_1": "Agreed tariffs (secteur 1).",
        "OPTAM": "Free fees, kept in bounds (secteur 2 OPTAM).",
        "NON_OPTAM": "Free fees (secteur 2 hors OPTAM).",
        "NOT_AGREED": "Outside the agreement (non conventionné).",
    },
)
described(
    Basket,
    "The baskets of the reform that leaves nothing to pay (paniers du 100 % Santé).",
    {
        "FULLY_COVERED": "Nothing is left to pay (reste à charge zéro, classe A, classe I).",
        "MODERATE": "Prices have a ceiling (reste à charge modéré).",
        "FREE": "Prices are free (tarifs libres, classe B, classe II).",
    },
)
