"""The page at /graphql in a real browser: examples are run, the persona is switched, nobody else is asked."""

import os
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import httpx2
import pytest
from playwright.async_api import Page, expect

from actions.personas import PERSONAS
from routes.ide import all_examples
from runtime.settings import ROOT
from tests.prove.browser import a_page
from tests.prove.demo import Demo, a_demo

SCREENSHOT = os.environ.get("SCREENSHOT")
"""Where a picture of the page goes, for somebody to look at; none is made unless it is said."""

pytestmark = pytest.mark.prove


class Watched:
    """All that the browser asks for, and all that goes wrong in the page."""

    def __init__(self, page: Page) -> None:
        self.asked: list[str] = []
        self.wrong: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)

    def origins(self) -> Counter[str]:
        """Where to, without what the page itself holds (data:, blob:)."""
        parts = [urlsplit(url) for url in self.asked]
        return Counter(f"{part.scheme}://{part.netloc}" for part in parts if part.netloc)


async def run(page: Page, example: str) -> str:
    """What the hub answers to an example, as the page shows it."""
    await page.locator("#example").select_option(example)
    async with page.expect_response(lambda answer: answer.url.endswith("/graphql")) as answered:
        await page.locator(".graphiql-execute-button").click()
    text = await (await answered.value).text()
    await expect(page.locator(".result-window")).to_contain_text('"data"')
    return text


async def become(page: Page, persona: str) -> str:
    """Who one is from now on, as the page tells it."""
    async with page.expect_response(lambda answer: answer.url.endswith(f"/{persona}/token")):
        await page.locator("#persona").select_option(persona)
    await expect(page.locator("#told")).to_contain_text("·")
    return await page.locator("#told").inner_text()


async def ask_around(page: Page, demo: Demo) -> dict[str, Any]:
    """Nobody, then a member, then a member of another household, with one and the same example."""
    await page.goto(f"{demo.url}/graphql")
    await page.locator("#example").wait_for()
    offered = await page.locator("#persona option").all_inner_texts()
    assert offered == ["nobody", *PERSONAS]
    assert set(await page.locator("#example option").all_inner_texts()) >= {
        example.title for example in all_examples()
    }
    signed_out = await run(page, "My household")
    assert '"me":null' in signed_out
    told, answers = [], []
    for persona in ("member", "other-member"):
        told.append(await become(page, persona))
        answers.append(await run(page, "My household"))
        assert '"errors"' not in answers[-1]
        number = answers[-1].partition('"number":"')[2].partition('"')[0]
        await expect(page.locator(".result-window")).to_contain_text(number)
        if SCREENSHOT is not None:
            await page.screenshot(path=ROOT / f"{SCREENSHOT}-{persona}.png")
    assert answers[0] != answers[1]
    return {"personas offered": len(offered) - 1, "became": told}


async def all_by_all(page: Page) -> int:
    """Each example as the first of its personas: how many were run."""
    for example in all_examples():
        await become(page, example.personas[0])
        assert '"errors"' not in await run(page, example.title), example.title
    return len(all_examples())


async def test_the_page_works_in_a_real_browser(proof: Callable[[dict[str, Any]], None]) -> None:
    with a_demo() as demo:
        demo.start()
        async with a_page() as page:
            watched = Watched(page)
            found = await ask_around(page, demo)
            ran = await all_by_all(page)
            policy = httpx2.get(f"{demo.url}/graphql", headers={"Accept": "text/html"}).headers[
                "content-security-policy"
            ]
            version = page.context.browser.version if page.context.browser else "?"
    assert set(watched.origins()) == {demo.url}
    assert watched.wrong == []
    proof(
        {
            "what": "GraphiQL at /graphql of ./hub demo in Chromium without a window",
            "chromium": version,
            "policy": policy,
            **found,
            "examples run": ran,
            "requests to the hub": watched.origins()[demo.url],
            "requests to anybody else": 0,
        }
    )
