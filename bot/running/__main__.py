"""Prepares for the keeper: `python -m bot.running NUMBER`, with the number of a file descriptor for the plan."""

import sys

from bot.loading import loading

with loading():
    from bot.running.preparing import main

sys.exit(main(int(sys.argv[1])))
