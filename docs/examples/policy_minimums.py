from policy_cases import sheet, show

print("One of three sheets misses item 1.5, which 4 stars need at 2 points:")
three = [sheet("m1"), sheet("m2"), sheet("m3", _1_5=1)]
show(three, "majority-minimums", "every-member-minimums", "mean-per-criterion")

print("Of two sheets one has 3 points there, the other 1:")
two = [sheet("m1", _1_5=3), sheet("m2", _1_5=1)]
show(two, "majority-minimums", "every-member-minimums", "mean-per-criterion")
