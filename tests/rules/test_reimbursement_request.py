"""When a reimbursement can be asked for: the days, the amount, the cover, and what is the same care."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.months import months_after
from rules.refusals import ErrorCode, Refusal
from rules.reimbursement_request import (
    Cover,
    Earlier,
    amount_can_have_been_paid,
    awaits_documents,
    care_is_not_time_barred,
    care_is_of_a_health_contract,
    care_was_given_by_today,
    in_a_line,
    it_is_asked_for_once,
    may_be_asked_for,
    person_was_covered_on_the_day,
    there_is_something_to_send,
    what_is_to_be_sent,
)
from rules.sending import ALL_PAPERS, INVOICE_ONLY, NOT_COVERED, NOTHING_TO_SEND, UNDOCUMENTED

TODAY = date(2026, 6, 1)
ONE_DAY = timedelta(days=1)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
COVER = Cover("HEALTH", "ACTIVE", date(2025, 1, 1), date(2026, 3, 1), date(2026, 2, 1))


def where(refusal: Refusal | None) -> tuple[ErrorCode, tuple[str, ...]]:
    assert refusal is not None
    assert refusal.message.endswith(".")
    return refusal.code, refusal.field


@given(DAYS)
def test_care_was_given_by_today_until_the_day_itself(today: date) -> None:
    assert care_was_given_by_today(today, today) is None
    assert care_was_given_by_today(today - ONE_DAY, today) is None
    assert where(care_was_given_by_today(today + ONE_DAY, today)) == ("BAD_USER_INPUT", ("input", "careDate"))


@given(DAYS)
def test_the_last_day_of_the_two_years_counts_and_the_one_after_does_not(care: date) -> None:
    last = months_after(care, 24)
    assert care_is_not_time_barred(care, last) is None
    assert care_is_not_time_barred(care, care) is None
    barred = care_is_not_time_barred(care, last + ONE_DAY)
    assert where(barred) == ("BAD_USER_INPUT", ("input", "careDate"))


@pytest.mark.parametrize(
    ("care", "last"),
    [
        (date(2024, 5, 5), date(2026, 5, 5)),
        (date(2024, 2, 29), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2028, 2, 28)),
        (date(2023, 12, 31), date(2025, 12, 31)),
    ],
)
def test_two_years_end_on_the_same_day_of_the_month(care: date, last: date) -> None:
    assert care_is_not_time_barred(care, last) is None
    assert care_is_not_time_barred(care, last + ONE_DAY) is not None


def test_who_is_late_is_told_the_last_day_and_the_law() -> None:
    barred = care_is_not_time_barred(date(2024, 5, 5), date(2026, 5, 6))
    assert barred is not None
    assert "5\u00a0mai 2026" in barred.message
    assert "L. 114-1" in barred.message


@pytest.mark.parametrize("amount", ["0.01", "30", "30.5", "1000000", "1000000.00"])
def test_an_amount_of_more_than_nothing_can_have_been_paid(amount: str) -> None:
    assert amount_can_have_been_paid(Decimal(amount)) is None


@pytest.mark.parametrize(
    "amount", ["0", "0.00", "-0.01", "-30", "1000000.01", "0.001", "30.005", "9999999999.99"]
)
def test_what_is_no_amount_of_whole_cents_or_too_high_cannot(amount: str) -> None:
    assert where(amount_can_have_been_paid(Decimal(amount))) == ("BAD_USER_INPUT", ("input", "amountPaid"))


def test_the_holder_asks_for_themself_and_minors_an_adult_for_themself_a_guardian_in_their_place() -> None:
    cases = {
        (themself, holder, guardian, of_age): may_be_asked_for(
            themself=themself, as_holder=holder, by_guardian=guardian, of_age=of_age
        )
        for themself, holder, guardian, of_age in product((True, False), repeat=4)
    }
    never = {case for case, may in cases.items() if not may}
    assert never == {
        (True, False, False, False),  # a minor, by themself
        (False, True, True, True),  # another adult, by the holder’s guardian
        (False, True, False, True),  # or by the holder
        *((False, False, guardian, of_age) for guardian in (True, False) for of_age in (True, False)),
    }


def test_a_protection_contract_reimburses_no_care() -> None:
    assert care_is_of_a_health_contract(COVER) is None
    refusal = care_is_of_a_health_contract(replace(COVER, line_of_business="PROTECTION"))
    assert where(refusal) == ("HEALTH_ONLY", ("input", "beneficiaryId"))


def test_the_days_of_cover_go_from_the_first_to_the_one_before_the_nearer_end() -> None:
    for day in (date(2025, 1, 1), date(2026, 1, 31)):
        assert person_was_covered_on_the_day(COVER, day) is None
    for day in (date(2024, 12, 31), date(2026, 2, 1)):
        refusal = person_was_covered_on_the_day(COVER, day)
        assert where(refusal) == ("CONTRACT_INACTIVE", ("input", "careDate"))
    left = replace(COVER, until=date(2025, 6, 1))
    assert person_was_covered_on_the_day(left, date(2025, 5, 31)) is None
    assert person_was_covered_on_the_day(left, date(2025, 6, 1)) is not None


@pytest.mark.parametrize(
    ("status", "covers"),
    [("ACTIVE", True), ("SUSPENDED", True), ("TERMINATED", True), ("PROPOSAL", False), ("CANCELLED", False)],
)
def test_a_contract_that_never_took_effect_covers_no_day_and_one_that_ended_those_before(
    status: str, covers: bool
) -> None:
    refusal = person_was_covered_on_the_day(replace(COVER, status=status), date(2025, 5, 5))
    assert (refusal is None) is covers


def test_where_all_comes_by_itself_there_is_nothing_to_ask() -> None:
    refusal = there_is_something_to_send(NOTHING_TO_SEND)
    assert where(refusal) == ("BAD_USER_INPUT", ("input", "thirdPartyPayment"))
    assert refusal is not None
    assert refusal.message == NOTHING_TO_SEND.instructions
    for cell in (INVOICE_ONLY, ALL_PAPERS, NOT_COVERED, UNDOCUMENTED):
        assert there_is_something_to_send(cell) is None


def test_documents_are_awaited_where_one_is_always_to_be_sent() -> None:
    assert all(awaits_documents(cell) for cell in (INVOICE_ONLY, ALL_PAPERS, NOT_COVERED))
    assert not any(awaits_documents(cell) for cell in (UNDOCUMENTED, NOTHING_TO_SEND))


@pytest.mark.parametrize(
    ("other", "same"), [("30.00", True), ("30.01", True), ("29.99", True), ("30.02", False), ("29.98", False)]
)
def test_amounts_a_cent_apart_are_the_same_care(other: str, same: bool) -> None:
    known = [Earlier(Decimal("99.00"), "autre chose"), Earlier(Decimal(other), "ils sont là")]
    refusal = it_is_asked_for_once(Decimal("30.00"), known)
    if not same:
        assert refusal is None
        return
    assert where(refusal) == ("DUPLICATE", ())
    assert refusal is not None
    assert refusal.message == "Ces soins sont déjà connus : ils sont là."


def test_a_line_is_named_by_its_statement_or_by_its_day() -> None:
    assert "D-2026-1" in in_a_line("D-2026-1", TODAY)
    assert "1er\u00a0juin 2026" in in_a_line(None, TODAY)


def test_the_person_is_told_what_to_send_and_under_which_reference() -> None:
    told = what_is_to_be_sent(INVOICE_ONLY, "DEM-2026-7KQ3-M9XD")
    assert told.startswith(INVOICE_ONLY.instructions)
    assert told.endswith("DEM-2026-7KQ3-M9XD dans votre envoi.")
