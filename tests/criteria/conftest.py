"""What the criteria's tests share."""

from hypothesis import settings

# How long a rule takes depends on who else uses the machine, and says nothing of the rule.
settings.register_profile("criteria", deadline=None)
settings.load_profile("criteria")
