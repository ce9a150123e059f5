"""What each code of an error means to whoever writes a client: the texts of `docs/errors.md`."""

from dataclasses import dataclass
from enum import Enum

from rules.refusals import ErrorCode


class Place(Enum):
    """Where a code is told."""

    PAYLOAD = "`code` of a `UserError`, in the `errors` of a payload"
    ANSWER = "`errors[].extensions.code` of the answer"
    REASON = "the reason that comes with what cannot be used now"


class Again(Enum):
    """Whether the same request is worth sending again."""

    NO = "no: the same request gets the same answer"
    MENDED = "not as it is: mend it first"
    READ_FIRST = "after reading again what has changed"
    ON_THE_DAY = "from the day that the message names"
    LATER = "yes, a little later, and more slowly each time"


@dataclass(frozen=True, slots=True)
class Told:
    """One code: when it comes, where, what a client does, and whether sending again can help."""

    when: str
    places: tuple[Place, ...]
    do: str
    again: Again


@dataclass(frozen=True, slots=True)
class Door:
    """An HTTP status that comes instead of a GraphQL answer, with a code in the same form."""

    status: int
    code: ErrorCode
    when: str


CODES: dict[ErrorCode, Told] = {
    ErrorCode.BAD_USER_INPUT: Told(
        "An argument has a value that cannot be worked with: a day, an amount, a cursor or an id that"
        " has not the form of one, a page of more than 100 rows, a search that is too long, or a"
        " variable of a wrong type. In a payload it is what a person typed, such as a password that is too"
        " weak.",
        (Place.PAYLOAD, Place.ANSWER),
        "Show the message beside the field that `argument`, or `field` in a payload, names. A cursor is of"
        " one list in one order: on a refusal begin at the first page.",
        Again.MENDED,
    ),
    ErrorCode.UNAUTHENTICATED: Told(
        "Nobody has signed in and the field is for somebody who has; or there is a token, and it is"
        " not valid or no longer.",
        (Place.PAYLOAD, Place.ANSWER),
        "Sign in, then ask again. A token that was refused is thrown away.",
        Again.MENDED,
    ),
    ErrorCode.FORBIDDEN: Told(
        "The field or the action is not for this kind of actor, or not for the person in this"
        " situation; or not for a program, with the scopes that it has. Whether something exists is never"
        " told this way.",
        (Place.PAYLOAD, Place.ANSWER),
        "Do not offer it in this capacity. Where the person has another one, name that in `Hub-Capacity`.",
        Again.NO,
    ),
    ErrorCode.NOT_FOUND: Told(
        "What an action is about does not exist, or is not theirs: nobody is told which. A query says"
        " the same by null, without an error.",
        (Place.PAYLOAD,),
        "Take it off the screen, and read the list again.",
        Again.NO,
    ),
    ErrorCode.CONFLICT: Told(
        "What must be unique is taken, somebody else has changed the same thing meanwhile, or something else"
        " has to be changed first: the last administrator of a firm is to be taken out, or there are as many"
        " of something as there may be. Of an invitation: the address serves another space.",
        (Place.PAYLOAD,),
        "Read again, show what it is now, and let the person decide.",
        Again.READ_FIRST,
    ),
    ErrorCode.HEALTH_ONLY: Told(
        "It is asked of a contract that is not a health contract.",
        (Place.PAYLOAD, Place.REASON),
        "Offer it beside health contracts only.",
        Again.NO,
    ),
    ErrorCode.CONTRACT_INACTIVE: Told(
        "It needs a contract in force, and this one is proposed, suspended, ended or without effect;"
        " or there is none. Of an estimate, and of a request for reimbursement: they are not covered on the"
        " day of the care.",
        (Place.PAYLOAD, Place.REASON),
        "Show the message, which says what the contract is.",
        Again.NO,
    ),
    ErrorCode.NOT_HOLDER: Told(
        "Only the holder of the contract may do it, and somebody else who is covered asks.",
        (Place.REASON,),
        "Do not offer it; say that the holder can do it.",
        Again.NO,
    ),
    ErrorCode.NOT_YET_AVAILABLE: Told(
        "It can be done, but not before a day that is still to come.",
        (Place.PAYLOAD, Place.REASON),
        "Show the message, which names the day.",
        Again.ON_THE_DAY,
    ),
    ErrorCode.RATE_LIMITED: Told(
        "It was tried too often, for one login, from one address or by one firm, or too much of it is under"
        " way just now. Of démarches: the account has sent all that it may in this household on one day.",
        (Place.PAYLOAD,),
        "Wait until `retryAt`, and say so. Where a login is locked, “forgotten password” opens it at once.",
        Again.LATER,
    ),
    ErrorCode.IDEMPOTENCY_MISMATCH: Told(
        "The same account has sent another démarche, or the same with another input or in another capacity,"
        " under this `idempotencyKey`.",
        (Place.PAYLOAD,),
        "Give each démarche a key of its own, drawn by chance when its form is opened; the key of one"
        " that was sent stays with it.",
        Again.NO,
    ),
    ErrorCode.DUPLICATE: Told(
        "The same care is in a démarche that was not refused, taken back or expired, or in a line of"
        " reimbursement, that who asks sees.",
        (Place.PAYLOAD,),
        "Show the message, which names the démarche or the statement.",
        Again.NO,
    ),
    ErrorCode.EMAIL_MISSING: Told(
        "A mail is to be sent and no e-mail address is on file. Only somebody who has shown their identity is"
        " told so, and an agent.",
        (Place.PAYLOAD,),
        "Show the message, which says whom to write to. Once an address is recorded, `passwordForgotten`"
        " works.",
        Again.MENDED,
    ),
    ErrorCode.ALREADY_ACTIVATED: Told(
        "First connection, or another activation id, for an account that has a password. Only somebody who"
        " has shown their identity is told so, and an agent.",
        (Place.PAYLOAD,),
        "Offer to sign in, and “forgotten password”.",
        Again.NO,
    ),
    ErrorCode.CODE_EXPIRED: Told(
        "The link of a mail is over, was used, was followed by a newer one, or never was a link: nobody is"
        " told which. Of the code of a message: it is over, or none is waited for.",
        (Place.PAYLOAD,),
        "Offer to ask for another: “forgotten password”, or `profileUpdate` where an address or a number"
        " was to be confirmed.",
        Again.MENDED,
    ),
    ErrorCode.CODE_INVALID: Told(
        "A second factor is set up for the account: its code is missing, is not the right one, or was"
        " taken before; a recovery code too. Or the code of a message (SMS) is not the right one.",
        (Place.PAYLOAD,),
        "Ask for the code of the authenticator application, a recovery code, or the code of the message,"
        " and send the same again with it. The application has a new one every half minute.",
        Again.MENDED,
    ),
    ErrorCode.UNAVAILABLE: Told(
        "The hub cannot reach its database just now, lost it while it answered, or had no answer from it"
        " in time. In a payload: it cannot send messages to telephones (SMS), and says so before it"
        " promises one.",
        (Place.PAYLOAD, Place.ANSWER),
        "Say that it is for a moment. A mutation may have been done before the connection was lost:"
        " read first.",
        Again.LATER,
    ),
    ErrorCode.INTERNAL: Told(
        "A fault of the hub. What went wrong is in its log under the `id` that comes with the code,"
        " and nowhere else.",
        (Place.ANSWER,),
        "Show the `id`: whoever runs the hub finds the cause by it.",
        Again.NO,
    ),
}

