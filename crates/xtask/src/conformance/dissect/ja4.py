"""Reckons JA4 from what another program read: a line of fields in, a fingerprint out.

Written from FoxIO's specification of JA4 alone, and from nothing of synfin. A line holds, between tabs: the version, the
supported versions, the cipher suites, the extensions, the signature algorithms (four hexadecimal digits each, between
commas), and the first protocol of the ALPN extension.
"""

import hashlib
import sys

VERSIONS = {"0304": "13", "0303": "12", "0302": "11", "0301": "10", "0300": "s3", "0002": "s2"}
GREASE = {f"{digit}a{digit}a" for digit in "0123456789abcdef"}


def hashed(text):
    return hashlib.sha256(text.encode()).hexdigest()[:12] if text else "0" * 12


def ends(protocol):
    octets = protocol.encode(errors="surrogateescape")
    if not octets:
        return "00"
    first, last = chr(octets[0]), chr(octets[-1])
    if first.isascii() and first.isalnum() and last.isascii() and last.isalnum():
        return first + last
    digits = octets.hex()
    return digits[0] + digits[-1]


def ja4(line):
    *lists, protocol = line.split("\t")
    version, supported, ciphers, extensions, algorithms = (
        [number for number in numbers.split(",") if number and number not in GREASE] for numbers in lists
    )
    version = VERSIONS.get(max(supported) if supported else version[0], "00")
    name = "d" if "0000" in extensions else "i"
    offer = f"t{version}{name}{min(len(ciphers), 99):02}{min(len(extensions), 99):02}{ends(protocol)}"
    kinds = ",".join(sorted(kind for kind in extensions if kind not in ("0000", "0010")))
    behind = "_" + ",".join(algorithms) if algorithms else ""
    return f"{offer}_{hashed(','.join(sorted(ciphers)))}_{hashed(kinds + behind)}"


for line in sys.stdin:
    print(ja4(line.rstrip("\n")))
