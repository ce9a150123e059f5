"""What the words of docs/visibility.md mean, said in Python and from the rows alone: no SQL of the hub's is
used, so that what the hub answers and what this says were not made by the same hand.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from models.documents import COVER_DOCUMENTS
from rules.sharing import comes_of_age_on
from runtime import clock
from runtime.actor import Actor
from tests.visibility.firms import administered
from tests.visibility.truth import Truth, Values

NOT_FOR_BROKERS = {
    "REIMBURSEMENT_REQUEST", "QUOTE_ESTIMATE", "HOSPITAL_CARE", "TELETRANSMISSION_CHANGE", "COMPLAINT",
    "DATA_EXPORT",
}  # fmt: skip

OWN_AFFAIRS = {
    "ADDRESS_CHANGE", "BANK_ACCOUNT_CHANGE", "ACCOUNTANT_DECLARATION", "EMAIL_REGISTRATION",
    "IDENTITY_CORRECTION", "COMPLAINT", "DATA_EXPORT",
}  # fmt: skip
OWN_PAPERS = {
    "SEPA_MANDATE", "DATA_EXPORT", "LETTER", "BANK_DETAILS", "IDENTITY_DOCUMENT", "BIRTH_CERTIFICATE",
    "FAMILY_RECORD", "ADDRESS_PROOF",
}  # fmt: skip


def is_another_adult(truth: Truth, person_id: int | None, actor: Actor) -> bool:
    """Somebody covered, of age, and not the one who looks."""
    if person_id is None or person_id == actor.person_id:
        return False
    person = truth.people[person_id]
    return not person["is_holder"] and comes_of_age_on(person["birth_date"]) <= clock.today()


def is_shown(truth: Truth, person_id: int | None, actor: Actor) -> bool:
    """Whether the holder may see a person's care."""
    hidden = is_another_adult(truth, person_id, actor)
    return person_id is None or not hidden or bool(truth.people[person_id]["shares"])


def person_of(truth: Truth, row: Values) -> Any:
    """Whom a row is about: it says so itself, or its coverage does."""
    if "raw person_id" in row or "raw coverage_id" not in row:
        return row.get("raw person_id")
    return next(
        each["raw person_id"]
        for each in truth.rows["Beneficiary"]
        if each["raw coverage_id"] == row["raw coverage_id"]
    )


def _all(_truth: Truth, _row: Values, _actor: Actor) -> bool:
    return True


def _none(_truth: Truth, _row: Values, _actor: Actor) -> bool:
    return False


def _household(_truth: Truth, row: Values, actor: Actor) -> bool:
    return bool(row["raw member_id"] == actor.member_id)


def _own(truth: Truth, row: Values, actor: Actor) -> bool:
    return _household(truth, row, actor) and person_of(truth, row) == actor.person_id


def _shown(truth: Truth, row: Values, actor: Actor) -> bool:
    return _household(truth, row, actor) and is_shown(truth, person_of(truth, row), actor)


def _followed(truth: Truth, row: Values, actor: Actor) -> bool:
    return (row["raw member_id"], actor.broker_id) in truth.followed


def _portfolio(truth: Truth, row: Values, actor: Actor) -> bool:
    return _followed(truth, row, actor) and row.get("raw broker_id") == actor.broker_id


def _covering_them(truth: Truth, row: Values, actor: Actor) -> bool:
    contracts = {each["raw contract_id"] for each in truth.rows["Beneficiary"] if _own(truth, each, actor)}
    return _household(truth, row, actor) and row["raw contract_id"] in contracts


def _covers(truth: Truth, row: Values, actor: Actor) -> list[Values]:
    """Those of who looks by the contract that a row is of."""
    return [
        each
        for each in truth.rows["Beneficiary"]
        if _own(truth, each, actor) and each["raw contract_id"] == row["raw contract_id"]
    ]


def _holds_still(cover: Values) -> bool:
    return cover["raw covered_to"] is None or bool(cover["raw covered_to"] > clock.today())


