"""Services and information (services & informations), and the account that is read (mon compte)."""

from types import SimpleNamespace as Keys
from typing import Any

import pytest

from models.base import Base
from models.content import AidRow, ArticleRow, FaqEntryRow, TutorialRow
from models.partners import PartnerRow, ServiceRow
from runtime.database import Database
from runtime.migrations import as_owner
from tests.guide.asking import asked
from tests.guide.lines import guide
from tests.hub_client import HubClient
from tests.models.rows import ROWS, put


@pytest.fixture
async def published(database: Database) -> None:
    """One of each kind of content."""
    async with as_owner(database.addresses) as owner:

        async def add(row: type[Base], **changes: Any) -> None:
            await put(owner, row, {**ROWS[row](Keys()), **changes})

        await add(ArticleRow, title="Nouveau numéro")
        await add(ArticleRow, title="Dormir", section="PREVENTION", slug="dormir")
        for row in (TutorialRow, AidRow, FaqEntryRow, ServiceRow, PartnerRow):
            await add(row)


async def titles(hub: HubClient, field: str, name: str = "title") -> list[str]:
    page = (await asked(hub, "member", f"{{ {field} {{ edges {{ node {{ {name} }} }} }} }}"))[field]
    return [edge["node"][name] for edge in page["edges"]]


@guide(44, "Query.services")
@pytest.mark.usefixtures("published")
async def test_services_are_listed(hub: HubClient) -> None:
    assert (await asked(hub, "member", "{ services { title } }"))["services"] == [{"title": "Service"}]


@guide(45, "Query.aids")
@pytest.mark.usefixtures("published")
async def test_aids_are_listed(hub: HubClient) -> None:
    assert await titles(hub, "aids") == ["Titre"]


@guide(46, "Query.news")
@pytest.mark.usefixtures("published")
async def test_news_are_listed(hub: HubClient) -> None:
    assert await titles(hub, "news") == ["Nouveau numéro"]


@guide(47, "Query.prevention")
@pytest.mark.usefixtures("published")
async def test_articles_on_prevention_are_listed(hub: HubClient) -> None:
    assert await titles(hub, "prevention") == ["Dormir"]


@guide(48, "Query.tutorials")
@pytest.mark.usefixtures("published")
async def test_tutorials_are_listed(hub: HubClient) -> None:
    assert await titles(hub, "tutorials") == ["Titre"]


@guide(49, "Query.faq")
@pytest.mark.usefixtures("published")
async def test_questions_and_answers_are_listed_and_searched(hub: HubClient) -> None:
    assert await titles(hub, "faq", "question") == ["Titre"]
    found = await asked(hub, "member", '{ faq(search: "cart") { totalCount } }')
    assert found["faq"]["totalCount"] == 1


@guide(50, "Query.partners")
@pytest.mark.usefixtures("published")
async def test_partners_are_listed_with_how_to_reach_them(hub: HubClient) -> None:
    found = await asked(hub, "member", "{ partners { name phone email url hours } }")
    assert [each["name"] for each in found["partners"]] == ["Partenaire"]


@guide(51, "Member")
async def test_a_member_reads_their_personal_information(hub: HubClient) -> None:
    query = "{ me { number firstName lastName birthDate email phone nirMasked address { street city } } }"
    me = (await asked(hub, "member", query))["me"]
    assert (me["firstName"], me["birthDate"]) == ("Camille", "1982-05-14")
    assert me["email"] == "camille.martin@example.org"
