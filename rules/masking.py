"""Secrets as people are shown them: enough to know one's own again, too little to use."""

NIR_LENGTHS = (13, 15)
"""Without and with the key."""

SHORTEST_IBAN = 15


class NotMaskable(ValueError):
    """The text has not the form it should have. It is not repeated here: it may be the secret itself."""


def compact(text: str) -> str:
    """The one way of writing a NIR or an IBAN: capitals, and no space or sign between them."""
    return "".join(char for char in text.upper() if char.isalnum())


def masked_nir(nir: str) -> str:
    """Sex, year and month of birth are left: `2 69 05 ** *** ***`. The key is left out, given or not."""
    digits = compact(nir)
    if len(digits) not in NIR_LENGTHS:
        raise NotMaskable("a NIR has 13 characters, or 15 with its key")
    return f"{digits[0]} {digits[1:3]} {digits[3:5]} ** *** ***"


def masked_iban(iban: str) -> str:
    """Country, check digits and the last four characters are left: `FR76 **** … 0189`."""
    characters = compact(iban)
    if len(characters) < SHORTEST_IBAN:
        raise NotMaskable(f"an IBAN has {SHORTEST_IBAN} characters at least")
    return f"{characters[:4]} **** … {characters[-4:]}"


def masked_address(email: str) -> str:
    """The first letter and the domain are left: `c…@example.org`."""
    name, _, domain = email.rpartition("@")
    return f"{name[:1]}…@{domain}"
