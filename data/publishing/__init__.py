"""From statistics to an edition that is never changed: making, ledger, consent, audit."""
