"""Running everything on one machine: the model, the processes, and a conversation in the terminal."""