OF_DOCUMENTS: dict[str, str] = {
    "GRAPHQL_PARSE_FAILED": "The document is not GraphQL.",
    "GRAPHQL_VALIDATION_FAILED": (
        "The document does not fit the schema, or is out of bounds: too many tokens, levels or"
        " aliases, or several operations of which none is named."
    ),
}
"""Codes about what a programmer wrote. They are not in the schema's enum, and no person can mend them."""

DOORS: tuple[Door, ...] = (
    Door(
        400,
        ErrorCode.BAD_USER_INPUT,
        "The body is not JSON in UTF-8, has a number too large, is no object, a batch, without `query`,"
        " of wrong types, or names no operation of the document.",
    ),
    Door(
        401,
        ErrorCode.UNAUTHENTICATED,
        "There is an `Authorization` header, and it holds no valid token, or one of a program whose client"
        " was revoked or is over; with `WWW-Authenticate: Bearer`.",
    ),
    Door(
        403,
        ErrorCode.FORBIDDEN,
        "`Hub-Capacity` names none of the capacities of the account, or the one in use has ended since the"
        " token was made.",
    ),
    Door(404, ErrorCode.NOT_FOUND, "There is no such address."),
    Door(405, ErrorCode.BAD_USER_INPUT, "The address is not asked that way; with `Allow`."),
    Door(413, ErrorCode.BAD_USER_INPUT, "The body is too large."),
    Door(415, ErrorCode.BAD_USER_INPUT, "The content type is not `application/json`."),
    Door(
        500,
        ErrorCode.INTERNAL,
        "A fault of the hub outside of GraphQL; with the `id` of its line in the log.",
    ),
    Door(
        503,
        ErrorCode.UNAVAILABLE,
        "The database cannot be reached, or gave no answer in time. Or households’ data were read, and that"
        " they were could not be written down: they are not shown. With `Retry-After`.",
    ),
)