def is_covered_still(truth: Truth, row: Values, actor: Actor) -> bool:
    """Whether a contract covers who looks, today or later."""
    return any(_holds_still(cover) for cover in _covers(truth, row, actor))


def cover_ended_on(truth: Truth, row: Values, actor: Actor) -> date:
    last: date = max(cover["raw covered_to"] for cover in _covers(truth, row, actor))
    return last


def _covering_them_still(truth: Truth, row: Values, actor: Actor) -> bool:
    return _household(truth, row, actor) and is_covered_still(truth, row, actor)


def _with_lines_shown(truth: Truth, row: Values, actor: Actor) -> bool:
    return any(
        each["raw statement_id"] == row["raw statement_id"] and is_shown(truth, each["raw person_id"], actor)
        for each in truth.rows["Reimbursement"]
        if _household(truth, each, actor)
    )


def _with_their_lines(truth: Truth, row: Values, actor: Actor) -> bool:
    statements = {
        each["raw statement_id"] for each in truth.rows["Reimbursement"] if _own(truth, each, actor)
    }
    return _household(truth, row, actor) and row["raw statement_id"] in statements


def _is_theirs(truth: Truth, row: Values, actor: Actor) -> bool:
    """Whether this account sent a démarche, and not in the place of somebody."""
    procedures = truth.rows["Procedure"]
    found = (each for each in procedures if each["raw procedure_id"] == row["raw procedure_id"])
    return any(
        each["raw submitted_by"] == actor.account_id and each["raw submitted_as"] != "GUARDIAN"
        for each in found
    )


def _about(truth: Truth, row: Values) -> Values:
    """The démarche that a row is, or is a step of."""
    procedures = truth.rows["Procedure"]
    return next(each for each in procedures if each["raw procedure_id"] == row["raw procedure_id"])


def _shown_or_theirs(truth: Truth, row: Values, actor: Actor) -> bool:
    asked = _about(truth, row)
    if not _household(truth, row, actor) or _is_theirs(truth, row, actor):
        return _household(truth, row, actor)
    if asked["raw person_id"] is None:
        return asked["raw submitted_as"] not in {"BENEFICIARY", "GUARDIAN"}
    if asked["raw kind"] in OWN_AFFAIRS:
        return not is_another_adult(truth, asked["raw person_id"], actor)
    return is_shown(truth, asked["raw person_id"], actor)


def _own_or_theirs(truth: Truth, row: Values, actor: Actor) -> bool:
    return _own(truth, _about(truth, row), actor) or (
        _household(truth, row, actor) and _is_theirs(truth, row, actor)
    )


def _not_about_care(truth: Truth, row: Values, actor: Actor) -> bool:
    return _portfolio(truth, row, actor) and row["raw kind"] not in NOT_FOR_BROKERS


def _lines_of(truth: Truth, row: Values) -> list[Values]:
    """Those of the payment that a document is of."""
    lines = truth.rows["Reimbursement"]
    return [each for each in lines if each["raw statement_id"] == row["raw statement_id"]]


def _papers_shown(truth: Truth, row: Values, actor: Actor) -> bool:
    adults = is_another_adult(truth, row["raw person_id"], actor)
    if not _shown(truth, row, actor) or (adults and row["raw kind"] in OWN_PAPERS):
        return False
    if adults or row["raw person_id"] is None:
        with_ = [
            {"raw procedure_id": asked} for paper, asked in truth.sent if paper == row["raw document_id"]
        ]
        if not all(_shown_or_theirs(truth, _about(truth, each), actor) for each in with_):
            return False
    if row["raw statement_id"] is None:
        return True
    shown = [is_shown(truth, line["raw person_id"], actor) for line in _lines_of(truth, row)]
    return any(shown) and (row["raw person_id"] is not None or all(shown))


