"""The room that writes what is kept as tables for research, without what tells who somebody is unless asked for it."""
