"""Who knocks at a door, as far as can be seen."""

from starlette.requests import Request

from actions.accounts.entrance import Visitor
from rules.sessions import device_of


def visitor_of(request: Request) -> Visitor:
    address = "" if request.client is None else request.client.host
    return Visitor(address, device_of(request.headers.get("user-agent", "")))
