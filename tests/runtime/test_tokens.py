"""Access tokens: ours, whole and in time, or refused."""

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from runtime import clock
from runtime.actor import Actor, Role
from runtime.tokens import ISSUER, LIFETIME, LONGEST_KEPT, Identity, TokenRefused, Tokens

KEY = ECKey.generate_key("P-256")
PEM = KEY.as_pem(private=True).decode()
TOKENS = Tokens(PEM)
CAMILLE = Identity(
    3,
    "Camille Martin",
    (
        Actor(Role.MEMBER, 3, 4, "Adhérent", member_id=1, person_id=1),
        Actor(Role.BROKER, 3, 5, "Courtier", broker_id=2),
        Actor(Role.AGENT, 3, 6, "Gestionnaire"),
    ),
)
FOR_A_HOLDER = Actor(Role.GUARDIAN, 3, 7, "Mandataire", member_id=1, person_id=1, represents_holder=True)
FOR_ANOTHER = Actor(Role.GUARDIAN, 3, 8, "Mandataire", member_id=2, person_id=4)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def signed(key: Any = KEY, header: dict[str, Any] | None = None, **changed: Any) -> str:
    """A token like ours but for some of its claims."""
    now = int(clock.now().timestamp())
    claims = {
        "iss": ISSUER,
        "sub": "3",
        "exp": now + 60,
        "name": "Camille Martin",
        "capacities": [{"id": 4, "role": "MEMBER", "label": "Adhérent", "member": 1, "person": 1}],
        **changed,
    }
    kept = {name: value for name, value in claims.items() if value is not ...}
    head = {"kid": KEY.thumbprint(), **(header or {"alg": "ES256"})}
    return jwt.encode(head, kept, key, algorithms=[head["alg"]])


def test_a_token_gives_back_whom_it_was_signed_for() -> None:
    assert TOKENS.verify(TOKENS.sign(CAMILLE)) == CAMILLE


def test_a_token_tells_whether_a_guardian_acts_for_the_holder() -> None:
    capacities = TOKENS.verify(TOKENS.sign(Identity(3, "Paul Blanc", (FOR_A_HOLDER, FOR_ANOTHER)))).capacities
    assert [actor.sees for actor in capacities] == [Role.MEMBER, Role.BENEFICIARY]
    assert [actor.parameters["actor_role"] for actor in capacities] == ["MEMBER", "BENEFICIARY"]
    assert [actor.setting for actor in capacities] == [("hub.member_id", "1"), ("hub.member_id", "2")]


def test_a_token_ends_after_its_lifetime() -> None:
    with clock.at(NOON):
        token = TOKENS.sign(CAMILLE)
    with clock.at(NOON + LIFETIME - timedelta(seconds=1)):
        assert TOKENS.verify(token) == CAMILLE
    with clock.at(NOON + LIFETIME), pytest.raises(TokenRefused):
        TOKENS.verify(token)
    with clock.at(NOON + LIFETIME), pytest.raises(TokenRefused):
        Tokens(PEM).verify(token)  # where it is not known from before


def test_a_token_of_many_capacities_is_looked_at_each_time() -> None:
    """It is too long to be kept."""
    many = tuple(Actor(Role.BROKER, 3, each, "Courtier", broker_id=each) for each in range(1, 40))
    with clock.at(NOON):
        token = TOKENS.sign(Identity(3, "Camille Martin", many))
        assert len(token) > LONGEST_KEPT
        assert TOKENS.verify(token).capacities == many
    with clock.at(NOON + LIFETIME), pytest.raises(TokenRefused):
        TOKENS.verify(token)


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "somebody"}, {"iss": ["hub"]}, {"iss": ...}, {"sub": 3}, {"sub": ["3"]}, {"sub": ...}, {"sub": "0"},
        {"sub": "3 OR 1=1"}, {"sub": "9" * 30}, {"exp": ...}, {"exp": "tomorrow"}, {"exp": 1}, {"exp": None},
        {"name": ...}, {"name": ["x"]}, {"capacities": []}, {"capacities": ...}, {"capacities": "MEMBER"},
        {"capacities": [{"id": 4, "role": "KING", "label": "x"}]}, {"capacities": [{"id": "4", "role": "AGENT", "label": "x"}]},
        {"capacities": [{"id": 4, "role": "MEMBER", "label": "x", "member": "1"}]},
        {"capacities": [{"id": 4, "role": "MEMBER", "label": "x", "admin": True}]},
    ],
)  # fmt: skip
def test_claims_that_are_not_ours_are_refused(changed: dict[str, Any]) -> None:
    assert TOKENS.verify(signed()).account_id == 3
    with pytest.raises(TokenRefused):
        TOKENS.verify(signed(**changed))


