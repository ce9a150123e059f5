"""What is written to the bearer of an account, in French or English."""

from rules.letters import Letter, Words, letter_of

LINKS: dict[str, dict[str, Words]] = {
    "activation_link": {
        "fr": (
            "Créez le mot de passe de votre espace personnel",
            "Créer mon mot de passe",
            (
                "Vous avez demandé à ouvrir votre espace personnel. Il ne vous reste qu’à créer votre mot de"
                " passe, dans les 24 heures.",
                "Si ce n’était pas vous, n’ouvrez pas ce lien et écrivez-nous à {contact}.",
            ),
        ),
        "en": (
            "Create the password of your member space",
            "Create my password",
            (
                "You have asked to open your member space. All that is left is to create your password,"
                " within 24 hours.",
                "If this was not you, do not open the link and write to us at {contact}.",
            ),
        ),
    },
    "password_link": {
        "fr": (
            "Choisissez un nouveau mot de passe",
            "Choisir mon mot de passe",
            (
                "Vous avez demandé un nouveau mot de passe pour votre espace personnel. Ce lien est"
                " valable une heure, et une seule fois.",
                "Si c’est votre première connexion, votre date de naissance et les 8 derniers chiffres de"
                " votre numéro de sécurité sociale, sans la clé, vous seront demandés ; si vous représentez"
                " quelqu’un, les siens.",
                "Si ce n’était pas vous, il n’y a rien à faire : votre mot de passe reste le même.",
            ),
        ),
        "en": (
            "Choose a new password",
            "Choose my password",
            (
                "You have asked for a new password for your member space. This link is good for one hour, and"
                " once.",
                "If this is your first connection, you will be asked for your date of birth and the last 8"
                " digits of your social security number, without its key; if you represent somebody, for"
                " theirs.",
                "If this was not you, there is nothing to do: your password stays the same.",
            ),
        ),
    },
}
EMAIL: dict[str, Words] = {
    "fr": (
        "Confirmez votre nouvelle adresse e-mail",
        "Confirmer mon adresse e-mail",
        (
            "Vous avez demandé que cette adresse devienne celle de votre espace personnel. Ouvrez ce lien"
            " dans les 24 heures pour le confirmer.",
            "Si vous n’avez rien demandé, il n’y a rien à faire : rien ne change.",
        ),
    ),
    "en": (
        "Confirm your new e-mail address",
        "Confirm my e-mail address",
        (
            "You have asked for this address to become that of your member space. Open the link within 24"
            " hours to confirm it.",
            "If you have not asked for this, there is nothing to do: nothing changes.",
        ),
    ),
}
ACTIVATION: dict[str, Words] = {
    "fr": (
        "Votre identifiant pour ouvrir votre espace personnel",
        "Ouvrir mon espace personnel",
        (
            "Voici l’identifiant d’activation de votre espace personnel : {id}",
            "Il vous sera demandé avec les 8 derniers chiffres de votre numéro de sécurité sociale, sans"
            " la clé,"
            " et votre date de naissance. Votre espace est disponible 72 heures après le premier de ces"
            " messages.",
        ),
    ),
    "en": (
        "Your id to open your member space",
        "Open my member space",
        (
            "This is the activation id of your member space: {id}",
            "You will be asked for it, for the last 8 digits of your social security number, without its key,"
            " and for your date of birth. Your space is available 72 hours after the first of these"
            " messages.",
        ),
    ),
}
ADDRESSES: dict[str, dict[str, Words]] = {
    "email_registered": {
        "fr": (
            "Votre adresse e-mail est enregistrée",
            "Demander mon mot de passe",
            (
                "Nous avons enregistré cette adresse pour votre espace personnel. Si vous ne l’avez pas"
                " encore ouvert, demandez maintenant un mot de passe par « mot de passe oublié ».",
                "Si vous n’avez rien demandé, écrivez-nous à {contact}.",
            ),
        ),
        "en": (
            "Your e-mail address is on file",
            "Ask for my password",
            (
                "We have put this address on file for your member space. If you have not opened it yet,"
                " ask for a password now, by “forgotten password”.",
                "If you have not asked for this, write to us at {contact}.",
            ),
        ),
    },
    "email_replaced": {
        "fr": (
            "Une autre adresse e-mail remplace celle-ci",
            "Ouvrir mon espace personnel",
            (
                "À votre demande, une autre adresse e-mail est désormais celle de votre espace personnel."
                " Vous ne recevrez plus de message ici.",
                "Si vous n’avez rien demandé, écrivez-nous aussitôt à {contact}.",
            ),
        ),
        "en": (
            "Another e-mail address takes the place of this one",
            "Open my member space",
            (
                "As you asked, another e-mail address is now that of your member space. No more messages will"
                " come here.",
                "If you have not asked for this, write to us at once at {contact}.",
            ),
        ),
    },
}


def link_letter(name: str, language: str, reader: str, address: str, contact: str) -> Letter:
    return letter_of(language, LINKS[name][language], reader, address, contact=contact)


def confirmation_letter(language: str, reader: str, address: str) -> Letter:
    return letter_of(language, EMAIL[language], reader, address)


def activation_letter(language: str, reader: str, shown: str, portal: str, contact: str) -> Letter:
    return letter_of(language, ACTIVATION[language], reader, portal, contact=contact, id=shown)


def address_letter(name: str, language: str, reader: str, portal: str, contact: str) -> Letter:
    return letter_of(language, ADDRESSES[name][language], reader, portal, contact=contact)
