"""Score sheets as workbooks: what stands where, writing them."""
