"""Takes people out of the ledger: addresses, messages and reasons, from the disk too.

What stays names nobody: the key, which handouts were in the mail, when, and what became of it.
Digests go as well, for what is in a letter is soon guessed. Whoever has the whole ledger and an
address can still ask it whether that address is in it: the secret of the keys lies there.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from builder.deliver.ledger.ledger import Ledger
from builder.deliver.mail.plan import KEEPS, plan_of
from builder.deliver.mailout import PREVIEW
from builder.machine.disk import alone


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
        book.do("UPDATE held SET sha256 = '' WHERE number IN (SELECT number FROM gone)")
        count = book.do(
            "UPDATE mail SET address = NULL, reason = NULL, content = '', sha256 = '' "
            "WHERE number IN (SELECT number FROM gone)")  # fmt: skip
        book.do("DROP TABLE temp.gone")
    book.shrink()
    return count


def left(ledger: Ledger) -> int:
    """How many mails the ledger still knows the people of."""
    return int(ledger.book.value("SELECT count(*) FROM mail WHERE address IS NOT NULL"))


def previews_gone(folder: Path, now: float, *, everything: bool) -> bool:
    """Takes out mails that were written to be looked at; whether there were any.

    Only those that may no longer be sent for it, or all of them. Waits for whoever writes there.
    """
    preview = folder / PREVIEW
    plan = plan_of(preview)
    if not preview.is_dir() or preview.is_symlink():
        return False
    if plan and not everything and now - plan.made < KEEPS:
        return False
    with alone(folder, lambda: None):
        shutil.rmtree(preview)
    return True
