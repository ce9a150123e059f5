"""`./hub outbox`: the mail and messages of a hub that has no server to give them to."""

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
