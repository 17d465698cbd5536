"""The room of Rasa's own process (Python 3.10): launcher, corrections, conversations, channels, two components."""
