"""Acts of care whose explanations are kept to be read: every worked example, and the edges of the rules.

What each comes to is in `tests/explanations/by_hand.py`, and not made by the rules.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from actions.catalogue.as_rules import acts, level
from rules.reimbursement.guarantees import BasePercentIncluded, FlatAmount, Guarantee, NoGuarantee, Per
from rules.reimbursement.insured import Insured
from rules.reimbursement.levels import Allowance, Level, Promise
from rules.reimbursement.rates import scheme_of
from rules.reimbursement.settling import Settled, settle
from tests.rules.reimbursement.acts import Planned

ADULT, CHILD = date(1980, 6, 15), date(2014, 5, 1)
JOINED = date(2023, 1, 1)
SESSIONS = Allowance("OST", "COUNT", Decimal(3), "CIVIL_YEAR", None, "BENEFICIARY")


@dataclass(frozen=True)
class Case:
    """One act of care for somebody, at a level of Santé Pro or with a guarantee of its own."""

    name: str
    title: str
    code: str
    day: str
    spent: str
    practitioner: str | None = None
    rank: int = 1
    promise: Promise | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    born: date = ADULT
    local: bool = False
    since: date = JOINED
    before: int = 0
    """How many of the same came before it."""
    other_paid: str = "0.00"

    def settled(self) -> Settled:
        act = acts()[self.code]
        its_level = level(self.rank, date.fromisoformat(self.day))
        if self.promise is not None:
            its_level = Level(True, {act.family: [self.promise]})
        scheme = scheme_of(alsace_moselle=self.local)
        insured = Insured(self.born, scheme, JOINED, self.since)
        planned = Planned(
            day=date.fromisoformat(self.day),
            spent=Decimal(self.spent),
            practitioner=self.practitioner,
            **self.facts,
        )
        for _ in range(self.before):
            settle(planned, act, its_level, insured, planned.day.year)
        return settle(planned, act, its_level, insured, planned.day.year, other_paid=Decimal(self.other_paid))


def _own(guarantee: Guarantee, allowance: Allowance | None = None, waiting: int = 0) -> Promise:
    return Promise(None, None, guarantee, allowance, waiting_months=waiting)


OSTEOPATH = _own(FlatAmount(Decimal(40), Per.SESSION, 3), SESSIONS)
ONE, TWO = "SECTOR_1", "NON_OPTAM"
FOUR = {"quantity": 4}

CASES = [
    Case("E01", "G, médecin traitant secteur 1", "G", "2026-03-10", "30.00", ONE),
    Case("E02", "G avant hausse", "G", "2023-11-15", "26.50", ONE),
    Case("E03", "CS spécialiste coordonné", "CS", "2023-11-15", "31.50", ONE),
    Case("E04", "Spécialiste OPTAM 40 €", "CS", "2025-02-01", "40.00", "OPTAM"),
    Case("E06", "Spécialiste non-OPTAM 80 €", "CS", "2026-03-10", "80.00", TWO, 5),
    Case("E08", "G Alsace-Moselle", "G", "2026-03-10", "30.00", ONE, local=True),
    Case("E09", "Kiné AMS 7,5", "AMS", "2023-06-01", "16.13"),
    Case("E11", "Médicament 65 %", "PH7", "2026-03-10", "10.00"),
    Case("E12", "Médicament 30 %, non couvert", "PH4", "2026-03-10", "8.00", promise=_own(NoGuarantee())),
    Case("E13", "Détartrage", "HBJD001", "2024-03-01", "28.92"),
    Case("E14", "Couronne 100 % Santé", "HBLD634", "2026-03-10", "500.00"),
    Case("E15", "Même couronne, panier libre", "HBLD634", "2026-03-10", "750.00", rank=4),
    Case("E17", "Orthodontie TO90", "TO90", "2026-03-10", "690.00", rank=4, born=CHILD),
    Case("E18", "Lunettes classe A", "LUN-A", "2026-03-10", "95.00"),
    Case("E20", "Aide auditive classe I", "AUD-I", "2026-03-10", "950.00"),
    Case("E21", "Aide auditive classe I avant 20 ans", "AUD-I-20", "2026-03-10", "1400.00", born=CHILD),
    Case("E23", "Cataracte, participation 32 €", "BFGA004", "2026-05-15", "271.70", ONE),
    Case("E25", "Forfait journalier 4 jours", "FJ", "2026-05-15", "92.00", facts=FOUR),
    Case("E26", "Forfait journalier 4 jours, avant", "FJ", "2026-02-10", "80.00", facts=FOUR),
    Case("E28", "Ostéopathie, 1re séance de 3", "OST", "2026-05-15", "60.00", promise=OSTEOPATH),
    Case("E30", "Forfait patient urgences", "FPU", "2026-05-15", "23.00"),
    Case("E32", "Téléconsultation", "TCG", "2026-03-10", "25.00"),
    Case("X01", "Ostéopathie, forfait épuisé", "OST", "2026-05-15", "60.00", promise=OSTEOPATH, before=3),
    Case("X02", "Hors parcours, secteur 1, dépassement autorisé", "CS", "2026-03-10", "40.00", ONE, 5,
         facts={"in_pathway": False}),
    Case("X03", "Hors parcours, Alsace-Moselle", "G", "2026-03-10", "30.00", ONE, local=True,
         facts={"in_pathway": False}),
    Case("X04", "Cinquième consultation du jour, même praticien", "G", "2026-03-10", "30.00", ONE, before=4),
    Case("X05", "Mineur : ni participation ni franchise", "G", "2026-03-10", "30.00", ONE, born=CHILD),
    Case("X06", "Médicament à 0,80 € : franchise limitée", "PH7", "2026-03-10", "0.80"),
    Case("X07", "Cataracte la veille des 32 €", "BFGA004", "2026-04-21", "271.70", ONE),
    Case("X08", "Cataracte, Alsace-Moselle", "BFGA004", "2026-05-15", "271.70", ONE, local=True),
    Case("X09", "Imagerie de 150 € : pas de ticket modérateur", "ADI", "2026-03-10", "150.00", ONE),
    Case("X10", "Forfait journalier, régime local", "FJ", "2026-05-15", "92.00", local=True, facts=FOUR),
    Case("X11", "Lunettes classe B au niveau 5", "LUN-B-TC", "2026-03-10", "900.00", rank=5),
    Case("X12", "Aide auditive classe II au niveau 5", "AUD-II", "2026-03-10", "2500.00", rank=5),
    Case("X13", "Non-OPTAM promis à 400 %, plafonné", "CS", "2026-03-10", "200.00", TWO,
         promise=_own(BasePercentIncluded(Decimal(400)))),
    Case("X14", "Délai d’attente : le ticket modérateur reste dû", "CS", "2026-03-10", "60.00", "OPTAM",
         promise=_own(BasePercentIncluded(Decimal(300)), waiting=6), since=date(2026, 1, 1)),
    Case("X15", "Autre organisme d’abord", "CS", "2026-03-10", "60.00", "OPTAM", 5, other_paid="25.00"),
    Case("X16", "Médicament 30 % au niveau 1", "PH4", "2026-03-10", "8.00"),
    Case("X17", "Chambre particulière en % du PMSS, 3 nuits", "CHP", "2026-03-10", "300.00", rank=5,
         facts={"quantity": 3}),
    Case("X18", "Transport, deux trajets", "VSL", "2026-03-10", "70.00", facts={"quantity": 2}),
    Case("X19", "Forfait journalier au-dessus de son montant", "FJ", "2026-02-10", "92.00", facts=FOUR),
    Case("X20", "Trois consultations sur une ligne", "G", "2026-03-10", "90.00", ONE, facts={"quantity": 3}),
    Case("X21", "Cataracte des deux yeux, une participation", "BFGA004", "2026-05-15", "543.40", ONE,
         facts={"quantity": 2}),
    Case("X22", "Forfait journalier en psychiatrie, 3 jours", "FJ-PSY", "2026-05-15", "60.00",
         facts={"quantity": 3}),
]  # fmt: skip
