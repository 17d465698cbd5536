"""The room of Rasa's own process: its environment, its launcher, its one component of ours (Python 3.10)."""
