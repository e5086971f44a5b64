"""The tables as Arrow: polars, pandas, pyarrow and DuckDB read them, lazily, batch by batch."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pandas  # type: ignore[import-untyped]
import polars
import pyarrow  # type: ignore[import-untyped]
import pytest

import synfin

TABLES = ["segments", "flows"]


def table(capture: synfin.Capture, name: str, **options: Any) -> Any:
    return getattr(capture, name)(**options)


@pytest.mark.parametrize("name", TABLES)
def test_every_value_is_that_of_the_attribute(name: str, samples: Path) -> None:
    for path in sorted(samples.rglob("*.pcap*")):
        with synfin.open(path, on_damage="ignore") as capture:
            rows = list(table(capture, name))
            arrow = pyarrow.table(table(capture, name))
        assert arrow.num_rows == len(rows), path
        for column in ("flow", "originator_state", "responder_basis"):
            told = [getattr(row, column) for row in rows]
            assert arrow.column(column).to_pylist() == [getattr(value, "value", value) for value in told], path


def test_types_are_natural(sample: Path) -> None:
    with synfin.open(sample) as capture:
        segments = pyarrow.schema(capture.segments())
        flows = pyarrow.schema(capture.flows())
    assert segments.field("time").type == pyarrow.timestamp("ns", "UTC")
    assert segments.field("step").type == pyarrow.dictionary(pyarrow.int16(), pyarrow.string())
    assert pyarrow.types.is_list(segments.field("options").type)
    assert flows.field("duration").type == pyarrow.duration("ns")


def test_a_schema_costs_no_pass(sample: Path) -> None:
    with synfin.open(io.BytesIO(sample.read_bytes())) as capture:
        for _ in range(3):
            assert "reason" in pyarrow.schema(capture.segments()).names
        assert capture.segments().to_arrow().num_rows > 0


def test_each_stream_is_a_pass_of_its_own(sample: Path) -> None:
    with synfin.open(sample) as capture:
        table = capture.flows()
        assert polars.DataFrame(table).equals(polars.DataFrame(table))


def test_a_source_that_can_be_read_once_says_so(sample: Path) -> None:
    with synfin.open(io.BytesIO(sample.read_bytes())) as capture:
        pyarrow.table(capture.segments())
        with pytest.raises(ValueError, match="can be read only once"):
            pyarrow.table(capture.segments())


@pytest.mark.parametrize("name", TABLES)
def test_only_the_columns_that_are_asked_for_are_there(name: str, sample: Path) -> None:
    with synfin.open(sample) as capture:
        wanted = ["originator_state", "flow"]
        assert pyarrow.table(table(capture, name, columns=wanted)).column_names == wanted
        with pytest.raises(ValueError, match='has no column "Flwo"; the nearest is "flow"$'):
            table(capture, name, columns=["Flwo"])
        with pytest.raises(ValueError, match='has no column "zzz"$'):
            table(capture, name, columns=["zzz"])
        assert pyarrow.table(table(capture, name, columns=[])).num_columns == 0


def test_one_flow_alone(sample: Path) -> None:
    with synfin.open(sample) as capture:
        assert set(capture.segments(flow=0).to_polars()["flow"]) == {0}
        assert capture.segments(flow=1 << 40).to_polars().is_empty()


def test_the_conveniences_tell_the_same(sample: Path) -> None:
    with synfin.open(sample) as capture:
        arrow, frame, pandas = (
            capture.flows().to_arrow(),
            capture.flows().to_polars(),
            capture.flows().to_pandas(),
        )
    assert arrow.column("flow").to_pylist() == frame["flow"].to_list() == list(pandas["flow"])
    assert [timedelta(microseconds=value // 1000) for value in arrow.column("duration").cast("int64").to_pylist()] == [
        timedelta(microseconds=value.value // 1000) for value in pandas["duration"]
    ]


def test_sql(sample: Path) -> None:
    with synfin.open(sample) as capture:
        flows = pyarrow.RecordBatchReader.from_stream(capture.flows())
        relation = duckdb.sql("select outcome, count(*) from flows group by 1")
        assert relation is not None
        assert sum(count for _, count in relation.fetchall()) > 0


def test_batches_come_as_they_are_asked_for(telnet: Path) -> None:
    octets = telnet.read_bytes()
    long = octets[:24] + octets[24:] * 2000
    with synfin.open(long) as capture:
        reader = pyarrow.RecordBatchReader.from_stream(capture.segments())
        first = reader.read_next_batch()
        assert 8192 <= first.num_rows < 16384
        # What is not asked for any more is not read.
        del reader


def test_damage_is_told_behind_all_that_was_read(telnet: Path) -> None:
    octets = telnet.read_bytes()[:-3]
    with synfin.open(octets) as capture:
        reader = pyarrow.RecordBatchReader.from_stream(capture.segments())
        assert reader.read_next_batch().num_rows > 0
        with pytest.raises(Exception, match="cut off"):
            reader.read_next_batch()
    with synfin.open(octets, on_damage="ignore") as capture:
        assert capture.segments().to_arrow().num_rows > 0


@pytest.mark.parametrize("convenience", ["to_arrow", "to_polars", "to_pandas"])
@pytest.mark.parametrize("name", ["segments", "flows"])
def test_what_ends_a_table_is_raised_as_it_was(telnet: Path, name: str, convenience: str) -> None:
    octets = telnet.read_bytes()

    class Broken:
        """A file whose disk fails in the middle."""

        left = octets[:500]

        def read(self, size: int, /) -> bytes:
            if not self.left:
                raise ZeroDivisionError("the disk")
            given, self.left = self.left[:size], self.left[size:]
            return given

    with synfin.open(octets[:-3]) as capture:
        with pytest.raises(synfin.CaptureError, match="cut off") as caught:
            getattr(table(capture, name), convenience)()
        assert caught.value.frame == 33
        with pytest.raises(synfin.CaptureError):
            getattr(table(capture, name), convenience)()
    with synfin.open(Broken()) as capture, pytest.raises(ZeroDivisionError, match="the disk"):
        getattr(table(capture, name), convenience)()


def test_a_closed_capture_has_no_stream(sample: Path) -> None:
    capture = synfin.open(sample)
    table = capture.segments()
    capture.close()
    with pytest.raises(ValueError, match="closed"):
        pyarrow.table(table)


def test_pandas_takes_a_table_in_one_call_of_its_own(telnet: Path) -> None:
    with synfin.open(telnet) as capture:
        flows = pandas.DataFrame.from_arrow(capture.flows())
        assert flows.equals(capture.flows().to_pandas())
        assert flows.outcome[0] == "CLOSED"


@pytest.mark.parametrize("table", ["segments", "flows"])
def test_columns_are_a_list_of_names_each_once(telnet: Path, table: str) -> None:
    with synfin.open(telnet) as capture:
        make = getattr(capture, table)
        with pytest.raises(ValueError, match='the column "flow" is asked for twice'):
            make(columns=["flow", "flow"])
        with pytest.raises(TypeError, match=r"columns are given in a list: \['flow'\]"):
            make(columns="flow")
        with pytest.raises(TypeError, match="must be a str, not int"):
            make(columns=[1])
        assert make(columns=("flow",)).to_arrow().column_names == ["flow"]
