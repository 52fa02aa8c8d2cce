"""The front door: nothing gets past it, and the secretariat's figures stay on the secretariat's machine."""

import ast
import socket
import subprocess
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser
from streamlit.testing.v1 import AppTest

from tests.dashboard import (
    PAGES,
    ROOT,
    Dashboard,
    assert_no_desk,
    command,
    empty_page,
    environment,
    free_port,
    go,
    opened,
    served,
)

SCRIPTS = sorted(path for path in (ROOT / "pages").glob("*.py") if path.stem not in ("__init__", "shell"))
GATES = ("shell_frame", "secretariat_desk")
OUTSIDE = "Deze pagina werkt alleen binnen het dashboard"


@pytest.fixture(scope="module")
def plenary(demo_home: Path) -> Iterator[Dashboard]:
    with served(demo_home) as dashboard:
        yield dashboard


@pytest.fixture(scope="module")
def secretariat(demo_home: Path) -> Iterator[Dashboard]:
    with served(demo_home, audience="secretariat") as dashboard:
        yield dashboard


def answer(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    try:
        with urlopen(Request(url, headers=headers), timeout=10) as got:  # noqa: S310
            return got.status, {key.lower(): value for key, value in got.headers.items()}, got.read()
    except HTTPError as refused:
        return refused.code, dict(refused.headers), refused.read()


@pytest.mark.browser
def test_a_deep_link_as_the_first_request_of_a_fresh_server_runs_inside_the_shell(
    demo_home: Path, browser: Browser
) -> None:
    with served(demo_home) as dashboard, opened(browser, f"{dashboard.url}/steps?lang=en") as shown:
        assert shown.locator(".ks-whose").count() == 1
        assert "Overview" in shown.locator("[data-testid='stTopNavLink']").all_inner_texts()
        chapters = shown.locator("[data-testid='stTopNavSection']").all_inner_texts()
        assert {"Progress", "Risks", "The agreement", "Accountability"} <= {each.split("\n")[0] for each in chapters}
        assert shown.locator("[data-testid='stSidebarNav']").count() == 0
        assert OUTSIDE not in shown.inner_text("main")
    with socket.socket() as probe:  # a server that was stopped leaves nothing behind
        assert probe.connect_ex(("127.0.0.1", int(dashboard.url.rsplit(":", 1)[1]))) != 0


@pytest.mark.browser
def test_the_plenary_finds_no_page_to_receive_in_navigation_or_by_address(plenary: Dashboard, browser: Browser) -> None:
    assert_no_desk(browser, plenary.url)


@pytest.mark.browser
def test_the_secretariats_pages_say_that_they_are_internal(secretariat: Dashboard, browser: Browser) -> None:
    with opened(browser, f"{secretariat.url}/?lang=en") as shown:
        assert "Internal, do not pass on" in shown.inner_text(".ks-whose")
        assert shown.get_by_role("link", name="Receive").count() == 1


def test_an_address_without_a_page_says_so_in_both_languages_and_leads_to_the_first_page(plenary: Dashboard) -> None:
    status, headers, body = answer(f"{plenary.url}/nergens", Accept="text/html,*/*")
    assert (status, headers["content-type"].split(";")[0]) == (404, "text/html")
    page = body.decode()
    assert page.startswith("<!doctype html><html lang='nl'>")
    assert "Deze pagina bestaat niet" in page
    assert "This page does not exist" in page
    assert "href='./?lang=nl'" in page
    assert b"href='../?lang=nl'" in answer(f"{plenary.url}/nergens/", Accept="text/html,*/*")[2]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_the_page_to_receive_is_there_for_the_secretariat_alone(plenary: Dashboard, secretariat: Dashboard) -> None:
    asked = [answer(f"{each.url}/receive", Accept="text/html,*/*") for each in (plenary, secretariat)]
    assert [status for status, _, _ in asked] == [404, 200]
    assert "Deze pagina bestaat niet" in asked[0][2].decode()


@pytest.mark.parametrize("path", ["/", "/steps", "/healthz", "/favicon.png"])
def test_what_exists_is_not_called_lost(plenary: Dashboard, path: str) -> None:
    assert answer(plenary.url + path, Accept="text/html,*/*")[0] == 200


def test_the_list_of_pages_to_try_is_the_list_of_scripts() -> None:
    assert {path.stem for path in SCRIPTS} - {"receive"} == set(PAGES)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_every_page_starts_with_the_question_whether_it_runs_inside_the_shell(script: Path) -> None:
    body = ast.parse(script.read_text(encoding="utf-8")).body
    plain = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)
    acts = [each for each in body[1:] if not isinstance(each, plain) and not _is_constant(each)]
    first = acts[0]
    assert isinstance(first, ast.Assign)
    assert isinstance(first.value, ast.Call)
    assert isinstance(first.value.func, ast.Name)
    assert first.value.func.id in GATES


