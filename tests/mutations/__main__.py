"""Breaks every document in every way, prints which judges noticed, and fails if none did."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor

from tests.mutations.documents import DOCUMENTS
from tests.mutations.judgement import MUTATIONS, noticed
from tests.mutations.surgery import Nothing, saved
from tests.proof import JUDGES

# What became of one document: for each way to break it, who noticed; None where there was
# nothing to break. And what is wrong with the test itself.
Outcome = tuple[dict[str, list[str] | None], list[str]]


def tried(document: str) -> Outcome:
    pdf, said = DOCUMENTS[document]()
    whole = saved(pdf)
    wrong = [f"{document}: {who} finds fault with it unbroken" for who in noticed(pdf, said)]
    wrong += [f"{document}: {who} finds fault with it saved" for who in noticed(whole, said)]
    outcome: dict[str, list[str] | None] = {}
    for name, mutation in MUTATIONS.items():
        try:
            broken = mutation.of(pdf)
        except Nothing:
            outcome[name] = None
            continue
        outcome[name] = noticed(broken, said)
        if broken in (pdf, whole):
            wrong.append(f"{document}: {name} changed nothing")
        if not outcome[name]:
            wrong.append(f"{document}: nobody noticed {name}")
    return outcome, wrong


def table(outcomes: dict[str, dict[str, list[str] | None]]) -> list[str]:
    """A line for each mutation: the documents it was tried on, and how many each judge noticed."""
    lines = [f"{'':34}{'tried':>8}" + "".join(f"{judge:>10}" for judge in JUDGES)]
    for name in MUTATIONS:
        found = [outcome[name] for outcome in outcomes.values() if outcome[name] is not None]
        counts = [sum(judge in (who or ()) for who in found) for judge in JUDGES]
        columns = "".join(f"{count or '·':>10}" for count in counts)
        lines.append(f"{name:34}{len(found):>8}{columns}")
    return lines


def main() -> int:
    with ProcessPoolExecutor() as pool:
        results = dict(zip(DOCUMENTS, pool.map(tried, DOCUMENTS), strict=True))
    outcomes = {document: outcome for document, (outcome, _) in results.items()}
    wrong = [line for _, lines in results.values() for line in lines]
    for name in MUTATIONS:
        if all(outcome[name] is None for outcome in outcomes.values()):
            wrong.append(f"{name} was tried on no document")
    count = sum(who is not None for outcome in outcomes.values() for who in outcome.values())
    print("\n".join(table(outcomes)))
    print(f"\n{len(MUTATIONS)} mutations, {len(outcomes)} documents, {count} broken files")
    print("\n".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
