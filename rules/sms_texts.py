"""What is sent to a telephone, in French or English: a code or a warning, in as few words as can be.

It names nobody’s care, contract or number.
"""

PHONE_CODE = {
    "fr": "{code} : votre code pour changer le numéro de téléphone de votre espace personnel. Valable 10"
    " minutes. Ne le donnez à personne.",
    "en": "{code}: your code to change the telephone number of your member space. Good for 10 minutes."
    " Give it to nobody.",
}
PHONE_REPLACED = {
    "fr": "Un autre numéro de téléphone remplace celui-ci pour votre espace personnel. Si ce n’était pas"
    " vous, écrivez aussitôt à {contact}.",
    "en": "Another telephone number takes the place of this one for your member space. If this was not"
    " you, write at once to {contact}.",
}
