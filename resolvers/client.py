"""What a request says of the client that sends it, beside who asks."""

from dataclasses import dataclass

from actions.accounts.entrance import Visitor


@dataclass(frozen=True, slots=True)
class Client:
    """`by_cookie`: a browser that keeps its tokens where no script can read them."""

    visitor: Visitor
    by_cookie: bool = False
    refresh_cookie: str | None = None


NOBODY = Client(Visitor("", ""))
"""Where nothing came over HTTP."""
