"""The call center without its pages: rights, urgency, the panel, the script, what supervisors look at."""
