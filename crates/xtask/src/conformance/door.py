"""The Python module, asked again and again in one process: a capture's name in, a line of what became of it out.

The answer is the command's exit status for that capture, then how many segments and connections were told; or `panic: ` and what was raised.
"""

import sys
import warnings

import synfin


def told(path: str) -> str:
    with warnings.catch_warnings(record=True) as damage:
        warnings.simplefilter("always")
        try:
            capture = synfin.open(path, on_damage="warn")
        except synfin.CaptureError as error:
            is_none = any(words in str(error) for words in ("not a pcap or pcapng capture", "the input is empty"))
            return "1 0 0" if is_none else "2 0 0"
        with capture:
            segments = sum(bool(segment.as_dict()) for segment in capture.segments())
            flows = sum(bool(flow.as_dict()) for flow in capture.flows())
            if not capture.stats.balance:
                return "panic: the books do not balance"
    return f"{2 if damage else 0} {segments} {flows}"


for line in sys.stdin:
    try:
        answer = told(line.rstrip("\n"))
    except BaseException as raised:  # a panic in Rust is raised as no `Exception`
        answer = f"panic: {raised!r}".replace("\n", " ")
    print(answer, flush=True)
