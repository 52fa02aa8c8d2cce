"""The values of a figure under an address of their own: a page carries a plain link, and a click runs no page."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from analytics.evidence import INTERNAL_FILE
from analytics.export import figure_csv
from analytics.figure import Figure
from pages.parts.shelf import figure_named

GONE = (
    "Deze figuur staat niet meer klaar: laad de pagina opnieuw.\nThis figure is no longer ready: load the page again.\n"
)


def file_of(figure: Figure) -> str:
    """What a file of a figure is called, without its ending: of the secretariat's edition it says so."""
    return f"{INTERNAL_FILE.in_(figure.language) if figure.internal else ''}{figure.key}"


async def values(request: Request) -> Response:
    """The values of a figure that a page of this process showed; its name cannot be guessed, only followed."""
    figure = figure_named(request.path_params["name"])
    if figure is None:
        return PlainTextResponse(GONE, status_code=404)
    return Response(
        figure_csv(figure),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file_of(figure)}.csv"', "Cache-Control": "no-store"},
    )


# The link on a page is relative, so it also holds where the dashboard lives under a path of its own.
DOWNLOADS = Route("/{before:path}figures/{name}.csv", values)
