"""Start Aftercare: the window, a terminal command, or the tests. Prepares what is missing first."""

import sys

from workstation.launch import version

if __name__ == "__main__":
    version.demand()
    from workstation.launch.start import main

    sys.exit(main(sys.argv[1:]))
