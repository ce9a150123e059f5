"""What holds for the whole schema."""

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    is_list_type,
    is_non_null_type,
)

from cli_develop import SDL
from planner.catalog import source_of
from planner.declarations import Page, Root
from schema.build import build

SCHEMA = build()._schema
BUILT_IN = {"Int", "Float", "String", "Boolean", "ID"}


def elements() -> Iterator[tuple[str, Any]]:
    """Every type, field, argument and enum value, with its coordinate."""
    for name, kind in SCHEMA.type_map.items():
        if name.startswith("__") or name in BUILT_IN:
            continue
        yield name, kind
        if isinstance(kind, GraphQLEnumType):
            yield from ((f"{name}.{value}", element) for value, element in kind.values.items())
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for field_name, field in kind.fields.items():
                yield f"{name}.{field_name}", field
                arguments = getattr(field, "args", {})
                yield from (
                    (f"{name}.{field_name}({argument}:)", each) for argument, each in arguments.items()
                )


def test_every_element_has_a_description() -> None:
    assert [name for name, element in elements() if not element.description] == []


def test_the_kept_sdl_is_what_the_code_says() -> None:
    assert SDL.read_text() == build().as_str().rstrip() + "\n"


REFUSED_TO_NOBODY = {"acts", "hospitals", "news", "prevention", "tutorials", "aids", "faq"}
"""Lists about nobody: signed out they are empty, and the contract has them non-null."""


def test_a_root_field_that_can_be_refused_or_empty_is_nullable() -> None:
    assert SCHEMA.query_type is not None
    for name, field in SCHEMA.query_type.fields.items():
        if name in REFUSED_TO_NOBODY:
            assert is_non_null_type(field.type), name
        elif isinstance(source_of(field), Root | Page) or name == "node":
            assert not is_non_null_type(field.type), name


def test_a_mutation_always_returns_its_payload_with_its_errors() -> None:
    assert SCHEMA.mutation_type is not None
    for name, field in SCHEMA.mutation_type.fields.items():
        assert is_non_null_type(field.type), name
        errors = field.type.of_type.fields["errors"].type
        assert is_non_null_type(errors)
        assert is_list_type(errors.of_type)
