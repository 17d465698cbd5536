"""What a process loads for its life is never garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Load what stays: nobody looks for garbage meanwhile, which takes a tenth of the time, nor ever in it.

    To be used once, around the imports of a process.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
