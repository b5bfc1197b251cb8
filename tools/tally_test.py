"""Counts read from logs as the programs write them."""

import importlib.machinery
import importlib.util
import unittest
from pathlib import Path

PATH = Path(__file__).with_name("tally")
loader = importlib.machinery.SourceFileLoader("tally", str(PATH))
spec = importlib.util.spec_from_loader("tally", loader)
tally = importlib.util.module_from_spec(spec)
loader.exec_module(tally)

CTEST = """\
test 1
1: [doctest] doctest version is "2.4.9"
1: [doctest] test cases:  5 |  4 passed | 1 failed | 2 skipped
1/4 Test #1: base .............................***Failed    0.05 sec
2: src/a_test.cpp:48: MESSAGE: skipped: corpus absent
2: [doctest] test cases: 10 | 10 passed | 0 failed | 0 skipped
2/4 Test #2: routing ..........................   Passed    1.05 sec
3: Segmentation fault
3/4 Test #3: http .............................***Exception: SegFault  0.05 sec
4/4 Test #4: tool .............................   Passed    0.01 sec
"""


class Tally(unittest.TestCase):
    def test_a_single_check_is_judged_by_its_status(self):
        self.assertEqual(tally.tally("one", 0, ""), (1, 0, 0))
        self.assertEqual(tally.tally("one", 3, "5 passed"), (0, 1, 0))

    def test_ctest_counts_cases_and_a_crash_as_one_failure(self):
        self.assertEqual(tally.tally("ctest", 8, CTEST), (14, 2, 3))

    def test_node(self):
        text = "ℹ tests 6\nℹ suites 1\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0\n"
        self.assertEqual(tally.tally("node", 1, text), (3, 2, 1))

    def test_vitest(self):
        text = " Test Files  2 passed (2)\n      Tests  1 failed | 11 passed | 2 skipped (14)\n"
        self.assertEqual(tally.tally("vitest", 1, text), (11, 1, 2))

    def test_unittest(self):
        text = "Ran 12 tests in 0.01s\n\nFAILED (failures=1, errors=2, skipped=1)\n"
        self.assertEqual(tally.tally("unittest", 1, text), (8, 3, 1))

    def test_lines_are_summed_and_a_loud_skip_is_counted(self):
        text = "245 passed, 0 failed\nskipped: corpus absent\n113 passed, 2 failed, 1 skipped\n"
        self.assertEqual(tally.tally("lines", 1, text), (358, 2, 2))

    def test_a_bad_end_is_a_failure_even_when_none_was_counted(self):
        self.assertEqual(tally.tally("node", 1, "ℹ pass 3\n"), (3, 1, 0))
        self.assertEqual(tally.tally("lines", 1, ""), (0, 1, 0))


if __name__ == "__main__":
    unittest.main()
