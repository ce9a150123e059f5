"""What a letter looks like, as text and as HTML. What each says is in `rules.account_letters`.

A mail is a postcard: it names nobody's care, contract or number, and leads to the space, where one signs in.
"""

from dataclasses import dataclass
from html import escape

HELLO = {"fr": "Bonjour {name},", "en": "Hello {name},"}
TO_THE_SPACE = {"fr": "Ouvrir mon espace personnel", "en": "Open my member space"}
SIGNED = {"fr": "L’équipe de votre espace personnel", "en": "The team of your member space"}
PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{subject}</title></head>
<body style="font-family: sans-serif; font-size: 16px; line-height: 1.5; color: #222; max-width: 36em">
{body}
</body></html>
"""

Words = tuple[str, str, tuple[str, ...]]
"""Subject, what the link does, and the paragraphs, of which the link follows the first."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A greeting, paragraphs, and after the first of them one thing to do: its words and its address."""

    language: str
    subject: str
    greeting: str
    paragraphs: tuple[str, ...]
    link: tuple[str, str] | None = None

    @property
    def text(self) -> str:
        first, *others = self.paragraphs
        link = [] if self.link is None else [f"{self.link[0]} :\n{self.link[1]}"]
        if self.language == "en":
            link = [each.replace(" :\n", ":\n", 1) for each in link]
        return "\n\n".join([self.greeting, first, *link, *others, SIGNED[self.language]]) + "\n"

    @property
    def html(self) -> str:
        first, *others = (f"<p>{escape(paragraph)}</p>" for paragraph in self.paragraphs)
        link = []
        if self.link is not None:
            words, address = self.link
            shown = f'<a href="{escape(address)}">{escape(words)}</a>'
            link = [f"<p>{shown}<br><small>{escape(address)}</small></p>"]
        body = "\n".join(
            [f"<p>{escape(self.greeting)}</p>", first, *link, *others, f"<p>{SIGNED[self.language]}</p>"]
        )
        return PAGE.format(language=self.language, subject=escape(self.subject), body=body)


def letter_of(language: str, words: Words, reader: str, address: str, **said: str) -> Letter:
    """`said` is what the paragraphs leave open."""
    subject, does, paragraphs = words
    told = tuple(paragraph.format(**said) for paragraph in paragraphs)
    return Letter(language, subject, HELLO[language].format(name=reader), told, (does, address))
