"""Mail leaves by real SMTP or into a folder, in both forms, and never where it could be read on its way."""

from email.message import EmailMessage
from pathlib import Path

import aiosmtplib
import pytest

from rules.account_notices import NOTICES, notice
from rules.letters import Letter
from runtime.mail import Mail, MaildirPost, SmtpPost, outbox_of, post_of
from runtime.settings import Settings, SettingsError, load_settings
from tests.mail.server import MailServer

SENDER = "espace@example.org"
LETTER = Mail("lea@example.org", "Été : votre espace", "Bonjour Léa,\n", "<p>Bonjour Léa,</p>")


def body(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n")


async def test_a_mail_arrives_as_text_and_as_html(mail_server: MailServer) -> None:
    await SmtpPost(mail_server.url(), SENDER).send(LETTER)
    (mail,) = mail_server.mails
    assert (mail["To"], mail["From"], mail["Subject"]) == ("lea@example.org", SENDER, "Été : votre espace")
    assert (body(mail, "plain"), body(mail, "html").strip()) == (LETTER.text, LETTER.html)
    assert (mail["Auto-Submitted"], mail["Content-Language"]) == ("auto-generated", "fr")


async def test_nothing_is_sent_in_clear_where_tls_is_asked_for(mail_server: MailServer) -> None:
    with pytest.raises(aiosmtplib.SMTPException):
        await SmtpPost(mail_server.url("smtp"), SENDER).send(LETTER)
    assert mail_server.mails == []


@pytest.mark.parametrize("to", ["a@example.org\nBcc: b@example.org", "a@example.org\r\n\r\nhello"])
async def test_nobody_adds_a_header(mail_server: MailServer, to: str) -> None:
    with pytest.raises(ValueError, match=r"linefeed|header"):
        await SmtpPost(mail_server.url(), SENDER).send(Mail(to, "s", "t", "h"))
    assert mail_server.mails == []


async def test_without_a_server_mail_is_kept_in_the_order_of_its_sending(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    post = post_of(settings)
    assert isinstance(post, MaildirPost)
    assert outbox_of(settings) == []
    for name in ("un", "deux", "trois"):
        await post.send(Mail("lea@example.org", name, f"{name} é\n", f"<p>{name}</p>"))
    kept = outbox_of(settings)
    assert [mail["Subject"] for mail in kept] == ["un", "deux", "trois"]
    assert body(kept[0], "plain") == "un é\n"


def test_a_mail_server_that_is_no_address_is_refused_and_not_shown() -> None:
    for url in ("smtp://", "http://user:s3cret@host", "smtps://user:s3cret@host:none", "s3cret"):
        with pytest.raises(SettingsError, match="HUB_MAIL_URL is not") as refused:
            load_settings(env_file=None, mail_url=url)
        assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", NOTICES)
def test_a_notice_is_in_the_readers_language_and_html_takes_nothing_from_a_name(
    name: str, language: str
) -> None:
    letter = notice(name, language, "Léa <b>Martin</b>", "https://space.example", "help@example.org")
    assert letter.text.startswith({"fr": "Bonjour Léa", "en": "Hello Léa"}[language])
    assert "https://space.example" in letter.text
    assert 'href="https://space.example"' in letter.html
    assert "<b>" not in letter.html
    assert f'lang="{language}"' in letter.html


def test_a_letter_needs_no_link() -> None:
    letter = Letter("fr", "s", "Bonjour,", ("Un.", "Deux."))
    assert letter.text == "Bonjour,\n\nUn.\n\nDeux.\n\nL’équipe de votre espace personnel\n"
    assert "href" not in letter.html
