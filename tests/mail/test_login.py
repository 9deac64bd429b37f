"""The login: where it may stand, and that it is shown nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.deliver.smtp.login import FILE, PASSWORD, USER, Login, login


def file(folder: Path, text: str, mode: int = 0o600) -> Path:
    place = folder / "login"
    place.write_text(text, "utf-8")
    place.chmod(mode)
    return place


def test_it_is_in_the_environment_or_in_a_file(tmp_path: Path) -> None:
    assert login({}) is None
    assert login({USER: "me", PASSWORD: "canary"}) == Login("me", "canary")
    assert login({FILE: str(file(tmp_path, "me\ncanary word\n"))}) == Login("me", "canary word")


@pytest.mark.parametrize(
    ("text", "mode", "said"),
    [
        ("me\ncanary\n", 0o640, "others may read it"),
        ("me\ncanary\n", 0o604, "others may read it"),
        ("me canary\n", 0o600, "two lines"),
        ("me\ncanary\nmore\n", 0o600, "two lines"),
        ("\ncanary\n", 0o600, "there is no user"),
        ("me\ncanary\u00e9\n", 0o600, "the password has signs that are not ASCII"),
    ],
)
def test_a_file_that_cannot_be_used(tmp_path: Path, text: str, mode: int, said: str) -> None:
    with pytest.raises(OSError, match=said) as raised:
        login({FILE: str(file(tmp_path, text, mode))})
    assert "canary" not in str(raised.value)


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="not a plain file"):
        login({FILE: str(tmp_path)})
    (tmp_path / "link").symlink_to(file(tmp_path, "me\ncanary\n"))
    for name in ("link", "nothing"):
        with pytest.raises(OSError, match=FILE):
            login({FILE: str(tmp_path / name)})


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({USER: "me"}, "no password"),
        ({PASSWORD: "canary"}, "no user"),
        ({USER: "me", PASSWORD: "canary\u00fc"}, "not ASCII"),
        ({USER: "me", PASSWORD: "canary", FILE: "x"}, "not both"),
    ],
)
def test_half_a_login_is_none(environment: dict[str, str], said: str) -> None:
    with pytest.raises(OSError, match=said) as raised:
        login(environment)
    assert "canary" not in str(raised.value)


def test_it_is_not_shown() -> None:
    assert repr(Login("canary", "canary")) == "Login(…)"
