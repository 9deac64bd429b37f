"""Why a file is not read as a reply: one problem of the whole file."""

from __future__ import annotations

AGAIN = "ask for the file again, as it was saved; or read it together on screen or paper"


class Unreadable(ValueError):
    """The file is no reply that can be trusted; what it holds is never repeated here.

    `code` is that of the diagnostic, `hint` what to do about it.
    """

    def __init__(self, code: str, message: str, hint: str = AGAIN) -> None:
        super().__init__(code, message, hint)
        self.code, self.message, self.hint = code, message, hint


def damaged(reason: str) -> Unreadable:
    """The bytes are not those that somebody saved, so an answer might be lost or another."""
    return Unreadable("damaged-file", f"the file is damaged: {reason}")
