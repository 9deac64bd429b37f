"""To the patient: who gets what, personal copies, mail, and the ledger of what was sent."""
