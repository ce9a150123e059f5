"""The part of what can be asked that is about nobody: acts, hospitals, and what is published."""

import strawberry

from loaders.acts import ACT_PAGE
from loaders.aids import AID_PAGE
from loaders.articles import NEWS, PREVENTION
from loaders.faq_entries import FAQ_PAGE
from loaders.hospitals import HOSPITAL_PAGE
from loaders.partners import ALL_PARTNERS
from loaders.services import ALL_SERVICES
from loaders.tutorials import TUTORIAL_PAGE
from resolvers.fields import listed, page
from schema.acts import Act, choose_acts
from schema.aids import Aid
from schema.articles import Article, choose_news, choose_prevention
from schema.faq_entries import FaqEntry, choose_faq
from schema.hospitals import Hospital, choose_hospitals
from schema.languages import choose_language
from schema.pages import Connection
from schema.partners import Partner, choose_partners
from schema.services import Service
from schema.tutorials import Tutorial

SIGNED_OUT = "Empty when signed out."


@strawberry.type(description="Lists that are about nobody.")
class PublicLists:
    acts: Connection[Act] = page(
        ACT_PAGE,
        f"Acts of the catalogue by code, whose code or label is searched (actes). {SIGNED_OUT}",
        choose=choose_acts,
        both_ways=False,
    )
    hospitals: Connection[Hospital] = page(
        HOSPITAL_PAGE,
        "Hospitals by name, whose name, town or number is searched (établissements). " + SIGNED_OUT,
        choose=choose_hospitals,
        both_ways=False,
    )
    news: Connection[Article] = page(
        NEWS, f"News, the latest first (actualités). {SIGNED_OUT}", choose=choose_news, both_ways=False
    )
    prevention: Connection[Article] = page(
        PREVENTION,
        f"Articles on prevention, the latest first (prévention santé). {SIGNED_OUT}",
        choose=choose_prevention,
        both_ways=False,
    )
    tutorials: Connection[Tutorial] = page(
        TUTORIAL_PAGE, f"Tutorials (tutoriels). {SIGNED_OUT}", choose=choose_language, both_ways=False
    )
    aids: Connection[Aid] = page(
        AID_PAGE,
        f"Practical help and social aids (aides). {SIGNED_OUT}",
        choose=choose_language,
        both_ways=False,
    )
    faq: Connection[FaqEntry] = page(
        FAQ_PAGE,
        f"Questions and answers, whose words and tags are searched (FAQ). {SIGNED_OUT}",
        choose=choose_faq,
        both_ways=False,
    )
    services: list[Service] = listed(
        ALL_SERVICES, f"Services of the space, and of the contracts in force (services). {SIGNED_OUT}"
    )
    partners: list[Partner] = listed(
        ALL_PARTNERS,
        f"Partners of the contracts in force; name and description are searched (partenaires). {SIGNED_OUT}",
        choose=choose_partners,
    )
