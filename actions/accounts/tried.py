"""What attempts are counted on: none of it can be read from what is written down."""

from ipaddress import ip_address, ip_network

from actions.accounts.attempt_count import Tried
from actions.accounts.entrance import Entrance, Visitor

OF_A_LINE = 64
"""Bits of an IPv6 address that one subscriber has all the others of."""


def login_tried(entrance: Entrance, login: str) -> Tried:
    return Tried("LOGIN", entrance.vault.token("login", login))


def address_tried(entrance: Entrance, visitor: Visitor) -> Tried:
    return Tried("ADDRESS", entrance.vault.token("address", _network(visitor.address)))


def client_address_tried(entrance: Entrance, visitor: Visitor) -> Tried:
    """Where programs show their secrets from: apart from people, who may sit behind the same address."""
    return Tried("ADDRESS", entrance.vault.token("client address", _network(visitor.address)))


def account_tried(entrance: Entrance, account_id: int | None, login: str) -> Tried:
    """The account under whichever login. What belongs to nobody stands for itself: the work is the same."""
    whose = f"login {login}" if account_id is None else f"account {account_id}"
    return Tried("ACCOUNT", entrance.vault.token("account", whose))


def proof_tried(entrance: Entrance, account_id: int) -> Tried:
    """The password, asked for again of somebody who has signed in."""
    return Tried("PROOF", entrance.vault.token("account", f"account {account_id}"))


def phone_code_tried(entrance: Entrance, account_id: int) -> Tried:
    """The code of a message, which somebody who has signed in types."""
    return Tried("PROOF", entrance.vault.token("account", f"phone code of account {account_id}"))


def activation_tried(entrance: Entrance, what: str) -> Tried:
    """Who somebody is, shown with an activation id or a link."""
    return Tried("ACTIVATION", entrance.vault.token("activation tried", what))


def link_tried(entrance: Entrance, what: str) -> Tried:
    """Links and codes asked for, by login, address, number or account: each is a message to somebody."""
    return Tried("LINK", entrance.vault.token("link tried", what))


def account_link_tried(entrance: Entrance, account_id: int | None, login: str) -> Tried:
    """Links of `passwordForgotten` for an account under whichever login; as of `account_tried`."""
    whose = f"login {login}" if account_id is None else f"account {account_id}"
    return Tried("LINK", entrance.vault.token("account link tried", whose))


def invitation_tried(entrance: Entrance, what: str) -> Tried:
    """Invitations sent, by firm or by who invites."""
    return Tried("INVITATION", entrance.vault.token("invitation tried", what))


def invited_tried(entrance: Entrance, address: str) -> Tried:
    """Links of invitations, by address: apart from those of `passwordForgotten`, which anybody asks for."""
    return Tried("LINK", entrance.vault.token("invited tried", address))


def space_tried(entrance: Entrance, address: str) -> Tried:
    """Links to a space that agents have opened, by address: apart from those that others ask for."""
    return Tried("LINK", entrance.vault.token("space tried", address))


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:  # no address at all: a socket in the file system
        return address
    if parsed.version == 4:
        return str(parsed)
    return str(ip_network((parsed, OF_A_LINE), strict=False))
