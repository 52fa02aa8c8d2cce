"""Every hidden option and private library part that we rely on still exists and still works.

The list with the reasons is docs/private-parts.md; each part there names its test here, and a test holds them equal.
"""

import inspect
import re
from functools import reduce
from pathlib import Path

import plotly.graph_objects as go
import pytest
import streamlit as st
from plotly.basedatatypes import BaseFigure
from plotly.tools import return_figure_from_figure_or_data
from streamlit import config
from streamlit.elements import plotly_chart
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session, forward_msg_cache
from streamlit.runtime.scriptrunner import script_runner
from streamlit.web.server.app_discovery import discover_asgi_app
from streamlit.web.server.starlette import starlette_routes

from pages.parts.door import BLOCKED, content_security_policy
from pages.parts.look import SCRIPTS
from pages.parts.picture import Picture
from pages.parts.theme_message import keep_theme_message
from tests.dashboard import ROOT

STREAMLIT = Path(st.__file__).parent
INDEX = (STREAMLIT / "static" / "index.html").read_text(encoding="utf-8")
DOCUMENT = ROOT / "docs" / "private-parts.md"


@pytest.fixture(scope="module")
def front_end() -> str:
    """Everything that Streamlit's front end consists of."""
    return "".join(path.read_text(encoding="utf-8") for path in (STREAMLIT / "static" / "static" / "js").glob("*.js"))


def test_post_script_gc_is_an_option_that_the_script_runner_asks_for() -> None:
    assert "runner.postScriptGC" in config._config_options_template
    assert 'config.get_option("runner.postScriptGC")' in inspect.getsource(script_runner)


def test_the_configuration_switches_post_script_gc_off() -> None:
    text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert re.search(r"^postScriptGC = false$", text, re.MULTILINE)


def test_what_the_browser_has_already_is_asked_of_the_size_that_we_set() -> None:
    assert 'config.get_option("global.minCachedMessageSize")' in inspect.getsource(forward_msg_cache)


def test_the_theme_that_is_kept_is_the_theme_that_streamlit_would_read_on_every_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read = app_session._populate_theme_msg
    monkeypatch.setattr(app_session, "_populate_theme_msg", read)  # puts Streamlit's own back afterwards
    config.get_config_options(force_reparse=True)
    keep_theme_message()
    kept = app_session._populate_theme_msg
    assert kept is not read
    parts = ("", ".light", ".dark", ".sidebar", ".light.sidebar", ".dark.sidebar")
    for populate in (kept, kept):  # the second time from memory
        ours, theirs = CustomThemeConfig(), CustomThemeConfig()
        for part in parts:
            populate(reduce(getattr, part.split(".")[1:], ours), f"theme{part}")
            read(reduce(getattr, part.split(".")[1:], theirs), f"theme{part}")
        assert theirs.light.primary_color
        assert ours.SerializeToString(deterministic=True) == theirs.SerializeToString(deterministic=True)
    assert "_populate_theme_msg(msg.new_session.custom_theme)" in inspect.getsource(app_session.AppSession)


def test_every_option_in_the_configuration_exists() -> None:
    import tomllib  # noqa: PLC0415

    text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")

    def names(table: dict[str, object], prefix: str = "") -> list[str]:
        parts = [
            names(value, f"{prefix}{key}.") if isinstance(value, dict) else [f"{prefix}{key}"]
            for key, value in table.items()
        ]
        return [name for part in parts for name in part]

    unknown = [name for name in names(tomllib.loads(text)) if name not in config._config_options_template]
    assert unknown == []


def test_streamlit_run_finds_the_app_in_app_py() -> None:
    found = discover_asgi_app(ROOT / "app.py")
    assert (found.is_asgi_app, found.import_string) == (True, "app:app")


def test_no_pages_folder_lies_beside_the_script_that_streamlit_runs() -> None:
    assert not (ROOT / "pages" / "pages").exists()


def test_a_figure_can_be_made_without_validation() -> None:
    assert "_validate" in inspect.getsource(BaseFigure.__init__)
    unchecked = go.Figure({"data": [{"type": "bar", "nonsense": 1}]}, _validate=False)
    assert "nonsense" in unchecked.to_json()


def test_streamlit_takes_the_specification_of_a_picture_as_it_is() -> None:
    spec = {"data": [{"type": "bar", "x": [1], "y": [2]}], "layout": {"height": 100}}
    picture = Picture(spec)
    assert return_figure_from_figure_or_data(picture, validate_figure=True) is spec
    assert "return_figure_from_figure_or_data" in inspect.getsource(plotly_chart)
    assert spec == {"data": [{"type": "bar", "x": [1], "y": [2]}], "layout": {"height": 100}}


def test_the_page_language_is_still_fixed_so_our_script_is_still_needed() -> None:
    assert '<html lang="en">' in INDEX
    assert "unsafe_allow_javascript" in inspect.signature(st.html).parameters


def test_the_policy_knows_streamlits_own_inline_script_and_ours() -> None:
    inline = re.findall(r"<script>", INDEX)
    assert content_security_policy().count("'sha256-") == len(inline) + len(SCRIPTS)


def test_the_blocked_paths_are_paths_that_streamlit_answers() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(starlette_routes.__file__).parent.glob("*.py"))
    for path in BLOCKED:
        assert path.rsplit("/", 1)[1] in sources


def test_the_names_that_the_style_sheet_uses_exist_in_the_front_end(front_end: str) -> None:
    css = (ROOT / "pages" / "static" / "look.css").read_text(encoding="utf-8")
    names = set(re.findall(r'data-testid="([^"]+)"', css)) | set(re.findall(r"\.(st[A-Z]\w+)", css))
    assert names
    assert sorted(name for name in names if name not in front_end) == []


def test_the_class_of_a_keyed_container_starts_with_st_key(front_end: str) -> None:
    assert "st-key-" in front_end


def test_the_state_of_a_run_is_on_the_page_for_tests(front_end: str) -> None:
    assert "data-test-script-state" in front_end


def test_the_front_end_changes_page_when_the_browser_goes_back(front_end: str) -> None:
    assert re.search(r"addEventListener\([`'\"]popstate[`'\"]", front_end)


def test_the_screen_tells_whether_it_is_dark() -> None:
    assert "type" in type(st.context.theme).__annotations__


def test_every_part_in_the_list_names_a_test_that_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", DOCUMENT.read_text(encoding="utf-8")))
    here = {name for name in globals() if name.startswith("test_")} - {
        "test_every_part_in_the_list_names_a_test_that_exists"
    }
    assert here <= named
    elsewhere = {
        name for path in (ROOT / "tests").glob("test_*.py") for name in re.findall(r"def (test_\w+)", path.read_text())
    }
    assert named <= elsewhere
