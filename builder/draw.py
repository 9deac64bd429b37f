"""A handout to the bytes of its output: a PDF, or the web page."""

from __future__ import annotations

from builder.diagnostics import Diagnostic
from builder.model import WEB, Handout

Drawn = tuple[bytes, int, tuple[Diagnostic, ...]]  # the file, its pages, what does not fit


def draw(handout: Handout) -> Drawn:
    """The same bytes in any process, whatever it has drawn before. A web page has 0 pages."""
    if handout.edition.edition == WEB:
        from builder.web.document import write  # loaded only when a page is written

        return write(handout), 0, ()
    from builder.paper.render import render  # ReportLab is loaded only when something is drawn

    done = render(handout)
    return done.pdf, done.pages, done.diagnostics
