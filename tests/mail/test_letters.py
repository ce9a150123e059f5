"""Every letter and message, in every language: it is whole, and there is no place in it for anybody's care."""

import inspect
from collections.abc import Callable, Mapping
from html.parser import HTMLParser

import pytest

from actions.letters.letter_send import Desk
from actions.letters.tasks import tasks_of
from models.accounts import LANGUAGES
from rules.account_letters import (
    ADDRESSES,
    LINKS,
    activation_letter,
    address_letter,
    confirmation_letter,
    link_letter,
)
from rules.account_notices import NOTICES, notice
from rules.capacity_letters import CAPACITIES, CAPACITY_LINKS, capacity_letter, capacity_link_letter
from rules.firm_letters import ACCESSES, access_letter, invitation_letter
from rules.letters import Letter
from rules.sms_texts import PHONE_CODE, PHONE_REPLACED

LETTERS: Mapping[str, Callable[..., Letter]] = {
    **dict.fromkeys(NOTICES, notice),
    **dict.fromkeys(LINKS, link_letter),
    **dict.fromkeys(ADDRESSES, address_letter),
    **dict.fromkeys(ACCESSES, access_letter),
    **dict.fromkeys(CAPACITIES, capacity_letter),
    **dict.fromkeys(CAPACITY_LINKS, capacity_link_letter),
    "activation_id": activation_letter,
    "email_link": confirmation_letter,
    "invitation_link": invitation_letter,
}
MESSAGES = {"phone_code": PHONE_CODE, "phone_replaced": PHONE_REPLACED}
"""Both by the name of the task that sends them."""

SAID = {
    "reader": "Léa Martin",
    "address": "https://space.example/mot-de-passe#jeton=1.x",
    "portal": "https://space.example",
    "contact": "help@example.org",
    "shown": "FDWQ-GSAG-RQR8",
}
"""All that a letter may be given, beside which it is and its language: who reads, where to go, whom to write to."""
OF_MESSAGES = {"code": "123456", "contact": SAID["contact"]}


class Page(HTMLParser):
    """The tags of a page, each with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def written(name: str, language: str) -> tuple[Letter, set[str]]:
    """A letter, and what of `SAID` its writer asked for."""
    asked = set(inspect.signature(LETTERS[name]).parameters) - {"name", "language"}
    which = {"name": name} if "name" in inspect.signature(LETTERS[name]).parameters else {}
    return LETTERS[name](language=language, **which, **{each: SAID[each] for each in asked}), asked


async def test_whatever_the_queue_sends_is_looked_at_here(desk: Desk) -> None:
    assert tasks_of(desk).keys() == LETTERS.keys() | MESSAGES.keys()


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_given_nothing_that_could_be_of_anybodys_care(name: str) -> None:
    parameters = inspect.signature(LETTERS[name]).parameters
    assert parameters.keys() <= SAID.keys() | {"name", "language"}
    assert {each.annotation for each in parameters.values()} == {str}, "nor a row, which could hold more"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_is_whole_in_both_forms_and_says_its_language(name: str, language: str) -> None:
    letter, asked = written(name, language)
    tags = Page(letter.html).tags
    assert ("html", {"lang": language}) in tags
    (link,) = [attributes["href"] for tag, attributes in tags if tag == "a"]
    assert link in (SAID["portal"], SAID["address"])
    for form in (letter.text, letter.html):
        assert SAID["reader"] in form
        assert link in form
        assert "{" not in form
        assert "}" not in form
    assert letter.subject
    assert "{" not in letter.subject
    # Whom to write to is not in those that leave nothing to be written about.
    assert all(SAID[each] in letter.text for each in asked - {"contact"})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_is_whole_and_says_a_code_or_whom_to_write_to(name: str, language: str) -> None:
    assert MESSAGES[name].keys() == set(LANGUAGES)
    text = MESSAGES[name][language].format(**OF_MESSAGES)
    assert sum(each in text for each in OF_MESSAGES.values()) == 1
    assert "{" not in text
    assert "}" not in text
