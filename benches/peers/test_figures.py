"""What the scripts say must follow from what they measured."""

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import programs
import pytest
from captures import Capture
from draw import HEIGHT, LABEL, WIDTH, Axis, Chart, Line, apart
from goals import GOALS, Goal, cost, rate
from measure import Failed, Usage, in_turn, median, run
from programs import SYNFIN, Program
from table import Row, Rows, table

MEGABYTE = 1_000_000
WHOLE = Capture(Path("b.pcap"), 400_000, 1_000_000, 90 * MEGABYTE)


def row(name: str, cpu: float, peak: int = 2 * MEGABYTE, sliced: bool = False) -> tuple[str, Row]:
    return name, Row(Program(name, "reads", ("true",)), WHOLE, Usage(cpu, cpu, peak), sliced)


def test_a_program_that_fails_is_told_by_its_status_and_last_words() -> None:
    with pytest.raises(Failed, match="status 3: at last"):
        run([sys.executable, "-c", "import sys; print('first\\nat last', file=sys.stderr); sys.exit(3)"])


def test_programs_run_in_turn_and_one_that_fails_is_not_run_again(tmp_path: Path) -> None:
    log = tmp_path / "log"
    write = "import sys; open(sys.argv[1], 'a').write(sys.argv[2]); sys.exit(int(sys.argv[3]))"
    statuses = {"a": "0", "b": "1", "c": "0"}
    argvs = {name: [sys.executable, "-c", write, str(log), name, status] for name, status in statuses.items()}
    found = in_turn(argvs, 3)
    assert log.read_text() == "abcacac"
    assert isinstance(found["b"], Failed)
    assert isinstance(found["a"], list) and len(found["a"]) == 3


def test_processor_time_and_peak_are_those_of_the_program() -> None:
    usage = run([sys.executable, "-c", "kept = bytearray(80_000_000); sum(range(3_000_000))"])
    assert 0.01 < usage.cpu <= usage.wall + 0.05
    assert 80 * MEGABYTE < usage.peak < 160 * MEGABYTE


def test_the_middle_of_the_times_is_told_and_the_highest_peak() -> None:
    assert median([Usage(3, 30, 5), Usage(1, 10, 9), Usage(2, 20, 7)]) == Usage(2, 20, 9)


def test_a_goal_is_held_at_its_bound_and_missed_beyond_it() -> None:
    rows: Rows = dict([row(SYNFIN, 0.25), row("touch", 0.1), row("gopacket", 0.5)])
    assert Goal("a", "so long", "touch", cost, most=2.5).told(rows) == "- held: A, so long: 2.50"
    assert Goal("a", "so long", "touch", cost, most=2.4).told(rows) == "- **missed**: A, so long: 2.50"
    assert Goal("a", "as fast", "gopacket", rate, least=2).told(rows) == "- held: A, as fast: 2.00"
    assert Goal("a", "as fast", "gopacket", rate, least=2.1).told(rows) == "- **missed**: A, as fast: 2.00"


def test_a_goal_beside_a_program_that_did_not_run_is_neither_held_nor_missed() -> None:
    for goal in GOALS:
        assert goal.told({}).startswith("- not measured: ")


def test_every_goal_names_a_program_of_the_table() -> None:
    names = {program.name for program in [*programs.others(), *programs.synfin(Path("/synfin"))]}
    assert {SYNFIN, *(goal.other for goal in GOALS)} <= names


def test_the_table_tells_rates_of_processor_time_and_who_got_a_part() -> None:
    rows: Rows = dict([row(SYNFIN, 0.5), row("touch", 0.1), row("slow", 10, 70 * MEGABYTE, sliced=True)])
    text = table(rows, {"broken": Failed("status 1: no")})
    assert "| slow | reads; a part of 1,000,000 segments | 0.100 | 20.0 × as fast | 100 | 10.00 | 70 |" in text
    assert f"| {SYNFIN} | reads | 2.00 | – | 5.00 | 0.50 | 2 |" in text
    assert "broken failed: status 1: no" in text


def test_every_way_of_counting_reads_its_program() -> None:
    assert programs.told("records 12 segments 10 flows - checksum 0 seconds 0.1") == 10
    assert programs.records("records 12 segments - flows - checksum 0 seconds 0.1") == 12
    assert programs.traced("12 packets seen, 10 TCP packets traced") == 10
    assert programs.inspected("\tTCP Packets:           20000        \n\tUDP Packets: 0") == 20000
    assert programs.of_connections("flow,orig_segments,resp_segments\n0,3,2\n1,1,0\n") == 6
    assert programs.lines("0\t31\n1\t7\n") == 2


def test_axes_hold_all_values_between_round_ends() -> None:
    axis = Axis.around(iter([14.9, 1030.0]), 300, 50, whole=False)
    assert (axis.least, axis.most) == (10, 2000)
    assert (axis.place(10), axis.place(2000)) == (300, 50)
    whole = Axis.around(iter([1000.0, 1_000_000.0]), 0, 90, whole=True)
    assert whole.ticks() == [1e3, 1e4, 1e5, 1e6]
    assert [round(whole.place(tick)) for tick in whole.ticks()] == [0, 30, 60, 90]


def test_names_of_lines_keep_their_order_and_do_not_touch() -> None:
    places = apart([200.0, 100.0, 101.0, 99.0])
    order = sorted(places)
    assert all(below - above >= LABEL for above, below in zip(order, order[1:], strict=False))
    assert [places.index(place) for place in order] == [3, 1, 2, 0]


def test_a_chart_is_the_same_each_time_and_lies_within_its_frame() -> None:
    lines = [Line("a & b", [(1e3, 20.0), (1e6, 900.0)]), Line("c", [(1e3, 21.0), (1e6, 905.0)])]
    chart = Chart("Time <of> it", "across", "up", lines)
    assert chart.svg() == chart.svg()
    root = ElementTree.fromstring(chart.svg())
    circles = [part for part in root.iter() if part.tag.endswith("circle")]
    assert len(circles) == 4
    for circle in circles:
        assert 0 < float(circle.attrib["cx"]) < WIDTH and 0 < float(circle.attrib["cy"]) < HEIGHT
