"""The ledger of mails: what is queued, what became of each, what came back, who is forgotten."""
