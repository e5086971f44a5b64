"""The command line: `python -m synfin` is the command `synfin`."""

import signal
import sys

from synfin._synfin import run_command


def main() -> int:
    """Runs the command with the arguments of this process; the exit status."""
    # The command ends by itself, and in order, when Ctrl-C is pressed.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run_command(["synfin", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
