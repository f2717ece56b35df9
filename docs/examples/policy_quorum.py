from policy_cases import sheet, show

present = [sheet("c", role="chair"), *(sheet(f"m{number}") for number in range(2, 6))]
show(present, "two-thirds-quorum", "three-quarters-with-chair", appointed=7)
