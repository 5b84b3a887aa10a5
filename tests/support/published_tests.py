"""Two published tests, with the figures that others have published of them.

Sections 6 and 7 of the Law School Admission Test, 1,000 students, five items each: how many gave
each pattern of right (1) and wrong (0) answers (Bock and Lieberman 1970).
"""

from __future__ import annotations

LSAT6 = """
00000:3 00001:6 00010:2 00011:11 00100:1 00101:1 00110:3 00111:4 01000:1 01001:8 01011:16 01101:3
01110:2 01111:15 10000:10 10001:29 10010:14 10011:81 10100:3 10101:28 10110:15 10111:80 11000:16
11001:56 11010:21 11011:173 11100:11 11101:61 11110:28 11111:298
"""
LSAT7 = """
00000:12 00001:19 00010:1 00011:7 00100:3 00101:19 00110:3 00111:17 01000:10 01001:5 01010:3
01011:7 01100:7 01101:23 01110:8 01111:28 10000:7 10001:39 10010:11 10011:34 10100:14 10101:51
10110:15 10111:90 11000:6 11001:25 11010:7 11011:35 11100:18 11101:136 11110:32 11111:308
"""
# Facility, standard deviation, r with the rest, and in per cent discriminative efficiency and
# effective weight, then alpha without the item: R's psych and Moodle's calculator agree on them.
FIGURES_OF_6 = """
.924 .265131 .112833 18.481722 13.883094 .275356
.709 .454451 .153178 20.002667 22.742770 .237584
.553 .497432 .172779 21.889954 24.854852 .216799
.763 .425455 .144428 17.720196 21.367968 .245933
.870 .336472 .121596 18.774771 17.151316 .266294
"""


def marks_of(patterns: str) -> list[list[float]]:
    """The marks of each student, a row for each."""
    pairs = (pair.split(":") for pair in patterns.split())
    return [list(map(float, row)) for row, n in pairs for _ in range(int(n))]


def printed(value: float | None, digits: int) -> str:
    """A figure as it was printed: without the nought before the point."""
    assert value is not None
    return f"{value:.{digits}f}".replace("0.", ".")
