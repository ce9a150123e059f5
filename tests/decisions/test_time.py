"""Decision 5: days are days in Paris, instants are UTC, and a rule is handed the day."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from graphql import GraphQLError
from hypothesis import given
from hypothesis import strategies as st

from runtime import clock
from schema.scalars import parse_day, parse_instant, write_instant
from tests.hub_client import HubClient


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc]  # year to second


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (utc(2026, 12, 31, 22, 59, 59), date(2026, 12, 31)),
        (utc(2026, 12, 31, 23, 0), date(2027, 1, 1)),
        (utc(2026, 12, 31, 23, 30), date(2027, 1, 1)),
        # 29 March 2026: at 2:00 it is 3:00. Midnight is at 23:00 UTC before, at 22:00 UTC after.
        (utc(2026, 3, 28, 22, 59), date(2026, 3, 28)),
        (utc(2026, 3, 28, 23, 0), date(2026, 3, 29)),
        (utc(2026, 3, 29, 0, 59), date(2026, 3, 29)),
        (utc(2026, 3, 29, 1, 0), date(2026, 3, 29)),
        (utc(2026, 3, 29, 21, 59), date(2026, 3, 29)),
        (utc(2026, 3, 29, 22, 0), date(2026, 3, 30)),
        # 25 October 2026: at 3:00 it is 2:00. Midnight is at 22:00 UTC before, at 23:00 UTC after.
        (utc(2026, 10, 24, 21, 59), date(2026, 10, 24)),
        (utc(2026, 10, 24, 22, 0), date(2026, 10, 25)),
        (utc(2026, 10, 25, 0, 30), date(2026, 10, 25)),
        (utc(2026, 10, 25, 1, 30), date(2026, 10, 25)),
        (utc(2026, 10, 25, 22, 59), date(2026, 10, 25)),
        (utc(2026, 10, 25, 23, 0), date(2026, 10, 26)),
    ],
)
def test_today_is_the_day_in_paris(instant: datetime, day: date) -> None:
    with clock.at(instant):
        assert clock.today() == day
        assert clock.now() == instant


@given(st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1)), st.integers(-12, 14))
def test_the_day_does_not_depend_on_how_an_instant_is_written(moment: datetime, hours: int) -> None:
    instant = moment.replace(tzinfo=UTC)
    assert clock.day_of(instant.astimezone(timezone(timedelta(hours=hours)))) == clock.day_of(instant)


def test_an_instant_without_a_time_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="no known day"):
        clock.day_of(datetime(2026, 1, 1))
    with pytest.raises(ValueError, match="aware"), clock.at(datetime(2026, 1, 1)):
        pass


async def test_somebody_comes_of_age_at_midnight_in_paris_not_in_greenwich(hub: HubClient) -> None:
    """Noé was born on 21 September 2015: he is of age on 21 September 2033, from 22:00 UTC the day before."""
    query = "{ me { beneficiaries { firstName sharing { given } } } }"

    async def noe() -> dict[str, bool] | None:
        people = (await hub.ask(query, as_="member")).data["me"]["beneficiaries"]
        return next(each["sharing"] for each in people if each["firstName"] == "Noé")

    with clock.at(utc(2033, 9, 20, 21, 59, 59)):
        assert await noe() is None
    with clock.at(utc(2033, 9, 20, 22, 0)):
        assert await noe() == {"given": False}


async def test_an_instant_is_kept_and_given_back_as_it_was(hub: HubClient) -> None:
    share = "mutation { sharingSet(input: {given: true}) { done } }"
    for instant, written in (
        (utc(2026, 12, 31, 23, 30), "2026-12-31T23:30:00Z"),
        (utc(2026, 10, 25, 1, 30), "2026-10-25T01:30:00Z"),
        (utc(2026, 10, 25, 0, 30) + timedelta(microseconds=120), "2026-10-25T00:30:00.000120Z"),
    ):
        with clock.at(instant):
            assert (await hub.ask(share, as_="spouse")).data["sharingSet"]["done"]
            seen = await hub.ask("{ me { beneficiaries { sharing { since } } } }", as_="spouse")
            assert seen.data["me"]["beneficiaries"][0]["sharing"]["since"] == written
            await hub.ask(share.replace("true", "false"), as_="spouse")


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_datetime_that_was_written_is_read_as_the_same(instant: datetime) -> None:
    assert parse_instant(write_instant(instant)) == instant


@given(st.dates())
def test_a_date_that_was_written_is_read_as_the_same(day: date) -> None:
    assert parse_day(day.isoformat()) == day


@pytest.mark.parametrize("text", ["", "20260101", "2026-W01-1", "2026-1-1", "2026-02-30", "2026-01-01T00:00:00Z",
                                  " 2026-01-01", "２０２６-01-01", 20260101, None, True, ["2026-01-01"]])  # fmt: skip
def test_a_date_has_one_form(text: object) -> None:
    with pytest.raises(GraphQLError, match="YYYY-MM-DD"):
        parse_day(text)


@pytest.mark.parametrize("text", ["", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01T00:00:00+00:00",
                                  "2026-01-01 00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00.Z", 0])  # fmt: skip
def test_a_datetime_has_one_form(text: object) -> None:
    with pytest.raises(GraphQLError, match="UTC"):
        parse_instant(text)
