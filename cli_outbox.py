"""`./hub outbox`, what a hub has sent that has no server to give it to; `activation`, who waits for mail."""

import asyncio

import click


@click.command()
@click.option("--last", type=click.IntRange(1, 1_000), default=10, show_default=True, help="How many.")
@click.option("--html", is_flag=True, help="The HTML of each in place of its text.")
def outbox(*, last: int, html: bool) -> None:
    """Show the mail and the messages (SMS) that a demo has sent, the newest at the end."""
    from runtime.mail import outbox_of
    from runtime.settings import load_settings

    settings = load_settings()
    mails = outbox_of(settings)[-last:]
    if not mails and settings.mail_url is not None:
        raise click.ClickException("there is no outbox: HUB_MAIL_URL names a mail server, which has the mail")
    if not mails:
        click.echo("no mail has been sent yet")
    for mail in mails:
        body = mail.get_body(("html", "plain") if html else ("plain",))
        for name in ("Date", "To", "Subject"):
            click.echo(f"{name}: {mail[name]}")
        click.echo(f"\n{body.get_content() if body is not None else ''}")


@click.command()
@click.argument("who", default="newcomer")
def activation(who: str) -> None:
    """Show what somebody invented types at their first connection.

    WHO is a persona, or the member number or login of a generated household; newcomer unless one is said.
    """
    from runtime.settings import Mode, load_settings

    settings = load_settings()
    if settings.mode is Mode.PRODUCTION:
        raise click.ClickException("invented people are of the demo, and are not in production")
    from serving import first_connection

    waiting = asyncio.run(first_connection(settings, who))
    click.echo(f"activationId: {waiting.activation_id}")
    click.echo(f"nirLast8: {waiting.last_8 or 'no national number is on file'}")
    click.echo(f"birthDate: {waiting.birth_date}")
