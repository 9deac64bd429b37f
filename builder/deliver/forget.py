"""Takes people out of the ledger: addresses, messages and reasons, from the disk too.

What stays tells nobody who it was: the key, what was in the mail, when, and what became of it.
"""

from __future__ import annotations

from builder.deliver.ledger import Ledger


def forget(ledger: Ledger, settled_before: float) -> int:
    """Forgets the people of mails that were accepted or failed before that moment; how many.

    The bytes are overwritten in the file (SQLite's `secure_delete`), and those in its log
    are cut off. Raises OSError while another command keeps the log open: again, then.
    """
    book = ledger.book
    with book.step():
        book.do(
            "CREATE TEMP TABLE gone AS SELECT number FROM mail "
            "WHERE state IN ('sent', 'failed') AND settled_at <= ? AND address IS NOT NULL",
            settled_before,
        )  # fmt: skip
        book.do("DELETE FROM message WHERE number IN (SELECT number FROM gone)")
        count = book.do(
            "UPDATE mail SET address = NULL, reason = NULL "
            "WHERE number IN (SELECT number FROM gone)")  # fmt: skip
        book.do("DROP TABLE temp.gone")
    book.shrink()
    return count


def left(ledger: Ledger) -> int:
    """How many mails the ledger still knows the people of."""
    return int(ledger.book.value("SELECT count(*) FROM mail WHERE address IS NOT NULL"))
