"""What is written to adult beneficiaries and to those who act for somebody, in French or English.

Nobody is named but the reader: that somebody is represented is theirs to say.
"""

from rules.letters import TO_THE_SPACE, Letter, Words, letter_of

CAPACITY_LINKS: dict[str, dict[str, Words]] = {
    "beneficiary_link": {
        "fr": (
            "Votre espace personnel vous attend",
            "Choisir mon mot de passe",
            (
                "Un espace personnel a été ouvert pour vous. Il ne vous reste qu’à choisir votre mot de"
                " passe, dans les trois jours ; votre identifiant est cette adresse e-mail. Passé ce délai,"
                " demandez un autre lien par « mot de passe oublié ».",
                "Votre date de naissance et les 8 derniers chiffres de votre numéro de sécurité sociale, sans"
                " la clé, vous seront demandés.",
                "Si vous n’avez rien demandé, n’ouvrez pas ce lien et écrivez-nous à {contact}.",
            ),
        ),
        "en": (
            "Your member space is waiting for you",
            "Choose my password",
            (
                "A member space has been opened for you. All that is left is to choose your password, within"
                " three days; you sign in with this e-mail address. After that, ask for another link by"
                " “forgotten password”.",
                "You will be asked for your date of birth and the last 8 digits of your social security"
                " number, without its key.",
                "If you have not asked for this, do not open the link and write to us at {contact}.",
            ),
        ),
    },
    "guardian_link": {
        "fr": (
            "Votre espace de mandataire vous attend",
            "Choisir mon mot de passe",
            (
                "Un espace a été ouvert pour que vous puissiez agir au nom de la personne que vous"
                " représentez. Il ne vous reste qu’à choisir votre mot de passe, dans les trois jours ; votre"
                " identifiant est cette adresse e-mail. Passé ce délai, demandez un autre lien par"
                " « mot de passe oublié ».",
                "La date de naissance de cette personne et les 8 derniers chiffres de son numéro de sécurité"
                " sociale, sans la clé, vous seront demandés.",
                "Si vous ne représentez personne, n’ouvrez pas ce lien et écrivez-nous à {contact}.",
            ),
        ),
        "en": (
            "Your space as a legal representative is waiting for you",
            "Choose my password",
            (
                "A space has been opened for you to act for the person whom you represent. All that is"
                " left is to choose your password, within three days; you sign in with this e-mail address."
                " After that, ask for another link by “forgotten password”.",
                "You will be asked for that person’s date of birth and the last 8 digits of their social"
                " security number, without its key.",
                "If you represent nobody, do not open the link and write to us at {contact}.",
            ),
        ),
    },
}
CAPACITIES: dict[str, dict[str, Words]] = {
    "capacity_given": {
        "fr": (
            "Votre compte permet d’agir à un autre titre",
            TO_THE_SPACE["fr"],
            (
                "À la suite d’une demande que nous avons vérifiée, votre compte permet désormais d’agir à un"
                " titre de plus. Connectez-vous comme d’habitude : vous pourrez choisir à"
                " quel titre vous agissez.",
                "Si vous n’êtes pas concerné, écrivez-nous à {contact}.",
            ),
        ),
        "en": (
            "Your account lets you act in another capacity",
            TO_THE_SPACE["en"],
            (
                "As was asked of us, and checked, your account now lets you act in one more capacity."
                " Sign in as usual: you can then choose in which capacity you act.",
                "If this does not concern you, write to us at {contact}.",
            ),
        ),
    },
    "capacity_changed": {
        "fr": (
            "La date de fin de votre mandat a changé",
            TO_THE_SPACE["fr"],
            (
                "À la suite d’une demande que nous avons vérifiée, la date de fin d’un de vos mandats a"
                " changé. Ce que votre compte permet par ailleurs reste inchangé.",
                "Si c’est une erreur, écrivez-nous à {contact}.",
            ),
        ),
        "en": (
            "The day on which your mandate ends has changed",
            TO_THE_SPACE["en"],
            (
                "As was asked of us, and checked, the day on which one of your mandates ends has changed."
                " What else your account allows stays the same.",
                "If this is a mistake, write to us at {contact}.",
            ),
        ),
    },
    "capacity_ended": {
        "fr": (
            "Votre compte ne permet plus d’agir pour une personne",
            TO_THE_SPACE["fr"],
            (
                "Votre compte ne permet plus d’agir pour une personne que vous représentiez. Ce qu’il permet"
                " par ailleurs reste inchangé.",
                "Si c’est une erreur, écrivez-nous à {contact}.",
            ),
        ),
        "en": (
            "Your account no longer lets you act for a person",
            TO_THE_SPACE["en"],
            (
                "Your account no longer lets you act for a person whom you represented. What else it allows"
                " stays the same.",
                "If this is a mistake, write to us at {contact}.",
            ),
        ),
    },
}
"""All by the name of the task that sends it."""


def capacity_link_letter(name: str, language: str, reader: str, address: str, contact: str) -> Letter:
    return letter_of(language, CAPACITY_LINKS[name][language], reader, address, contact=contact)


def capacity_letter(name: str, language: str, reader: str, portal: str, contact: str) -> Letter:
    return letter_of(language, CAPACITIES[name][language], reader, portal, contact=contact)
