"""The keys of the tests: others in each run, so that no test hangs on them."""

from bot.encryption import Cipher, new_key

CIPHER = Cipher([new_key()], new_key())
