"""What the bearer of an account is told that was done to it, in French or English."""

from rules.letters import HELLO, TO_THE_SPACE, Letter

NOT_YOU = {
    "fr": "Si ce n’était pas vous, choisissez aussitôt un nouveau mot de passe par"
    " « mot de passe oublié » et écrivez-nous à {contact}.",
    "en": "If this was not you, choose a new password at once by “forgotten password” and write to us at"
    " {contact}.",
}

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
    "email_change_asked": {
        "fr": (
            "Un changement d’adresse e-mail a été demandé",
            "Une autre adresse e-mail a été demandée pour votre espace personnel. Elle remplacera celle-ci"
            " dès qu’elle aura été confirmée.",
        ),
        "en": (
            "Another e-mail address was asked for",
            "Another e-mail address was asked for, for your member space. It takes the place of this one"
            " as soon as it is confirmed.",
        ),
    },
    "phone_changed": {
        "fr": (
            "Votre numéro de téléphone a été modifié",
            "Le numéro de téléphone de votre espace personnel vient d’être modifié.",
        ),
        "en": (
            "Your telephone number was changed",
            "The telephone number of your member space has just been changed.",
        ),
    },
    "second_factor_reset": {
        "fr": (
            "La double authentification a été retirée à votre demande",
            "Un gestionnaire a retiré l’application d’authentification de votre espace personnel, qui"
            " s’ouvre de nouveau avec votre seul mot de passe.",
        ),
        "en": (
            "Two-step sign-in was taken off as you asked",
            "A case manager has taken the authenticator application off your member space, which opens"
            " with your password alone again.",
        ),
    },
    "recovery_code_used": {
        "fr": (
            "Un code de secours a été utilisé",
            "Un code de secours vient de remplacer le code de votre application d’authentification. Il ne"
            " servira plus.",
        ),
        "en": (
            "A recovery code was used",
            "A recovery code has just taken the place of a code of your authenticator application. It is"
            " good no more.",
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
