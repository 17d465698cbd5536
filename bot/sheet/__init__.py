"""The sheet to bring: one printable page about one screen, for the patient's doctor or the study team."""