def _is_constant(statement: ast.stmt) -> bool:
    """NAME = Text(...) or a dict of those: words, no act."""
    return (
        isinstance(statement, ast.Assign)
        and isinstance(statement.targets[0], ast.Name)
        and statement.targets[0].id.isupper()
    )


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_a_page_that_runs_without_the_shell_shows_nothing_but_a_refusal(
    script: Path, demo_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KETENSPIEGEL_HOME", str(demo_home))
    alone = AppTest.from_file(str(script), default_timeout=30).run()
    assert OUTSIDE in alone.error[0].value
    assert len(alone.main.children) == 1


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json"])
def test_what_tells_about_the_inside_is_not_there(plenary: Dashboard, path: str) -> None:
    assert answer(plenary.url + path)[0] == 404


@pytest.mark.browser
def test_no_message_and_no_answer_tells_where_the_server_runs(
    plenary: Dashboard, demo_home: Path, browser: Browser
) -> None:
    told: list[str | bytes] = []

    def tell(frame: str | bytes) -> None:
        told.append(frame)

    with empty_page(browser) as page:
        page.on("websocket", lambda socket: socket.on("framereceived", tell))
        page.on("response", lambda response: told.append(str(response.headers)))
        go(page, f"{plenary.url}/steps?lang=en")
        told.append(page.content())
    frames = b"".join(each for each in told if isinstance(each, bytes))
    assert b"shell" in frames  # the message that told it
    said = frames + "".join(each for each in told if isinstance(each, str)).encode()
    assert not [each for each in (ROOT, demo_home) if str(each).encode() in said]


def test_every_answer_carries_the_security_headers(plenary: Dashboard) -> None:
    for path in ("/", "/steps", "/healthz", "/_stcore/metrics", "/static/nothing.js", "/present/any"):
        headers = {key.lower(): value for key, value in answer(plenary.url + path)[1].items()}
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "no-referrer", path
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
        assert "'unsafe-inline'" not in scripts
        assert "'unsafe-eval'" not in scripts


def test_large_files_travel_compressed(plenary: Dashboard) -> None:
    index = answer(plenary.url + "/")[2].decode()
    script = index.split('src="./')[1].split('"')[0]
    headers = answer(f"{plenary.url}/{script}", **{"Accept-Encoding": "gzip"})[1]
    assert headers["content-encoding"] == "gzip"


def test_healthz_tells_the_edition(plenary: Dashboard) -> None:
    status, _, body = answer(plenary.url + "/healthz")
    assert (status, b'"audience":"plenary"' in body, b"metals-" in body) == (200, True, True)


def test_values_are_handed_out_by_names_that_a_page_showed_and_by_no_other(plenary: Dashboard) -> None:
    for path in ("/figures/overall_trend.csv", "/figures/" + 32 * "0" + ".csv"):
        status, headers, body = answer(plenary.url + path)
        assert status == 404, path
        assert headers["content-type"].startswith("text/plain")
        assert "laad de pagina opnieuw" in body.decode()


def test_the_secretariats_edition_is_not_served_to_other_machines(demo_home: Path) -> None:
    """Which addresses are open: tests/test_pages.py."""
    ended = subprocess.run(
        command(free_port(), address="0.0.0.0"),  # noqa: S104  that it is refused is the promise
        cwd=ROOT, env=environment(demo_home, "secretariat"),
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode != 0
    assert "served to this machine only" in ended.stderr
    assert "expected 127.0.0.1" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_unknown_audience_is_refused_in_words(demo_home: Path) -> None:
    ended = subprocess.run(
        command(free_port()), cwd=ROOT, env=environment(demo_home, "everyone"),
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode != 0
    assert "found 'everyone', expected 'plenary' or 'secretariat'" in ended.stderr


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "elsewhere.example"},
        {"X-Forwarded-For": "192.0.2.7"},
        {"Forwarded": "for=192.0.2.7"},
        {"X-Real-IP": "192.0.2.7"},
        {"X-Forwarded-Proto": "https"},
        {"Via": "1.1 elsewhere"},
    ],
    ids=["another name", "a proxy", "a proxy in the newer form", "its address alone", "its protocol", "its name"],
)
def test_the_secretariats_server_refuses_what_came_from_elsewhere(
    secretariat: Dashboard, headers: dict[str, str]
) -> None:
    assert answer(secretariat.url + "/healthz")[0] == 200
    assert answer(secretariat.url + "/healthz", **headers)[0] == 403
    assert answer(secretariat.url + "/", **headers)[0] == 403
    assert answer(secretariat.url + "/figures/any.csv", **headers)[0] == 403


def test_the_secretariats_server_opens_no_conversation_for_another_name(secretariat: Dashboard) -> None:
    port = int(secretariat.url.rsplit(":", 1)[1])
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    upgrade = {
        "Host": "elsewhere.example", "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol": "streamlit",
    }  # fmt: skip
    try:
        connection.request("GET", "/_stcore/stream", headers=upgrade)
        assert connection.getresponse().status == 403
    finally:
        connection.close()
