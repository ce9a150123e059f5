"""The page at /graphql for a browser: GraphiQL with examples, from files of the hub's own (docs/ide.md)."""

import re
from dataclasses import asdict, dataclass
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from runtime.settings import ROOT

BUILT = ROOT / "ide" / "built"
EXAMPLES = ROOT / "ide" / "examples"

POLICY = {
    "default-src": "'self'",
    # The editor makes style elements while it runs, and asks for no nonce.
    "style-src": "'self' 'unsafe-inline'",
    # The style sheet of GraphiQL holds its fonts, and some of its pictures.
    "font-src": "'self' data:",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
PAGE_HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {sources}" for name, sources in POLICY.items()),
    "Cache-Control": "no-cache",
    "Vary": "Accept",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".woff2": "font/woff2",
}
HEAD = re.compile(r"# (?P<title>[^\n]+)\n# as: (?P<personas>[^\n]+)\n+(?P<query>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """An operation to try: what it shows, and the personas to whom it has something to show."""

    title: str
    personas: list[str]
    query: str


def ide_routes(sdl: str) -> list[BaseRoute]:
    """The page, for browsers: no query is run by GET. And what it asks for: the schema is public, and handed
    over as it is written.
    """
    examples = [asdict(example) for example in all_examples()]

    async def schema(_: Request) -> Response:
        return PlainTextResponse(sdl, headers={"Cache-Control": "no-cache"})

    async def to_try(_: Request) -> Response:
        return JSONResponse(examples, headers={"Cache-Control": "no-cache"})

    return [
        Route("/graphql", page),
        Route("/graphiql/schema.graphql", schema),
        Route("/graphiql/examples", to_try),
        Mount("/graphiql/assets", Assets(directory=BUILT / "assets")),
    ]


def all_examples() -> list[Example]:
    return [read_example(file) for file in sorted(EXAMPLES.glob("*.graphql"))]


def read_example(file: Path) -> Example:
    """Its first line is the title, its second the personas. Raises ValueError where they are missing."""
    found = HEAD.fullmatch(file.read_text(encoding="utf-8"))
    if found is None:
        raise ValueError(f"{file.name} does not begin with `# TITLE` and `# as: PERSONA, …`")
    return Example(found["title"], found["personas"].split(", "), found["query"])


class Assets(StaticFiles):
    """Their names change with what they hold, so that nobody needs to ask for one twice."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        response.headers["X-Content-Type-Options"] = "nosniff"
        # Said here, since what Python takes a file for depends on the machine.
        response.headers["Content-Type"] = CONTENT_TYPES[Path(path).suffix]
        return response


async def page(request: Request) -> Response:
    if not _wants_a_page(request.headers.get("accept", "")):
        what = "operations come by POST with a JSON body; a browser (Accept: text/html) gets a page"
        raise HTTPException(405, what, {"Allow": "POST"})
    return Response((BUILT / "index.html").read_bytes(), media_type="text/html", headers=PAGE_HEADERS)


def _wants_a_page(accept: str) -> bool:
    """Named, and not only as one of everything: programs accept everything."""
    for part in accept.split(","):
        media_type, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if media_type == "text/html":
            return not any(re.fullmatch(r"q=0(\.0*)?", parameter) for parameter in parameters)
    return False
