"""Online démarches (mes démarches en ligne)."""

import pytest

from tests.estimates.asking import ids_of
from tests.guide.asking import asked as asked_of
from tests.guide.asking import offers_mutation, offers_query
from tests.guide.lines import guide
from tests.hub_client import HubClient
from tests.procedures.asking import care, sent


@guide(23, "Mutation.beneficiaryAdd", missing="the démarche")
async def test_a_beneficiary_is_added(hub: HubClient) -> None:
    assert await offers_mutation(hub, "beneficiaryAdd")


@guide(24, "Mutation.beneficiaryRemove", missing="the démarche")
async def test_a_beneficiary_is_removed(hub: HubClient) -> None:
    assert await offers_mutation(hub, "beneficiaryRemove")


@guide(25, "Mutation.adultChildCertificate", missing="the démarche")
async def test_an_adult_child_needs_a_certificate_of_situation(hub: HubClient) -> None:
    assert await offers_mutation(hub, "adultChildCertificate")


@guide(26, "Mutation.reimbursementRequest")
@pytest.mark.parametrize("category", ["OPTICAL", "DENTAL", "OTHER"])
async def test_a_reimbursement_is_asked_for(hub: HubClient, category: str) -> None:
    """For glasses, teeth and all other care. It has a number, and is in the space at once."""
    asked = care((await ids_of(hub))["Camille"], category=category)
    procedure = await sent(hub, "member", asked)
    assert (procedure["title"], procedure["stageLabel"]) == ("Demander un remboursement", "Pièces manquantes")
    mine = "{ me { procedures { edges { node { reference beneficiary { firstName } } } } } }"
    edges = (await asked_of(hub, "member", mine))["me"]["procedures"]["edges"]
    assert edges == [{"node": {"reference": procedure["reference"], "beneficiary": {"firstName": "Camille"}}}]


@guide(27, "Mutation.quoteEstimate", missing="the démarche")
async def test_a_quote_is_sent_to_be_assessed(hub: HubClient) -> None:
    assert await offers_mutation(hub, "quoteEstimate")


@guide(28, "Mutation.hospitalCare", missing="the démarche")
async def test_a_hospital_agreement_is_asked_for(hub: HubClient) -> None:
    assert await offers_mutation(hub, "hospitalCare")


@guide(29, "Mutation.hospitalCare", missing="the démarche")
async def test_the_agreement_goes_to_the_hospital_only(hub: HubClient) -> None:
    assert await offers_mutation(hub, "hospitalCare")


@guide(30, "Mutation.addressChange", missing="the démarche")
async def test_an_address_is_changed(hub: HubClient) -> None:
    assert await offers_mutation(hub, "addressChange")


@guide(31, "Procedure.advice", missing="the démarche")
async def test_a_move_to_another_department_comes_with_advice(hub: HubClient) -> None:
    assert await offers_mutation(hub, "addressChange")


@guide(32, "Mutation.bankAccountChange", missing="the démarche")
async def test_a_bank_account_is_changed(hub: HubClient) -> None:
    assert await offers_mutation(hub, "bankAccountChange")


@guide(33, "Mutation.procedureSign", missing="signatures")
async def test_a_mandate_is_signed_with_a_code(hub: HubClient) -> None:
    assert await offers_mutation(hub, "procedureSign")


@guide(34, "Mutation.teletransmissionChange", missing="the démarche")
async def test_teletransmission_is_switched_on_and_off(hub: HubClient) -> None:
    assert await offers_mutation(hub, "teletransmissionChange")


@guide(35, "Mutation.teletransmissionChange", missing="the démarche")
async def test_it_is_switched_for_one_beneficiary(hub: HubClient) -> None:
    assert await offers_mutation(hub, "teletransmissionChange")


@guide(36, "Mutation.teletransmissionChange", missing="the démarche")
async def test_an_attestation_of_rights_under_six_months_old_is_needed(hub: HubClient) -> None:
    assert await offers_mutation(hub, "teletransmissionChange")


@guide(41, "Mutation.accountantDeclaration", missing="the démarche")
async def test_an_accountant_is_declared(hub: HubClient) -> None:
    assert await offers_mutation(hub, "accountantDeclaration")


@guide(59, "POST /uploads", missing="uploads")
async def test_a_file_is_sent_from_the_space(hub: HubClient) -> None:
    assert await offers_query(hub, "upload")
