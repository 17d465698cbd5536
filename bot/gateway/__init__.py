"""The public door: pages, widget and chat API. Rasa and the action server stay behind it, on this machine only."""
