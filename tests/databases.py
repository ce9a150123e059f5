"""Ways of a test to a database that the hub itself does not have."""

from runtime.addresses import Addresses


def as_superuser(addresses: Addresses) -> Addresses:
    """The same database as its server's superuser."""
    return Addresses(addresses.owner.set(username="postgres", password=None))
