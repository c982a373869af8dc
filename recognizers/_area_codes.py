"""An *area code* (长途区号) is where a landline of mainland China is: 0 and two or three digits.

The codes of two digits are Beijing's (10) and 2x; those of three follow the provinces: 3 north, 4 north-east, 5 east, 6 and
7 south, 8 south-west, 9 north-west. Codes that were merged into a neighbour's stay (0732 Xiangtan, 0634 Laiwu, 0565 Chaohu, 0910
Xianyang, 0890 and 0899 Hainan, 081x Chongqing before 1997): address books are older than their numbers.

Sources: MIIT 电信网编号计划 (2010 and later notices), YD/T 1031, libphonenumber's metadata for CN.
"""

from __future__ import annotations

AREA_2 = "(?:10|2[0-57-9])"
AREA_3 = (
    "(?:3(?:1[0-9]|35|49|5[0-9]|7[0-9]|9[1-68])"
    "|4(?:1[0-9]|2[179]|3[1-9]|5[0-9]|6[4789]|7[0-9]|8[23])"
    "|5(?:1[0-9]|2[037]|3[0-9]|4[36]|5[0-9]|6[1-6]|7[0-9]|80|9[1-9])"
    "|6(?:3[1-5]|6[0238]|9[12])"
    "|7(?:01|1[0-9]|2[248]|3[0-9]|4[3-6]|5[0-9]|6[0235689]|7[0-9]|9[0-9])"
    "|8(?:1[0-46-9]|2[5-7]|3[0-9]|5[1-9]|7[0-9]|8[36-8]|9[0-9])"
    "|9(?:0[1-3689]|1[0-79]|3[0-9]|4[13]|5[1-5]|7[0-79]|9[0-9]))"
)
AREA = f"(?:{AREA_2}|{AREA_3})"
