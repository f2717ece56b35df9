from policy_cases import sheet, show

show([sheet("m1"), sheet("m2", _1_5=3)], "majority-minimums")
show([sheet("hd", role="council", _1_5=1)], "agreed-sheet")
