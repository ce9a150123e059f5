"""What PostGraphile answers, in the hub's words, so that the two can be compared.

It has no cursor of the hub's kind, and no filter by several statuses: it is asked for the last ten démarches,
of which the open ones are looked at.
"""

from datetime import datetime
from typing import Any

from bench.operations import Operation
from loaders.reimbursements import REIMBURSEMENTS
from planner import global_id

OPEN = {"SUBMITTED", "IN_REVIEW", "AWAITING_DOCUMENTS", "AWAITING_SIGNATURE", "ACCEPTED"}
RANKS = {"HOLDER": 0, "SPOUSE": 1}
COVERED = "coverageByMemberIdAndCoverageIdAndContractIdAndPersonId"
PERSON, CONTRACT = "personByMemberIdAndPersonId", "contractByMemberIdAndContractId"

OF_LINE = (
    "careDate", "paidOn", "label", "spent", "socialSecurityPaid", "complementaryPaid", "remaining", "status",
)  # fmt: skip

Json = Any


def in_our_words(operation: Operation, data: Json, household: int | None) -> Json:
    match operation.name:
        case "home":
            return {"me": _home(data)}
        case "reimbursements":
            return {"me": {"reimbursements": _lines(data["allReimbursements"], household)}}
        case "portfolio":
            shown = ("number", "lineOfBusiness", "status")
            members = [{"node": _household(each, shown)} for each in _nodes(data["allMembers"])]
            return {"members": {"edges": members}}
    return {"me": _nodes(data["allPeople"])[0]}


def without_cursors(operation: Operation, data: Json) -> Json:
    """The hub's answer without what the other cannot say."""
    if operation.name != "reimbursements":
        return data
    lines = data["me"]["reimbursements"]
    info = {"hasNextPage": lines["pageInfo"]["hasNextPage"]}
    return {"me": {"reimbursements": {**lines, "pageInfo": info}}}


def _home(data: Json) -> Json:
    member = data["memberByMemberId"]
    lines = [
        {**_only(each, "paidOn", "label", "spent", "complementaryPaid", "status"),
         "beneficiary": each[COVERED][PERSON]}
        for each in _nodes(data["allReimbursements"])
    ]  # fmt: skip
    procedures = [
        {**each, "submittedAt": _instant(each["submittedAt"])}
        for each in _nodes(member["proceduresByMemberId"]) if each["status"] in OPEN
    ]  # fmt: skip
    return {
        **_household(member, ("number", "lineOfBusiness", "status", "startDate"), with_birth=True),
        "reimbursements": {"edges": [{"node": each} for each in lines]},
        "procedures": {"edges": [{"node": each} for each in procedures]},
    }


def _household(member: Json, of_contract: tuple[str, ...], *, with_birth: bool = False) -> Json:
    contracts = _nodes(member["contractsByMemberId"])
    covered = [
        (contract["contractId"], each)
        for contract in contracts
        for each in _nodes(contract["coveragesByMemberIdAndContractId"])
    ]
    covered.sort(key=_rank)
    names = ("firstName", "lastName", "birthDate") if with_birth else ("firstName", "lastName")
    return {
        "number": member["number"],
        **_nodes(member["peopleByMemberId"])[0],
        "contracts": [_only(each, *of_contract) for each in contracts],
        "beneficiaries": [
            {**_only(each[PERSON], *names), "relation": each["relation"]} for _, each in covered
        ],
    }


def _rank(covered: tuple[str, Json]) -> tuple[int, int, str, int]:
    contract_id, each = covered
    rank = RANKS.get(each["relation"], 2)
    return int(contract_id), rank, each[PERSON]["birthDate"], int(each["coverageId"])


def _lines(found: Json, household: int | None) -> Json:
    assert household is not None
    edges = [
        {
            "node": {
                "id": global_id.encode(REIMBURSEMENTS, (household, int(each["reimbursementId"]))),
                **_only(each, *OF_LINE),
                "beneficiary": each[COVERED][PERSON],
                "contract": each[COVERED][CONTRACT],
            }
        }
        for each in _nodes(found)
    ]
    return {"edges": edges, "pageInfo": {"hasNextPage": found["pageInfo"]["hasNextPage"]}}


def _nodes(found: Json) -> list[Json]:
    return list(found["nodes"])


def _only(found: Json, *names: str) -> Json:
    return {name: found[name] for name in names}


def _instant(text: str) -> str:
    return datetime.fromisoformat(text).isoformat().replace("+00:00", "Z")
