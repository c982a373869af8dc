"""A *batch* check decides a whole vector of values with NumPy that a definition decides one by one; the outcome is the same.

Only where a column of millions is worth it: resident ids (seventeen products, modulo 11) and bank cards (Luhn). Values are
Arrow strings; what has not the one plain form (all digits, no separator) is left to the definition.
tests/scanner/test_batch.py holds both equal.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from recognizers.cn_resident_id import _PROVINCES as PROVINCES
from scanner.orders import Vector

#: Digit (or what is none) times the weight of its place, modulo 11.
_PRODUCTS = [np.array([digit * pow(2, 17 - place, 11) % 11 for digit in range(256)], dtype=np.int16) for place in range(17)]
_CHECK = np.frombuffer(b"10X98765432", dtype=np.uint8)  # by the weighted sum modulo 11 (GB 11643-1999)
_IS_PROVINCE = np.zeros(100, dtype=bool)
_IS_PROVINCE[[int(p) for p in PROVINCES]] = True
_DAYS = np.array([0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] + [0] * 87, dtype=np.int16)


def resident_ids(values: pa.Array, weights: Vector) -> tuple[Vector, dict[str, int]]:
    """Which values are 18-character resident ids with the right province, date and check character, written plainly; and how
    many of these, by their weights, were born in which month ("1990-03")."""
    rows, matrix = _of_length(values, 18)
    proven: Vector = np.zeros(len(values), dtype=bool)
    if not len(rows):
        return proven, {}
    columns = np.ascontiguousarray(matrix.T) - np.uint8(48)  # one row a place; what is below "0" wraps round to more than 9
    digits = columns[:17]
    good: Vector = np.max(digits, axis=0) <= 9
    total = _PRODUCTS[0][digits[0]]
    for place in range(1, 17):
        total = total + _PRODUCTS[place][digits[place]]
    check = matrix[:, 17]
    good &= (_CHECK[total % 11] == check) | ((total % 11 == 2) & (check == ord("x")))
    pairs = np.where(good, digits[0:16:2].astype(np.int16) * 10 + digits[1:17:2], 0)  # region x 3, century, year, month, day, sequence
    year, month, day = pairs[3] * 100 + pairs[4], pairs[5], pairs[6]
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    last = _DAYS[month] - ((month == 2) & ~leap)
    good &= _IS_PROVINCE[pairs[0]] & (year >= 1900) & (year < 2100) & (day >= 1) & (day <= last)
    proven[rows] = good
    counts = np.bincount((year[good].astype(np.int64) * 12 + month[good] - 1), weights[rows][good], 2100 * 12).astype(np.int64)
    months = np.flatnonzero(counts)
    return proven, {f"{m // 12:04d}-{m % 12 + 1:02d}": int(counts[m]) for m in months.tolist()}


def _of_length(values: pa.Array, length: int) -> tuple[Vector, Vector]:
    """Rows whose text has so many bytes, and those bytes as a matrix of rows x length."""
    values = values.cast(pa.large_string())
    offsets = np.frombuffer(values.buffers()[1], dtype=np.int64)[values.offset : values.offset + len(values) + 1]
    raw = np.frombuffer(values.buffers()[2] or b"", dtype=np.uint8)
    rows = np.flatnonzero(np.diff(offsets) == length)
    if len(rows) == len(values) and len(rows):
        return rows, raw[offsets[0] : offsets[-1]].reshape(len(rows), length)
    return rows, raw[offsets[rows][:, None] + np.arange(length)] if len(rows) else np.zeros((0, length), dtype=np.uint8)
