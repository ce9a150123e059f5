"""The commands for those who work on the hub: check, test, prove, bench, and what the code says of itself."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent
SDL = ROOT / "schema" / "schema.graphql"
ERRORS = ROOT / "docs" / "errors.md"
RULES = ROOT / "docs" / "rules.md"

CHECKS = {
    "format": ["-m", "ruff", "format", "--check", "."],
    "lint": ["-m", "ruff", "check", "."],
    "types": ["-m", "mypy", "."],
    # As a module it does nothing, and says nothing; its script would name the folder it was installed in.
    "imports": ["-c", "from importlinter.cli import lint_imports_command as lint; lint()"],
}


@click.command()
def check() -> None:
    """Check format, style, types, imports between layers, that the SDL and pages of docs/ fit the code."""
    failed = [name for name, arguments in CHECKS.items() if not passes(arguments)]
    if _sdl() != _kept(SDL):
        click.echo("schema: schema/schema.graphql is not what the code says: run ./hub export-schema")
        failed.append("schema")
    if errors_page() != _kept(ERRORS):
        click.echo("errors: docs/errors.md is not what the code says: run ./hub export-errors")
        failed.append("errors")
    if rules_page() != _kept(RULES):
        click.echo("rules: docs/rules.md is not what the code says: run ./hub export-rules")
        failed.append("rules")
    if failed:
        raise click.ClickException(f"failed: {', '.join(failed)}")
    click.echo(f"passed: {', '.join([*CHECKS, 'schema', 'errors', 'rules'])}")


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def test(context: click.Context, arguments: tuple[str, ...]) -> None:
    """Run the tests, on all cores. ARGUMENTS go to pytest, on one: ./hub test tests/rules -k majority"""
    context.exit(_pytest(*(arguments or ("-n", "auto", "--dist", "worksteal"))))


@click.command()
@click.option("--only", metavar="NAME", help="One campaign: the NAME of tests/prove/test_NAME.py.")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), help="Repeat the chance of an earlier run.")
@click.pass_context
def prove(context: click.Context, only: str | None, seed: int | None) -> None:
    """Run the campaigns, which take long; what they find is written to docs/proofs/."""
    campaigns = sorted(path.stem.removeprefix("test_") for path in (ROOT / "tests/prove").glob("test_*.py"))
    if only is not None and only not in campaigns:
        raise click.UsageError(f"no campaign is called {only}: there are {', '.join(campaigns)}")
    where = "tests/prove" if only is None else f"tests/prove/test_{only}.py"
    chance = {} if seed is None else {"PROVE_SEED": str(seed)}
    context.exit(_pytest("-m", "prove", "--durations=0", where, **chance))


@click.command()
@click.option("--members", type=click.IntRange(100, 1_000_000), default=11_000, show_default=True)
@click.option("--quick", is_flag=True, help="One concurrency, without PostGraphile, within 90 seconds.")
@click.option(
    "--json", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write the figures there."
)
def bench(*, members: int, quick: bool, file: Path | None) -> None:
    """Measure the hub beside an endpoint written by hand and PostGraphile, on invented households.

    All of it is kept in docs/bench/, but for --quick.
    """
    from bench.command import FULL, QUICK, run_bench
    from bench.contenders import ContenderFailed
    from bench.plot import plot
    from bench.report import table, write
    from runtime.settings import load_settings

    settings = load_settings(data_dir=ROOT / ".data" / "bench")
    if file is not None:
        _can_be_written(file)
    try:
        results = asyncio.run(run_bench(settings, members=members, course=QUICK if quick else FULL))
    except ContenderFailed as error:
        raise click.ClickException(str(error)) from None
    click.echo(table(results))
    if file is not None:
        write(results, file)
    if not quick:
        kept = ROOT / "docs" / "bench" / str(members)
        write(results, kept.with_suffix(".json"))
        plot(results, kept.with_suffix(".svg"))
        click.echo(f"wrote docs/bench/{members}.json and .svg")


@click.command("bench-rules")
@click.option("--lines", type=click.IntRange(1_000, 10_000_000), default=200_000, show_default=True)
def bench_rules(*, lines: int) -> None:
    """Measure how many lines a second the rules price and explain, on one processor."""
    from bench.pricing import measure

    measure(1_000)
    figures = measure(lines)
    click.echo(f"{figures.lines} lines in {figures.seconds:.1f} s: {figures.a_second} a second")


@click.command("export-schema")
def export_schema() -> None:
    """Write the SDL of the API to schema/schema.graphql."""
    SDL.write_text(_sdl(), encoding="utf-8")
    click.echo(f"wrote {SDL.relative_to(ROOT)}")


@click.command("export-errors")
def export_errors() -> None:
    """Write what each error means to docs/errors.md."""
    ERRORS.write_text(errors_page(), encoding="utf-8")
    click.echo(f"wrote {ERRORS.relative_to(ROOT)}")


@click.command("export-rules")
def export_rules() -> None:
    """Write the rules of reimbursement, with their texts and days, to docs/rules.md."""
    RULES.write_text(rules_page(), encoding="utf-8")
    click.echo(f"wrote {RULES.relative_to(ROOT)}")


def add_to(group: click.Group) -> None:
    for command in (check, test, prove, bench, bench_rules, export_schema, export_errors, export_rules):
        group.add_command(command)


def _can_be_written(file: Path) -> None:
    """Found out before, and not after ten minutes."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    except OSError as error:
        raise click.UsageError(f"--json {file} cannot be written: {error.strerror}") from None


def passes(arguments: list[str]) -> bool:
    program = [sys.executable, *arguments]
    return subprocess.run(program, cwd=ROOT, check=False).returncode == 0  # noqa: S603  # our own list


def _pytest(*arguments: str, **variables: str) -> int:
    program = [sys.executable, "-m", "pytest", *arguments]
    environment = os.environ | variables
    return subprocess.run(program, cwd=ROOT, env=environment, check=False).returncode  # noqa: S603  # the caller's own arguments


def _sdl() -> str:
    from schema.build import build

    return build().as_str().rstrip() + "\n"


def errors_page() -> str:
    """What `docs/errors.md` has to be."""
    from schema.build import build
    from schema.error_page import page

    return page(build()._schema)


def rules_page() -> str:
    """What `docs/rules.md` has to be."""
    from rules.reimbursement.page import page

    return page()


def _kept(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""
