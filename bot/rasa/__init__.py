"""The room of Rasa's own process: its environment, its launcher, its two components of ours (Python 3.10)."""
