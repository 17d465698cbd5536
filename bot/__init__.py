"""AfterCART: a conversational pre-screener for the trial NCT06179888."""
