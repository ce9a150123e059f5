"""Closed lists that more than one table holds values of. Their texts are the names of the schema's enums."""

LINES_OF_BUSINESS = ("HEALTH", "PROTECTION")

CARE_CATEGORIES = ("OPTICAL", "DENTAL", "OTHER")
"""The three of the guide."""

ACT_FAMILIES = (
    "GENERAL_PRACTITIONER", "SPECIALIST", "MEDICAL_AUXILIARY", "PHYSIOTHERAPY", "NURSING", "PSYCHOLOGY",
    "BIOLOGY", "IMAGING", "TECHNICAL_ACT", "PHARMACY", "MEDICAL_DEVICE", "TRANSPORT", "THERMAL_CURE",
    "DENTAL_CARE", "DENTAL_PROSTHESIS", "DENTAL_IMPLANT", "ORTHODONTICS",
    "GLASSES", "CONTACT_LENSES", "EYE_SURGERY", "HEARING_AID",
    "HOSPITAL_STAY", "HOSPITAL_FEES", "HOSPITAL_DAILY_CHARGE", "EMERGENCY_CHARGE", "HEAVY_ACT_CHARGE",
    "PRIVATE_ROOM", "COMPANION_BED", "ALTERNATIVE_MEDICINE", "PREVENTION", "OTHER",
)  # fmt: skip
"""What a guarantee of a health contract is about: finer than a category, coarser than an act."""

PROTECTION_FAMILIES = ("DAILY_BENEFIT", "DISABILITY", "DEATH", "OVERHEADS")
"""The same for protection: incapacity for work, invalidity, death, running costs of a business."""

PRACTITIONERS = ("SECTOR_1", "OPTAM", "NON_OPTAM", "NOT_AGREED")
"""How a practitioner's fees are bound by the agreement with the health insurance."""

BASKETS = ("FULLY_COVERED", "MODERATE", "FREE")
"""The baskets of 100 % Santé: class A and I or no remainder, capped remainder, free prices."""

PERSON_SEXES = ("F", "M")
LANGUAGES = ("fr", "en")
PAYMENT_METHODS = ("DIRECT_DEBIT", "TRANSFER", "CHEQUE", "TIP")

PROCEDURE_STATUSES = (
    "SUBMITTED", "IN_REVIEW", "AWAITING_DOCUMENTS", "AWAITING_SIGNATURE", "ACCEPTED", "DONE", "REJECTED",
    "CANCELLED", "EXPIRED",
)  # fmt: skip

CLOSED_STATUSES = ("DONE", "REJECTED", "CANCELLED", "EXPIRED")
"""A démarche that has come so far goes no further."""

CARE_FAMILIES = (
    "DOCTOR", "DENTAL", "ORTHODONTICS", "AUXILIARY", "BIOLOGY", "MEDICINE_IRREPLACEABLE", "MEDICINE_MAJOR",
    "MEDICINE_MODERATE", "MEDICINE_WEAK", "MAGISTRAL_PREPARATION", "APPLIANCE", "HOSPITAL_STAY", "TRANSPORT",
    "THERMAL_CURE", "PSYCHOLOGIST", "NOT_COVERED",
)  # fmt: skip
"""Care that one rate of social security is for: `rules.reimbursement.rates.CareFamily`."""

GLASSES_VARIANTS = (
    "SIMPLE", "SIMPLE_AND_COMPLEX", "COMPLEX", "SIMPLE_AND_VERY_COMPLEX", "COMPLEX_AND_VERY_COMPLEX",
    "VERY_COMPLEX", "FRAME",
)  # fmt: skip
"""Glasses by their lenses (CSS R871-2), and a frame by itself."""