def _own_or_of_contracts(truth: Truth, row: Values, actor: Actor) -> bool:
    if row["raw statement_id"] is not None:
        lines = _lines_of(truth, row)
        return _own(truth, row, actor) and any(_own(truth, line, actor) for line in lines)
    if _own(truth, row, actor):
        return True
    if row["raw person_id"] is not None or row["raw kind"] not in COVER_DOCUMENTS:
        return False
    return _household(truth, row, actor) and any(
        each["raw contract_id"] == row["raw contract_id"]
        and (each["raw covered_to"] is None or each["raw covered_to"] > row["raw issued_on"])
        for each in truth.rows["Beneficiary"]
        if _own(truth, each, actor)
    )


def _not_about_adults(truth: Truth, row: Values, actor: Actor) -> bool:
    return _household(truth, row, actor) and not is_another_adult(truth, row["raw person_id"], actor)


def _portfolio_people(truth: Truth, row: Values, actor: Actor) -> bool:
    return _followed(truth, row, actor) and actor.broker_id in row["raw broker_ids"]


def _placing(truth: Truth, row: Values, actor: Actor) -> bool:
    contracts = truth.rows["Contract"]
    return any(
        each["raw broker_id"] == row["raw broker_id"] and _household(truth, each, actor) for each in contracts
    )


def _placing_covering(truth: Truth, row: Values, actor: Actor) -> bool:
    contracts = truth.rows["Contract"]
    return any(
        each["raw broker_id"] == row["raw broker_id"] and _covering_them(truth, each, actor)
        for each in contracts
    )


def _itself(_truth: Truth, row: Values, actor: Actor) -> bool:
    return bool(row["raw broker_id"] == actor.broker_id)


def _cover(truth: Truth, row: Values) -> Values:
    """That for which somebody is on a card."""
    covers = truth.rows["Beneficiary"]
    return next(each for each in covers if each["raw coverage_id"] == row["raw coverage_id"])


def _on_a_card_still(truth: Truth, row: Values, actor: Actor) -> bool:
    return _household(truth, row, actor) and _holds_still(_cover(truth, row))


def _on_a_card_today(truth: Truth, row: Values, actor: Actor) -> bool:
    cover = _cover(truth, row)
    return _own(truth, row, actor) and cover["raw covered_from"] <= clock.today() and _holds_still(cover)


def _naming_them_today(truth: Truth, row: Values, actor: Actor) -> bool:
    people = truth.rows["ThirdPartyCardPerson"]
    return any(
        each["raw third_party_card_id"] == row["raw third_party_card_id"]
        and _on_a_card_today(truth, each, actor)
        for each in people
    )


def _with_their_cover(truth: Truth, row: Values, actor: Actor) -> bool:
    for_everybody = row["raw audience"] == "ALL" and row.get("raw partner_id") not in truth.named
    covers = truth.rows["Beneficiary"]
    return for_everybody or any(_own(truth, each, actor) and _holds_still(each) for each in covers)


def _part(_truth: Truth, _row: Values, _actor: Actor) -> bool:
    """Not rows of their own: they are seen inside what they are part of."""
    return True


WORDS: dict[str, Callable[[Truth, Values, Actor], bool]] = {
    "all": _all,
    "none": _none,
    "part": _part,
    "household": _household,
    "own": _own,
    "shown": _shown,
    "followed": _followed,
    "portfolio": _portfolio,
    "covering them": _covering_them,
    "with their lines": _with_their_lines,
    "with lines shown": _with_lines_shown,
    "covering them still": _covering_them_still,
    "shown or theirs": _shown_or_theirs,
    "own or theirs": _own_or_theirs,
    "portfolio, not about care": _not_about_care,
    "papers shown": _papers_shown,
    "own or of contracts covering them": _own_or_of_contracts,
    "not about adults": _not_about_adults,
    "portfolio of people": _portfolio_people,
    "placing their contracts": _placing,
    "placing contracts covering them": _placing_covering,
    "itself": _itself,
    "of the firm they administer": administered,
    "naming them today": _naming_them_today,
    "with their cover": _with_their_cover,
    "covered still": _on_a_card_still,
    "own today": _on_a_card_today,
}
"""Each word of a *rows* line; docs/visibility.md explains them."""
