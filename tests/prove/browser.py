"""A real Chromium without a window, which talks to nobody on its own account."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Page, async_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
MISSING = f"there is no {CHROMIUM}: install it (Debian: apt-get install chromium) or name one in CHROMIUM"
QUIETLY = [
    "--no-sandbox",  # it may run as root, and sees nothing but the hub
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@asynccontextmanager
async def a_page() -> AsyncIterator[Page]:
    """A window of a person whose browser is new. Fails where there is no Chromium."""
    assert os.access(CHROMIUM, os.X_OK), MISSING
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
        try:
            context = await browser.new_context(viewport={"width": 1280, "height": 800})
            yield await context.new_page()
        finally:
            await browser.close()
