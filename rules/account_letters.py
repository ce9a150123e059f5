"""What is written to the bearer of an account, in French or English."""

from rules.letters import Letter

HELLO = {"fr": "Bonjour {name},", "en": "Hello {name},"}
NOT_YOU = {
    "fr": "Si ce n’était pas vous, choisissez aussitôt un nouveau mot de passe par"
    " « mot de passe oublié » et écrivez-nous à {contact}.",
    "en": "If this was not you, choose a new password at once by “forgotten password” and write to us at"
    " {contact}.",
}
TO_THE_SPACE = {"fr": "Ouvrir mon espace personnel", "en": "Open my member space"}

NOTICES: dict[str, dict[str, tuple[str, str]]] = {
    "password_changed": {
        "fr": (
            "Votre mot de passe a été modifié",
            "Le mot de passe de votre espace personnel vient d’être modifié. Vos autres appareils ont été"
            " déconnectés.",
        ),
        "en": (
            "Your password was changed",
            "The password of your member space has just been changed. Your other devices were signed out.",
        ),
    },
    "account_activated": {
        "fr": (
            "Votre espace personnel est ouvert",
            "Votre espace personnel vient d’être ouvert. Vous vous y connectez avec votre numéro"
            " d’adhérent ou"
            " votre adresse e-mail, et le mot de passe que vous avez choisi.",
        ),
        "en": (
            "Your member space is open",
            "Your member space has just been opened. You sign in with your member number or your e-mail"
            " address, and the password that you have chosen.",
        ),
    },
    "account_locked": {
        "fr": (
            "Votre espace personnel est bloqué pour un jour",
            "Un mot de passe erroné a été saisi dix fois pour votre espace personnel, qui refuse depuis toute"
            " connexion par mot de passe. Pour y entrer sans attendre, choisissez un nouveau mot de passe par"
            " « mot de passe oublié ».",
        ),
        "en": (
            "Your member space is locked for a day",
            "A wrong password was entered ten times for your member space, which has refused every password"
            " since. To get in without waiting, choose a new one by “forgotten password”.",
        ),
    },
    "second_factor_added": {
        "fr": (
            "La double authentification est en place",
            "Une application d’authentification vient d’être ajoutée à votre espace personnel : un code vous"
            " sera demandé à chaque connexion.",
        ),
        "en": (
            "Two-step sign-in is on",
            "An authenticator application has just been added to your member space: a code will be asked for"
            " at each sign-in.",
        ),
    },
    "second_factor_removed": {
        "fr": (
            "La double authentification a été retirée",
            "Votre espace personnel s’ouvre de nouveau avec votre seul mot de passe.",
        ),
        "en": (
            "Two-step sign-in is off",
            "Your member space opens with your password alone again.",
        ),
    },
}
"""By the name of the task that sends it: the subject and the sentence, by language."""


def notice(name: str, language: str, reader: str, portal: str, contact: str) -> Letter:
    subject, sentence = NOTICES[name][language]
    return Letter(
        language,
        subject,
        HELLO[language].format(name=reader),
        (sentence, NOT_YOU[language].format(contact=contact)),
        (TO_THE_SPACE[language], portal),
    )


Words = tuple[str, str, tuple[str, ...]]
"""Subject, what the link does, and the paragraphs, of which the link follows the first."""

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
                " within"
                " 24 hours.",
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
                " valable une"
                " heure, et une seule fois.",
                "Si c’est votre première connexion, votre date de naissance et les 8 derniers chiffres de"
                " votre"
                " numéro de sécurité sociale, sans la clé, vous seront demandés.",
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
                " digits of your social security number, without its key.",
                "If this was not you, there is nothing to do: your password stays the same.",
            ),
        ),
    },
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
                " encore"
                " ouvert, demandez maintenant un mot de passe par « mot de passe oublié ».",
                "Si vous n’avez rien demandé, écrivez-nous à {contact}.",
            ),
        ),
        "en": (
            "Your e-mail address is on file",
            "Ask for my password",
            (
                "We have put this address on file for your member space. If you have not opened it yet,"
                " ask for"
                " a password now, by “forgotten password”.",
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
                " Vous ne"
                " recevrez plus de message ici.",
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
    return _letter(language, LINKS[name][language], reader, address, contact=contact)


def activation_letter(language: str, reader: str, shown: str, portal: str, contact: str) -> Letter:
    return _letter(language, ACTIVATION[language], reader, portal, contact=contact, id=shown)


def address_letter(name: str, language: str, reader: str, portal: str, contact: str) -> Letter:
    return _letter(language, ADDRESSES[name][language], reader, portal, contact=contact)


def _letter(language: str, words: Words, reader: str, address: str, **said: str) -> Letter:
    subject, does, paragraphs = words
    told = tuple(paragraph.format(**said) for paragraph in paragraphs)
    return Letter(language, subject, HELLO[language].format(name=reader), told, (does, address))
