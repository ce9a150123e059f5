"""Ten thousand guesses at one account are ten, and its owner comes in by a link all the same."""

import asyncio
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from httpx2 import AsyncClient, AsyncHTTPTransport
from sqlalchemy import text

from actions.letters.letter_send import Desk
from actions.personas import PERSONAS, password_of
from runtime.migrations import as_owner
from runtime.passwords import Passwords
from runtime.server import Stopping, listen, serve
from tests.accounts.asking import SESSIONS, SIGN_IN
from tests.accounts.opening import FORGOTTEN, PASSWORD, SET, delivered, token_in
from tests.hub_client import HubClient
from tests.mail.server import MailServer

pytestmark = pytest.mark.prove

GUESSES, CONNECTIONS, ADDRESSES = 10_000, 40, 20
SECONDS = 150
"""Over which they are spread: all pauses together are 126 seconds, and whoever guesses faster tries less."""
BY_NUMBER, BY_MAIL = PERSONAS["member"], "camille.martin@example.org"
WHAT = (
    "Sign-ins with guessed passwords against one account, over sockets, by number and by address; then its owner, by a"
    " link from the mail"
)
ELSEWHERE = "127.0.0.200"


class Tried:
    """Counts what is really compared with the account's hash; the comparing itself stays as it is."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, known: str) -> None:
        self.passwords: list[str] = []
        compare = Passwords._fits

        def fits(passwords: Passwords, password: str, against: str | None) -> bool:
            if against == known:
                self.passwords.append(password)
            return compare(passwords, password, against)

        monkeypatch.setattr(Passwords, "_fits", fits)


@asynccontextmanager
async def served(hub: HubClient) -> AsyncIterator[str]:
    """The hub behind a socket; its address.

    It is stopped as a hub is. Were it cancelled, the loop would go on to watch a listener that is closed, and
    whatever connects next can be given its number and hears nothing for ever.
    """
    listener = listen("127.0.0.1", 0)
    task = asyncio.create_task(serve(hub.app, listener, Stopping(within=1)))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        if not task.done():
            signal.raise_signal(signal.SIGTERM)
        await task
        listener.close()


@asynccontextmanager
async def coming_from(address: str, url: str) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(
        transport=AsyncHTTPTransport(local_address=address), base_url=url, timeout=60
    ) as http:
        yield http


async def asked(http: AsyncClient, query: str, token: str | None = None, **variables: Any) -> Any:
    """What is answered; asked again as long as the hub has too much to do to look at it."""
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    while True:
        response = await http.post("/graphql", json={"query": query, "variables": variables}, headers=headers)
        body = response.json()
        if body.get("data"):
            (answer,) = body["data"].values()
            return answer
        assert [error["extensions"]["code"] for error in body["errors"]] == ["UNAVAILABLE"]
        await asyncio.sleep(1)


async def guess(url: str, turn: int, began: float) -> Counter[str]:
    """Every so manieth guess, in its time. One is the right password, long after the lock."""
    told: Counter[str] = Counter()
    async with coming_from(f"127.0.0.{2 + turn % ADDRESSES}", url) as http:
        for number in range(turn, GUESSES, CONNECTIONS):
            await asyncio.sleep(max(0.0, began + SECONDS * number / GUESSES - time.monotonic()))
            password = password_of("member") if number >= GUESSES - CONNECTIONS else f"guess {number}"
            login = BY_MAIL if number % 100 == 99 else BY_NUMBER
            payload = await asked(http, SIGN_IN, login=login, password=password)
            assert payload["accessToken"] is None
            told.update(error["code"] for error in payload["errors"])
    return told


@pytest.fixture
async def tried(hub: HubClient, monkeypatch: pytest.MonkeyPatch) -> Tried:
    async with as_owner(hub.database.addresses) as owner:
        query = text("SELECT password_hash FROM accounts WHERE login = :login")
        return Tried(monkeypatch, str(await owner.scalar(query, {"login": BY_NUMBER})))


async def test_of_ten_thousand_guesses_ten_are_tried_and_the_owner_comes_in_by_link(
    hub: HubClient,
    desk: Desk,
    mail_server: MailServer,
    tried: Tried,
    proof: Callable[[dict[str, Any]], None],
) -> None:
    async with served(hub) as url, coming_from(ELSEWHERE, url) as owner:
        began = time.monotonic()
        async with asyncio.TaskGroup() as group:
            guessing = [group.create_task(guess(url, turn, began)) for turn in range(CONNECTIONS)]
        told = sum((each.result() for each in guessing), Counter[str]())
        took = time.monotonic() - began
        locked = await asked(owner, SIGN_IN, login=BY_NUMBER, password=password_of("member"))
        guessed = len(tried.passwords)

        assert (await asked(owner, FORGOTTEN, login=BY_NUMBER))["done"]
        mails = await delivered(hub, desk, mail_server)
        ((to, letter),) = [each for each in mails if "#jeton=" in each[1]]
        opened = await asked(owner, SET, link=token_in(letter), password=PASSWORD)
        viewer = await asked(owner, SESSIONS, opened["accessToken"])
        signed_in = await asked(owner, SIGN_IN, login=BY_NUMBER, password=PASSWORD)
    proof(
        {
            "what": WHAT,
            "guesses": GUESSES,
            "connections, addresses": [CONNECTIONS, ADDRESSES],
            "seconds": round(took, 1),
            "answers": dict(told),
            "compared with the account's hash": guessed,
            "mails to the owner": len(mails),
            "the owner is in": viewer["displayName"],
        }
    )
    assert told.total() == GUESSES
    assert guessed == 10
    assert password_of("member") not in tried.passwords
    assert [error["code"] for error in locked["errors"]] == ["RATE_LIMITED"]
    assert to == BY_MAIL
    assert (opened["errors"], viewer["displayName"], signed_in["errors"]) == ([], "Camille Martin", [])
