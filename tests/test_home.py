"""The home: closed to others, never overwritten, and never with another key than its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from data.custody.home import Home, HomeError, open_home
from data.custody.panel import new_home
from data.custody.pseudonym import Key
from data.custody.uploads import remove_left_uploads, upload_folder


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home", agreement="metals", answers="real")


def test_everything_confidential_is_for_its_owner_only(home: Home) -> None:
    home.record("init")
    assert home.confidential.stat().st_mode & 0o777 == 0o700
    files = list(home.confidential.iterdir())
    assert {each.name for each in files} == {"key", "panel.duckdb", "log"}
    assert all(each.stat().st_mode & 0o077 == 0 for each in files)


def test_two_homes_never_share_a_key(tmp_path: Path) -> None:
    homes = [new_home(tmp_path / name, agreement="metals", answers="real") for name in ("one", "other")]
    assert homes[0].key() != homes[1].key()


def test_a_home_that_was_made_is_opened_again_as_it_was(home: Home) -> None:
    assert open_home(home.root) == home
    assert home.key().fingerprint == home.key_fingerprint


def test_the_environment_names_the_home(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENSPIEGEL_HOME", str(home.root))
    assert open_home() == home


def test_init_never_overwrites_a_home_or_a_key_that_lost_its_home(home: Home) -> None:
    key = home.key_path.read_bytes()
    with pytest.raises(HomeError, match="never overwrites"):
        new_home(home.root, agreement="metals", answers="invented")
    (home.root / "home.toml").unlink()
    with pytest.raises(HomeError, match="never overwrites"):
        new_home(home.root, agreement="metals", answers="invented")
    assert home.key_path.read_bytes() == key


def test_an_unknown_agreement_makes_no_home(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="no agreement 'wood'"):
        new_home(tmp_path / "home", agreement="wood", answers="real")
    assert not (tmp_path / "home").exists()


def test_a_missing_home_is_an_error_that_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(HomeError, match="python -m data init"):
        open_home(tmp_path)


def test_a_missing_key_is_an_error_that_says_which_backup_to_put_back(home: Home) -> None:
    home.key_path.unlink()
    with pytest.raises(HomeError, match=home.key_fingerprint):
        home.key()


def test_another_key_is_refused(home: Home) -> None:
    home.key_path.unlink()
    Key(bytes(32)).write(home.key_path)
    with pytest.raises(HomeError, match="not the key that this home was made with"):
        home.key()


def test_a_key_that_others_can_read_is_refused_with_the_command_that_closes_it(home: Home) -> None:
    home.key_path.chmod(0o640)
    with pytest.raises(HomeError, match="chmod 600"):
        home.key()


def test_a_closed_room_that_stands_open_is_refused(home: Home) -> None:
    home.confidential.chmod(0o755)
    with pytest.raises(HomeError, match="chmod 700"):
        open_home(home.root)


@pytest.mark.parametrize("text", ["", "agreement = 1\nanswers = 'both'\nkey_fingerprint = ''", "= ="])
def test_a_damaged_home_file_is_an_error_in_words(home: Home, text: str) -> None:
    (home.root / "home.toml").write_text(text)
    with pytest.raises(HomeError, match="cannot be read"):
        open_home(home.root)


def test_an_agreement_of_the_home_comes_before_the_one_that_is_shipped(home: Home) -> None:
    assert home.agreement_folder.parent.name == "agreements"
    own = home.agreements / "metals"
    own.mkdir()
    (own / "agreement.toml").write_text("")
    assert home.agreement_folder == own


def test_an_upload_is_removed_when_it_was_read_or_when_its_process_was_killed(home: Home) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = home.confidential / f".upload-{gone.pid}-left"
    left.mkdir()
    (left / "names.xlsx").write_text("a name")
    with upload_folder(home) as folder:
        (folder / "names.xlsx").write_text("a name")
        remove_left_uploads(home)
        assert [*home.confidential.glob(".upload-*")] == [folder]
    assert not [*home.confidential.glob(".upload-*")]
