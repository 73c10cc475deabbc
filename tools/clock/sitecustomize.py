"""Sets the clock of every Python that `tools/days.py` starts, and of those that they start: it is read before all else.

Not by the library that sets PostgreSQL's clock: under it `time.sleep` fails, and a browser takes a minute to start.
"""

import os
import time

try:
    import time_machine
except ImportError:  # a Python without our packages, which does nothing that has a date
    time_machine = None

if time_machine is not None and (ahead := os.environ.get("SAMSPIL_CLOCK_AHEAD")):
    time_machine.travel(time.time() + float(ahead), tick=True).start()
