"""Mails to the trial's sites: composed, given to a mail server, tried again."""
