"""A figure as a picture under an address of its own: SVG as it is, PNG as a page in which the browser makes it."""

from html import escape
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from analytics.image import HEIGHT, WIDTH, figure_svg
from analytics.offline import source_hash
from data.cube import Text
from pages.parts.downloads import GONE, file_of
from pages.parts.shelf import figure_named

SCRIPT = (Path(__file__).parents[1] / "static" / "picture.js").read_text(encoding="utf-8")
STYLE = "body{font:16px sans-serif;margin:16px}img{display:block;max-width:100%;height:auto;margin-top:16px}"
SAVE = Text(nl="Afbeelding bewaren (PNG)", en="Save picture (PNG)")


OWN_HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; img-src 'self' data:; script-src {source_hash(SCRIPT)}; style-src {source_hash(STYLE)}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
}


def vector(request: Request) -> Response:
    """The figure at slide size; a page of this process showed it, its name cannot be guessed."""
    figure = figure_named(request.path_params["name"])
    if figure is None:
        return PlainTextResponse(GONE, status_code=404)
    return Response(
        figure_svg(figure),
        media_type="image/svg+xml",
        headers={"Content-Disposition": f'attachment; filename="{file_of(figure)}.svg"', "Cache-Control": "no-store"},
    )


def pixels(request: Request) -> Response:
    """A page that shows the picture and saves it as PNG at once: the browser has type and means for that."""
    name = request.path_params["name"]
    figure = figure_named(name)
    if figure is None:
        return PlainTextResponse(GONE, status_code=404)
    title = escape(figure.title)
    return HTMLResponse(
        f"<!doctype html><html lang='{figure.language}'><head><meta charset='utf-8'><title>{title}</title>"
        f"<link rel='icon' href='data:,'><style>{STYLE}</style></head><body><h1 hidden>{title}</h1>"
        f"<a id='save' hidden download='{file_of(figure)}.png'>{SAVE.in_(figure.language)}</a>"
        f"<img id='picture' src='{name}.svg' width='{WIDTH}' height='{HEIGHT}' "
        f"alt='{escape(figure.alt, quote=True)}'><script>{SCRIPT}</script></body></html>",
        headers=OWN_HEADERS,
    )


PICTURES = [Route("/{before:path}figures/{name}.svg", vector), Route("/{before:path}figures/{name}.picture", pixels)]
