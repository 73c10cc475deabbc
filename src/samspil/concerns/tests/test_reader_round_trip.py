"""Lists written in every shape are read back equal."""

import pytest

from samspil.concerns.reader import read_list
from samspil.concerns.reader.parsing import parse
from samspil.concerns.tests.list_shapes import FORMATS, TODAY, write_list


@pytest.mark.parametrize("block", range(8))
def test_two_thousand_lists_in_every_shape_are_read_back_equal(block):
    for seed in range(block * 250, block * 250 + 250):
        written = write_list(seed, FORMATS[seed % 4])
        reading = parse(written.data, today=TODAY)
        assert reading.as_json() == written.expected, f"list {seed}, {written.kind}"


@pytest.mark.parametrize("seed", range(24))
def test_the_child_process_reads_the_same(seed):
    written = write_list(seed, FORMATS[seed % 4])
    reading = read_list(written.data, f"liste.{written.kind}", today=TODAY)
    assert reading == parse(written.data, today=TODAY)
    assert reading.as_json() == written.expected
