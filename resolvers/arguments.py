"""The arguments of declared fields.

A field that lets clients choose has a function that makes a `Choice` of what they say. Its parameters are
the field's arguments in the schema: they are written once, where the function is.
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, TypeVar

import strawberry
from strawberry import UNSET, Info, Parent

from planner import keyset
from planner.asking import Ask, Asked
from planner.choices import NOTHING, BadArgument, Choice
from planner.declarations import Page, Rows
from planner.global_id import BadGlobalId, decode
from resolvers.context import Context
from rules.search import words

LONGEST_SEARCH = 100
FOUND_NOWHERE = "\x01"
"""Stands for a search without a letter or a digit: no folded text has such a word."""
T = TypeVar("T")
HubInfo = Info[Context, None]
PARENT: Any = Parent[Any]  # type: ignore[misc]  # an annotation that strawberry reads, as a value
Choose = Callable[..., Choice]
"""Makes a choice of a field's arguments; `BadArgument` names the one that cannot be worked with."""

First = Annotated[
    int | None, strawberry.argument(description="How many rows from the start: 0 to 100, 20 if unsaid.")
]
After = Annotated[str | None, strawberry.argument(description="Rows after this cursor only.")]
Last = Annotated[
    int | None, strawberry.argument(description="How many rows from the end: 0 to 100. Not with `first`.")
]
Before = Annotated[str | None, strawberry.argument(description="Rows before this cursor only.")]
FORWARDS = {"first": First, "after": After}
BOTH_WAYS = {**FORWARDS, "last": Last, "before": Before}


def given(value: T | None) -> T | None:
    """An argument that is left out means what null means."""
    return None if value is UNSET else value


def asking(choose: Choose | None) -> Ask:
    """How the arguments of a field without pages are read."""
    return lambda arguments: Asked(_chosen(choose, arguments))


def asking_page(source: Page, choose: Choose | None) -> Ask:
    """How the arguments of a page are read."""

    def ask(arguments: Mapping[str, Any]) -> Asked:
        choice = _chosen(choose, arguments)
        sizes = {name: given(arguments.get(name)) for name in BOTH_WAYS}
        return Asked(choice, keyset.wanted(source, **sizes, order=choice.order))

    return ask


def _chosen(choose: Choose | None, arguments: Mapping[str, Any]) -> Choice:
    """The choice of those arguments that `choose` knows."""
    if choose is None:
        return NOTHING
    return choose(**{name: given(arguments.get(name)) for name in inspect.signature(choose).parameters})


def with_arguments(
    resolve: Callable[..., Any],
    choose: Choose | None,
    more: dict[str, Any] | None = None,
    *,
    of_parent: bool = True,
) -> Callable[..., Any]:
    """Let a resolver that takes any keywords be read by strawberry as taking these arguments."""
    parameters = [_parameter("info", HubInfo)]
    if of_parent:
        parameters.insert(0, _parameter("row", PARENT))
    if choose is not None:
        parameters += inspect.signature(choose).parameters.values()
    parameters += [_parameter(name, kind, UNSET) for name, kind in (more or {}).items()]
    keyword = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in parameters]
    resolve.__signature__ = inspect.Signature(keyword)  # type: ignore[attr-defined]  # what strawberry reads
    return resolve


def ids_of(tag: str, ids: Sequence[str] | None, argument: str) -> list[str] | None:
    """Ids of one type, each with the form of one; those of nothing, or of nobody of yours, match nothing."""
    if ids is None:
        return None
    for each in ids:
        _key_of(tag, each, argument)
    return [str(each) for each in ids]


def key_of(tag: str, parts: int, id_: str, argument: str) -> tuple[int, ...]:
    """The key in an id of one type, which has so many parts."""
    key = _key_of(tag, id_, argument)
    if len(key) != parts:
        raise _of_no_such_kind(id_, argument)
    return key


def key_if_of(rows: Rows, id_: str) -> tuple[int, ...] | None:
    """The key in an id of these rows; none for what is no such id, where the refusal is a payload's."""
    try:
        tag, key = decode(id_)
    except BadGlobalId:
        return None
    return key if tag == rows.tag and len(key) == len(rows.key) else None


def _key_of(tag: str, id_: str, argument: str) -> tuple[int, ...]:
    try:
        found, key = decode(id_)
    except BadGlobalId:
        raise _of_no_such_kind(id_, argument) from None
    if found != tag:
        raise _of_no_such_kind(id_, argument)
    return key


def _of_no_such_kind(id_: str, argument: str) -> BadArgument:
    problem = f"`{argument}`: {id_[:60]!r} is not an id of that kind: use one that this API gave."
    return BadArgument(argument, problem)


def households_of(ids: Sequence[str]) -> list[int]:
    """The keys of the households in which things are that have these ids."""
    return sorted({decode(each)[1][0] for each in ids})


def names_of(values: Any) -> list[str] | None:
    """The texts that a table holds for some values of an enum."""
    values = given(values)
    return None if values is None else [value.value for value in values]


def searched(text: str | None, argument: str) -> list[str]:
    """The words of a search, which is bounded before it is worked on; none for a blank one."""
    if text is not None and len(text) > LONGEST_SEARCH:
        raise BadArgument(argument, f"`{argument}` has at most {LONGEST_SEARCH} characters.")
    found = words(text or "")
    return found if found or not (text or "").strip() else [FOUND_NOWHERE]


def _parameter(name: str, annotation: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
