"""Where the database is, and as whom to reach it."""

from dataclasses import dataclass, replace

from sqlalchemy import URL, make_url


@dataclass(frozen=True, slots=True)
class Addresses:
    """One database, reached by its owner (who migrates it) or by an actor's role (never the owner)."""

    owner: URL
    password: str | None = None
    """The password of the actors' roles; none where the server trusts its socket."""
    direct: URL | None = None
    """The owner's way around a pooler: for migrations, and for what else needs a connection to itself."""
    pooled: bool = False
    """Whether a pooler stands before the database that lends out connections by the transaction."""

    @classmethod
    def parse(
        cls, dsn: str, password: str | None = None, *, direct: str | None = None, pooled: bool = False
    ) -> "Addresses":
        return cls(_url(dsn), password, None if direct is None else _url(direct), pooled)

    @property
    def own(self) -> URL:
        """The owner's address with nothing between, where there is one."""
        return self.owner if self.direct is None else self.direct

    def of(self, database_role: str) -> URL:
        """The same database as another role. The owner's password never travels along."""
        return self._as(database_role, self.owner)

    def directly(self, database_role: str) -> URL:
        """The same, with nothing between where there is a way around a pooler: LISTEN needs one."""
        return self._as(database_role, self.own)

    def _as(self, database_role: str, url: URL) -> URL:
        return URL.create(
            url.drivername,
            username=database_role,
            password=self.password,
            host=url.host,
            port=url.port,
            database=url.database,
            query=url.query,
        )

    def at(self, database: str) -> "Addresses":
        """Another database of the same server."""
        direct = None if self.direct is None else self.direct.set(database=database)
        return replace(self, owner=self.owner.set(database=database), direct=direct)


def _url(dsn: str) -> URL:
    return make_url(dsn).set(drivername="postgresql+asyncpg")
