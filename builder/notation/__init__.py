"""How numbers, days, addresses and languages are written: grammars that every stage shares."""
