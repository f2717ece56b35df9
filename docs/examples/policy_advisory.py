from policy_cases import sheet, show

members = [sheet("m1"), sheet("m2")]
team = sheet("t", role="advisory", _1_5=1)  # read the contracts: below three quarters
show([*members, team], "every-member-minimums", "advisory-minimums")
