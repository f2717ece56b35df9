from policy_cases import sheet, show

low = sheet("m2", _1_1=1, _1_3=1, _1_4=1, _1_6=1, _1_7=0, _2_4=0, _3_1=1)
show([sheet("m1"), low], "mean-of-totals", "majority-minimums")  # 76 and 65
