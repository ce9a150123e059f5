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
