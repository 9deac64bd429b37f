"""What goes to one person in one mail: the copies made for them."""

from __future__ import annotations

from dataclasses import dataclass

from builder.deliver.lists.recipient import Recipient


@dataclass(frozen=True, repr=False)
class Attachment:
    """A copy as a file. `name` says nothing of the person; `sha256` is of `data`, in hexadecimal.

    `plain` is the digest of the copy before it was encrypted; of one that was not, the same.
    """

    name: str
    data: bytes
    sha256: str
    plain: str
    handout: str
    title: str
    version: str
    edition: str
    language: str
    pages: int

    def __repr__(self) -> str:
        return f"Attachment({self.name})"


@dataclass(frozen=True, repr=False)
class Parcel:
    """Everything that one person gets at once."""

    recipient: Recipient
    attachments: tuple[Attachment, ...]
    draft: bool = False

    def __repr__(self) -> str:
        return f"Parcel(row {self.recipient.row})"