def test_another_key_is_refused() -> None:
    with pytest.raises(TokenRefused):
        TOKENS.verify(signed(ECKey.generate_key("P-256")))


@pytest.mark.parametrize("key_id", ["", "somebody", None, ["x"], 7])
def test_a_token_that_names_no_key_of_ours_is_refused(key_id: Any) -> None:
    head = json.dumps({"alg": "ES256", "kid": key_id} if key_id is not None else {"alg": "ES256"})
    body, signature = signed().split(".")[1:]
    encoded = base64.urlsafe_b64encode(head.encode()).decode().rstrip("=")
    with pytest.raises(TokenRefused):
        TOKENS.verify(f"{encoded}.{body}.{signature}")


def test_a_key_is_changed_without_anybody_being_signed_out() -> None:
    new = ECKey.generate_key("P-256").as_pem(private=True).decode()
    before, told, after = TOKENS, Tokens(PEM, new), Tokens(new, KEY.as_pem(private=False).decode())
    assert told.verify(after.sign(CAMILLE)) == after.verify(before.sign(CAMILLE)) == CAMILLE
    with pytest.raises(TokenRefused):
        Tokens(new).verify(before.sign(CAMILLE))


def test_a_token_says_of_which_session_it_is_and_what_is_still_to_be_done() -> None:
    one = Identity(3, "Camille Martin", CAMILLE.capacities, session_id=12, is_to_enroll=True)
    assert TOKENS.verify(TOKENS.sign(one)) == one
    assert [actor.role for actor in one.usable] == [Role.MEMBER, Role.BROKER]


def test_the_public_key_is_no_shared_secret() -> None:
    public = OctKey.import_key(KEY.as_pem(private=False).hex())
    with pytest.raises(TokenRefused):
        TOKENS.verify(signed(public, {"alg": "HS256"}))


def test_a_token_without_a_signature_is_refused() -> None:
    body = signed().split(".")[1]
    for algorithm in ("none", "None", "ES256"):
        header = base64.urlsafe_b64encode(json.dumps({"alg": algorithm}).encode()).decode().rstrip("=")
        with pytest.raises(TokenRefused):
            TOKENS.verify(f"{header}.{body}.")


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda raw: raw.decode("latin-1")))
def test_any_other_text_is_refused(text: str) -> None:
    with pytest.raises(TokenRefused):
        TOKENS.verify(text)


@given(st.integers(0, 400), st.characters(min_codepoint=33, max_codepoint=126))
def test_a_token_with_one_character_changed_is_refused(place: int, character: str) -> None:
    token = signed()
    place %= len(token)
    # The last character of a signature holds bits that stand for nothing.
    if token[place] == character or place == len(token) - 1:
        return
    with pytest.raises(TokenRefused):
        TOKENS.verify(token[:place] + character + token[place + 1 :])


def test_a_token_shows_neither_e_mail_nor_number_of_the_insured() -> None:
    claims = json.loads(base64.urlsafe_b64decode(TOKENS.sign(CAMILLE).split(".")[1] + "=="))
    assert set(claims) == {"iss", "sub", "iat", "exp", "name", "capacities"}
