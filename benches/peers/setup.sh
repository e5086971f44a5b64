#!/usr/bin/env bash
# Installs what compare.py and plots.py measure and look with: Debian's packages (as root) and a Python environment
# in target/peers/venv. Each thing is tried by itself; the last lines say what is there and what is not.
# Exit status: 0 even if something is absent, since compare.py leaves out what is absent and says so;
# 1 if nothing could be installed at all.
set -u

root=$(cd "$(dirname "$0")/../.." && pwd)
venv=$root/target/peers/venv
log=$root/target/peers/setup.log
mkdir -p "$root/target/peers"
: >"$log"

present=()
absent=()

# Packages, and what each is for.
debian=(
    "time: peak memory without this script's own"
    "g++: libpcap and libtins programs"
    "libpcap-dev: libpcap loop"
    "libtins-dev: libtins StreamFollower"
    "libpcapplusplus-dev: PcapPlusPlus reassembly"
    "golang-go: gopacket program"
    "golang-github-google-gopacket-dev: gopacket program"
    "golang-golang-x-net-dev: gopacket program"
    "golang-golang-x-sys-dev: gopacket program"
    "tshark: tshark"
    "tcptrace: tcptrace"
    "argus-server: argus"
    "libndpi-bin: ndpiReader"
    "librsvg2-bin: looking at the plots"
)
# dpkt and scapy are pure Python; nfstream brings its own nDPI.
python=(dpkt scapy nfstream)

if [ "$(id -u)" = 0 ]; then
    apt-get update >>"$log" 2>&1 || echo "apt-get update failed: see $log"
fi
for line in "${debian[@]}"; do
    name=${line%%:*}
    installed() { dpkg-query -W -f '${db:Status-Status} ${Version}\n' "$name" 2>/dev/null | grep '^installed '; }
    if ! installed >/dev/null; then
        DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$name" >>"$log" 2>&1
    fi
    if version=$(installed); then
        present+=("$name ${version#installed }")
    elif [ -z "$(apt-cache show "$name" 2>/dev/null)" ]; then
        absent+=("$line: not among the packages of this Debian")
    else
        absent+=("$line: $(grep '^E: ' "$log" | tail -1)")
    fi
done

if [ -x "$venv/bin/python" ] || python3 -m venv "$venv" >>"$log" 2>&1; then
    for name in "${python[@]}"; do
        if "$venv/bin/pip" install --quiet "$name" >>"$log" 2>&1; then
            present+=("$name $("$venv/bin/pip" show "$name" 2>/dev/null | sed -n 's/^Version: //p')")
        else
            absent+=("$name: $(grep 'ERROR' "$log" | tail -1)")
        fi
    done
else
    absent+=("${python[*]}: python3 -m venv failed")
fi

echo "present:"
printf '  %s\n' "${present[@]}"
echo "absent:"
if [ ${#absent[@]} = 0 ]; then echo "  nothing"; else printf '  %s\n' "${absent[@]}"; fi
echo "log: $log"
[ ${#present[@]} -gt 0 ]
