"""The body of a request for an operation, looked at before anything is made of it."""

from typing import Any

from strawberry.http import GraphQLRequestData

from routes.json_text import read_json
from routes.refusals import refusal
from rules.refusals import ErrorCode

KINDS = (("query", str), ("variables", dict), ("operationName", str), ("extensions", dict))


class Refused(Exception):
    """The request is answered before anything is executed."""

    def __init__(self, status: int, code: str, message: str) -> None:
        self.response = refusal(status, code, message)
        super().__init__(code)


def asked_of(content_type: str, content: str | bytes) -> GraphQLRequestData:
    """What is asked. Strawberry's own parsing ends in a traceback for bodies that are JSON but no object."""
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise Refused(415, ErrorCode.BAD_USER_INPUT, "Send a JSON body with Content-Type: application/json.")
    body = _json(content)
    if not isinstance(body, dict):
        raise Refused(400, ErrorCode.BAD_USER_INPUT, "The body is one JSON object with `query`; no batches.")
    for name, kind in KINDS:
        if not isinstance(body.get(name), kind | None):
            expected = "text" if kind is str else "an object"
            raise Refused(400, ErrorCode.BAD_USER_INPUT, f"`{name}` is {expected}.")
    if not body.get("query"):
        raise Refused(400, ErrorCode.BAD_USER_INPUT, "`query` is missing.")
    return GraphQLRequestData(
        query=body["query"],
        variables=body.get("variables"),
        operation_name=body.get("operationName"),
        extensions=None,
        protocol="http",
    )


def _json(body: str | bytes) -> Any:
    try:
        return read_json(body)
    except (ValueError, RecursionError):
        raise Refused(
            400, ErrorCode.BAD_USER_INPUT, "The body is not JSON in UTF-8, or has a number too large."
        ) from None
