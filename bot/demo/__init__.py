"""Sample data, by which the console is alive at once: generated people, played through the real interview."""
