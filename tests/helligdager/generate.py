"""Writes vectors.tsv: the Norwegian public holidays 2000-2100 by an independent calendar (PyPI `holidays`).

Run: pip install holidays==0.109, then python generate.py > vectors.tsv
"""
import holidays

print(f"# PyPI holidays {holidays.__version__}, country NO, without ordinary Sundays")
for day, name in sorted(holidays.NO(years=range(2000, 2101)).items()):
    print(f"{day}\t{name}")
