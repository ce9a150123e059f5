"""Whom people of a town go to. Invented, and the same few for one household."""

from random import Random

from seed import identities

SPECIALTIES = (
    "cardiologue", "dermatologue", "ophtalmologue", "gynécologue", "ORL", "rhumatologue", "pédiatre",
    "gastro-entérologue", "psychiatre", "endocrinologue",
)  # fmt: skip
SHOPS = ("de la Gare", "du Marché", "de la Mairie", "du Centre", "des Halles", "de l’Église", "du Pont")
THERAPISTS = {
    "OST": "ostéopathe", "ACU": "acupuncteur", "CHI": "chiropracteur",
    "DIE": "diététicien", "PSN": "psychologue",
}  # fmt: skip


class Professionals:
    """One household's. Names are drawn once, so that lines of a year look like a life."""

    def __init__(self, rng: Random, city: str) -> None:
        def named() -> str:
            return identities.a_last_name(rng)

        self.doctor = f"Dr {named()}"
        self.other_doctor = f"Dr {named()}"
        self.surgeon = f"Dr {named()}, chirurgien"
        self.dentist = f"Dr {named()}, chirurgien-dentiste"
        self.orthodontist = f"Dr {named()}, orthodontiste"
        self.physiotherapist = f"{named()}, masseur-kinésithérapeute"
        self.nurse = f"Cabinet infirmier {named()}"
        self.laboratory = f"Laboratoire {rng.choice(SHOPS)}"
        self.imaging = f"Imagerie médicale {rng.choice(SHOPS)}"
        self.optician = f"Optique {rng.choice(SHOPS)}"
        self.hearing = f"Audition {rng.choice(SHOPS)}"
        self.carrier = f"Ambulances {named()}"
        self._pharmacies = [f"Pharmacie {shop}" for shop in rng.sample(SHOPS, 3)]
        self._specialists = [f"Dr {named()}, {specialty}" for specialty in rng.sample(SPECIALTIES, 5)]
        self._hospitals = [f"Centre hospitalier de {city}", f"Clinique {rng.choice(SHOPS)}"]
        self._therapists = {code: f"{named()}, {trade}" for code, trade in THERAPISTS.items()}

    def pharmacy(self, rng: Random) -> str:
        return self._pharmacies[0] if rng.random() < 0.85 else rng.choice(self._pharmacies)

    def specialist(self, rng: Random) -> str:
        return rng.choice(self._specialists)

    def hospital(self, rng: Random) -> str:
        return rng.choice(self._hospitals)

    def therapist(self, code: str) -> str:
        return self._therapists[code]
