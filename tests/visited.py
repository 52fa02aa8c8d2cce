"""A page of the dashboard visited without a browser: what it says, and what its address remembers."""

from streamlit.testing.v1 import AppTest

from tests.dashboard import ROOT


def visit(page: str, **address: str) -> AppTest:
    """The page as a link with this address opens it."""
    test = AppTest.from_file(str(ROOT / "pages" / "shell.py"), default_timeout=60)
    test.query_params.update(address)
    test.run()
    if page == "overview":  # the page that every visit starts on
        return test
    test.query_params.update(address)
    return test.switch_page(str(ROOT / "pages" / f"{page}.py")).run()


def opened(test: AppTest, box: str) -> AppTest:
    """The page after a click on what was folded away, by its key."""
    test.session_state[box] = True
    return test.run()


def words(test: AppTest) -> str:
    """All that the page itself wrote, as markup."""
    return "\n".join(each.proto.body for each in test.get("html"))


def address(test: AppTest) -> dict[str, str]:
    """The address of the page, a code per key."""
    return {key: each if isinstance(each, str) else each[0] for key, each in test.query_params.items()}
