"""What a client that is a program may be, and whom a firm cannot do without."""

from datetime import date

import pytest

from rules.broker_users import MOST_OF_A_FIRM as MOST_USERS
from rules.broker_users import has_room_for_a_user, leaves_an_administrator
from rules.clients import (
    MOST_OF_A_FIRM,
    are_scopes_of,
    can_be_a_name,
    ends_within_a_year,
    has_room_for_a_client,
    usual_end,
)
from rules.refusals import ErrorCode

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize("name", ["Logiciel de gestion", "É", "x" * 80, "Outil n°\u00a02 (essai)"])
def test_a_line_is_a_name(name: str) -> None:
    assert can_be_a_name(name, "name") is None


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "a\nb", "a\tb", "a\u202eb", "a\u2028b", "\ud800"])
def test_what_is_no_line_is_no_name(name: str) -> None:
    refusal = can_be_a_name(name, "input", "name")
    assert refusal is not None
    assert (refusal.code, refusal.field) == (ErrorCode.BAD_USER_INPUT, ("input", "name"))


def test_scopes_are_some_of_those_allowed_each_once() -> None:
    allowed = {"content:read", "portfolio:read"}
    assert are_scopes_of(["portfolio:read"], allowed) is None
    assert are_scopes_of(["portfolio:read", "content:read"], allowed) is None
    for scopes in ([], ["procedures:read"], ["content:read", "content:read"], ["content:read "], [""]):
        assert are_scopes_of(scopes, allowed) is not None, scopes


def test_a_client_ends_after_today_and_within_a_year() -> None:
    assert usual_end(TODAY) == date(2027, 11, 27)
    assert ends_within_a_year(date(2026, 11, 28), TODAY) is None
    assert ends_within_a_year(date(2027, 11, 27), TODAY) is None
    for day in (TODAY, date(2027, 11, 28), date(2020, 1, 1)):
        assert ends_within_a_year(day, TODAY) is not None


def test_a_firm_has_room_up_to_a_number() -> None:
    assert has_room_for_a_client(MOST_OF_A_FIRM - 1) is has_room_for_a_user(MOST_USERS - 1) is None
    for refusal in (has_room_for_a_client(MOST_OF_A_FIRM), has_room_for_a_user(MOST_USERS)):
        assert refusal is not None
        assert refusal.code is ErrorCode.CONFLICT


def test_the_last_administrator_stays() -> None:
    assert leaves_an_administrator(True, 2) is leaves_an_administrator(False, 1) is None
    refusal = leaves_an_administrator(True, 1)
    assert refusal is not None
    assert refusal.code is ErrorCode.CONFLICT
