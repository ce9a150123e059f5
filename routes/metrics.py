"""The numbers of the hub, for Prometheus."""

from ipaddress import ip_address

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from runtime.metrics import CONTENT_TYPE, Metrics

FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")


class MetricsDoor:
    """Answers this machine; anybody only when told so. For all others there is no such door."""

    def __init__(self, metrics: Metrics, *, is_open: bool) -> None:
        self._metrics = metrics
        self._is_open = is_open

    async def page(self, request: Request) -> Response:
        if not (self._is_open or _is_local(request)):
            raise HTTPException(404)
        return Response(self._metrics.page(), media_type=CONTENT_TYPE)


def _is_local(request: Request) -> bool:
    """From this machine itself: a proxy beside the hub speaks for somebody else."""
    if request.client is None or any(name in request.headers for name in FORWARDED):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False
