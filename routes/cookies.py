"""Sessions of browsers: both tokens in cookies that no script reads and no other site sends.

A browser asks for them with the header `Hub-Session: cookie`, and its cookies count in requests with that
header only. A page of another site cannot set one: its browser would ask the hub first, which allows it to
nobody.
"""

from collections.abc import Mapping
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from actions.accounts.entrance import Opened
from runtime import clock

HEADER, BY_COOKIE = "hub-session", "cookie"
ACCESS, REFRESH = "__Host-hub-access", "__Host-hub-refresh"
"""A browser takes such a name only with Secure, for this host and for all of its paths."""


def is_by_cookie(request: Request) -> bool:
    return request.headers.get(HEADER, "").strip().lower() == BY_COOKIE


def has_cookies(cookies: Mapping[str, str]) -> bool:
    return ACCESS in cookies or REFRESH in cookies


def keep(response: Response, opened: Opened) -> None:
    _set(response, ACCESS, opened.access_token, opened.expires_at)
    _set(response, REFRESH, opened.refresh_token, opened.refresh_until)


def clear(response: Response) -> None:
    for name in (ACCESS, REFRESH):
        response.delete_cookie(name, path="/", secure=True, httponly=True, samesite="strict")


def _set(response: Response, name: str, token: str, until: datetime) -> None:
    seconds = max(0, int((until - clock.now()).total_seconds()))
    response.set_cookie(name, token, max_age=seconds, path="/", secure=True, httponly=True, samesite="strict")
