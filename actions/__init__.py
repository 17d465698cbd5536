"""Rasa's doorstep: thin actions that translate between the tracker and the interview."""
