"""What is written to the people of a broker firm, in French or English."""

from rules.letters import TO_THE_SPACE, Letter, Words, letter_of

ACCESSES: dict[str, dict[str, Words]] = {
    "broker_access_given": {
        "fr": (
            "Un accès à un espace courtier vous est ouvert",
            TO_THE_SPACE["fr"],
            (
                "Un cabinet de courtage vous a ouvert un accès à son espace. Connectez-vous comme d’habitude"
                " : vous pourrez choisir d’agir pour ce cabinet.",
                "Si vous ne travaillez pas pour un cabinet de courtage, écrivez-nous à {contact}.",
            ),
        ),
        "en": (
            "You have been given access to a broker space",
            TO_THE_SPACE["en"],
            (
                "A broker firm has given you access to its space. Sign in as usual: you can then choose to"
                " act for the firm.",
                "If you do not work for a broker firm, write to us at {contact}.",
            ),
        ),
    },
    "broker_access_ended": {
        "fr": (
            "Votre accès à un espace courtier a pris fin",
            TO_THE_SPACE["fr"],
            (
                "Un cabinet de courtage a mis fin à votre accès à son espace. Ce que votre compte permet par"
                " ailleurs reste inchangé.",
                "Si c’est une erreur, adressez-vous à l’administrateur du cabinet ou écrivez-nous à"
                " {contact}.",
            ),
        ),
        "en": (
            "Your access to a broker space has ended",
            TO_THE_SPACE["en"],
            (
                "A broker firm has ended your access to its space. What else your account allows stays the"
                " same.",
                "If this is a mistake, ask the administrator of the firm or write to us at {contact}.",
            ),
        ),
    },
}
"""By the name of the task that sends it."""

INVITATION: dict[str, Words] = {
    "fr": (
        "Vous êtes invité à rejoindre l’espace d’un cabinet de courtage",
        "Choisir mon mot de passe",
        (
            "L’administrateur d’un cabinet de courtage vous ouvre un accès à son espace. Il ne vous reste"
            " qu’à choisir votre mot de passe, dans les trois jours ; votre identifiant est cette adresse"
            " e-mail.",
            "Si vous ne travaillez pas pour un cabinet de courtage, n’ouvrez pas ce lien et écrivez-nous à"
            " {contact}.",
        ),
    ),
    "en": (
        "You are invited to join the space of a broker firm",
        "Choose my password",
        (
            "The administrator of a broker firm gives you access to its space. All that is left is to choose"
            " your password, within three days; you sign in with this e-mail address.",
            "If you do not work for a broker firm, do not open the link and write to us at {contact}.",
        ),
    ),
}


def access_letter(name: str, language: str, reader: str, portal: str, contact: str) -> Letter:
    return letter_of(language, ACCESSES[name][language], reader, portal, contact=contact)


def invitation_letter(language: str, reader: str, address: str, contact: str) -> Letter:
    return letter_of(language, INVITATION[language], reader, address, contact=contact)
