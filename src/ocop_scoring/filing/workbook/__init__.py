"""Forms as XLSX workbooks: what stands where, writing them, reading them back."""
