"""Where the database is, and as whom to reach it."""

from dataclasses import dataclass

from sqlalchemy import URL, make_url


@dataclass(frozen=True, slots=True)
class Addresses:
    """One database, reached by its owner (who migrates it) or by an actor's role (never the owner)."""

    owner: URL
    password: str | None = None
    """The password of the actors' roles; none where the server trusts its socket."""

    @classmethod
    def parse(cls, dsn: str, password: str | None = None) -> "Addresses":
        return cls(make_url(dsn).set(drivername="postgresql+asyncpg"), password)

    def of(self, database_role: str) -> URL:
        """The same database as another role. The owner's password never travels along."""
        return URL.create(
            self.owner.drivername,
            username=database_role,
            password=self.password,
            host=self.owner.host,
            port=self.owner.port,
            database=self.owner.database,
            query=self.owner.query,
        )

    def at(self, database: str) -> "Addresses":
        """Another database of the same server."""
        return Addresses(self.owner.set(database=database), self.password)
