"""The call center's console: pages for the people who call and are called, at /console."""
