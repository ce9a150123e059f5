"""Who the personas are: invented people, fixed for ever, so that every example can name them."""

from hashlib import sha256

from rules.activation import ID_LENGTH, LETTERS

PERSONAS = {
    "member": "100001",
    "spouse": "dominique.martin@example.org",
    "adult-child": "lea.martin@example.org",
    "protection": "100003",
    "newcomer": "100004",
    "no-email": "100005",
    "terminated": "100006",
    "unpaid": "100007",
    "guardian": "tutelle@example.org",
    "other-member": "100002",
    "broker": "courtier@example.org",
    "other-broker": "cabinet@example.org",
    "agent": "gestion@example.org",
    "agent2": "gestion2@example.org",
    "reporting": "chiffres@example.org",
    "service": "service@example.org",
}
"""Each persona and the login of their account."""

BROKER = "Cabinet Rivoli"
OTHER_BROKER = "Cabinet Vauban"


def password_of(persona: str) -> str:
    """The password of a persona: public, for a database that holds nobody."""
    return f"hub-demo-{persona}-2026"


def activation_id_of(login: str) -> str:
    """The activation id of an invented person: as public as their password."""
    digest = sha256(f"hub-demo-{login}".encode()).digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:ID_LENGTH])


NATIONAL_NUMBERS = {"newcomer": "2930875056912", "no-email": "1581213004956"}
"""Without keys, of the personas whose account is not activated. No commune has 900 births in a month."""

PASSWORD_HASHES = {
    "member": (
        "$argon2id$v=19$m=65536,t=3,p=4$382ULNR+bpfcPKM9QezB5g$XjiPY/87tRdMm9MuoawyKCYnCXgFNO5hrIWsjsWwH6g"
    ),
    "spouse": (
        "$argon2id$v=19$m=65536,t=3,p=4$sV6Z++u5P4ZY5tPrL4ubBg$R0oovEiGIY9tW+w/1sZiesjBnFceUqjrN25cCnL1yIg"
    ),
    "adult-child": (
        "$argon2id$v=19$m=65536,t=3,p=4$t6mR5E7R09H2paAu1bP3eQ$+kQzwu17XKIXPHSq+W0J9i5cycYc3EwKIc3AH2JXqGk"
    ),
    "protection": (
        "$argon2id$v=19$m=65536,t=3,p=4$ylCTafH7tmjzX0b/736TGw$ANiGFprSbhUuw8xpG2FOqkd6nwHjfSMO5xNojuYZmRk"
    ),
    "terminated": (
        "$argon2id$v=19$m=65536,t=3,p=4$yba3TU2UNU3Gn47++EONKw$ihZgCdNYEZeDD+YnE0dx40zVKIB8pzoDg1MqWnAVTaE"
    ),
    "unpaid": (
        "$argon2id$v=19$m=65536,t=3,p=4$Isq1FqZyYoYpa9qxIQV5SA$Yd0Sw3c0GVn4rVIDYRtuQx1mUiUQR0z7b+30xIZaITM"
    ),
    "guardian": (
        "$argon2id$v=19$m=65536,t=3,p=4$Y1xI6w9dK7rLeyJb8DE7GA$u067mBRM/Ri7V/pfv9KklMgKw4TxpS24i06KymqoyMI"
    ),
    "other-member": (
        "$argon2id$v=19$m=65536,t=3,p=4$W1phYVt67R9CVBJeT9la/g$gsmEr2COGH06F/KO38LkN4oQCvhFvWOP0eZJ9w8lhzE"
    ),
    "broker": (
        "$argon2id$v=19$m=65536,t=3,p=4$rmU1kaF4WMbGePMsVU94oA$4A7+FeScRJDvGj+1b/BZ40vpZ7PqJAquo3S66KRHM8I"
    ),
    "other-broker": (
        "$argon2id$v=19$m=65536,t=3,p=4$eq/7CibF9Ed1VXYP8o0idg$i9HUx74RyiiStnDdVfrH2iBqWMg1yyC4t0A4oOhah8M"
    ),
    "agent": (
        "$argon2id$v=19$m=65536,t=3,p=4$KteXaQAcns9vdUHZY5HrSg$nBXhJuWYdl3Flg/RUnbSbnFtEAcNc/2ILW6AZU2czoc"
    ),
    "agent2": (
        "$argon2id$v=19$m=65536,t=3,p=4$/xt8wNJLnUe9ogDFDXU2hg$Zz5FDZntfiMMuZRYZiuEoc2Z6p7J+fLxNaJHhRkbvSw"
    ),
    "reporting": (
        "$argon2id$v=19$m=65536,t=3,p=4$QM2765ELlQSih0ozbIvMyA$Qe83YkOQWTpfn7meTOnBzL7oWQtCBiKjMjuYsqMbgFI"
    ),
    "service": (
        "$argon2id$v=19$m=65536,t=3,p=4$l0D6xpiQvmQtOkVJWnJAEQ$QrLDafHrwYuckweBXxRrbjYGc4bDYYScuV/P8jBHSkc"
    ),
}
"""Argon2id of those passwords, written down because making one takes long."""

NOT_ACTIVATED = frozenset(PERSONAS.keys() - PASSWORD_HASHES.keys())
