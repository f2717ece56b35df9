from policy_cases import sheet, show

high = [sheet(who, _6_2=1, _10=1) for who in ("m1", "m2")]
low = sheet("m3", _1_1=1, _1_3=1, _1_4=1, _1_6=1, _1_7=0, _2_4=0, _3_1=1, _4_2=0, _10=1)
show([*high, low], "majority-minimums", "mean-of-parts")  # 74, 74 and 62
