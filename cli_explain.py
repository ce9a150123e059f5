"""The command that shows how an operation is answered: explain."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import click


@click.command()
@click.argument("operation")
@click.option("--as", "persona", metavar="PERSONA", required=True, help="Who asks, as for ./hub token.")
@click.option("--variables", metavar="JSON", default="{}", help="The variables, an object.")
@click.option("--operation", "name", metavar="NAME", help="Which one, where the document has several.")
@click.option("--json", "form", flag_value="json", help="Print it for programs.")
@click.option("--sql", "form", flag_value="sql", help="Print the statement, and do not run it.")
def explain(*, operation: str, persona: str, variables: str, name: str | None, form: str | None) -> None:
    """Show how the demo's database answers an OPERATION: a file, - for standard input, or the query itself.

    Every field with its type and, where rows are read for it, from which tables, by which conditions and
    indexes, how many and in what time. What the planner does not cover is told with the reason.
    """
    from actions.personas import PERSONAS
    from runtime.settings import Mode, load_settings

    if persona not in PERSONAS:
        raise click.UsageError(f"no persona is called {persona}: there are {', '.join(PERSONAS)}")
    text, given = _text(operation), _variables(variables)
    settings = load_settings()
    if settings.mode is Mode.PRODUCTION:
        raise click.ClickException("personas are of the demo, and ask nothing in production")
    # Imported here: it makes the schema, which a wrong argument need not wait for.
    from explain.figures import OtherPlan
    from explain.question import NotAsked
    from explaining import Wish, explanation

    try:
        click.echo(asyncio.run(explanation(settings, Wish(persona, text, given, name, form))))
    except NotAsked as error:
        raise click.UsageError(str(error)) from None
    except OtherPlan:
        raise click.ClickException("Postgres makes a new plan each time just now: try again") from None


def _text(operation: str) -> str:
    if operation == "-":
        return sys.stdin.read()
    if "{" in operation:
        return operation
    try:
        return Path(operation).read_text(encoding="utf-8")
    except (OSError, ValueError):
        raise click.UsageError(f"{operation} is neither a query nor a file that can be read") from None


def _variables(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise click.UsageError("--variables is not a JSON object")
    return found
