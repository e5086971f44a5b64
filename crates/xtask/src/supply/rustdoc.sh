#!/bin/sh
# rustdoc, with the switch behind which the stable compiler keeps its JSON. Cargo starts it instead of rustdoc, so that the switch
# is on for rustdoc alone: build scripts that ask for it would build everything anew.
RUSTC_BOOTSTRAP=1 exec rustdoc "$@"
