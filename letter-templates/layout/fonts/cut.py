#!/usr/bin/env python3
"""Cuts the letter's fonts down to what a Norwegian municipal letter can need.

Comes in: a folder with the full fonts (see README.md). Goes out: the .ttf files beside this script, the same bytes
every time. Does not draw or change a glyph; it leaves glyphs, features, hinting and kerning that nobody sees out, tells
the hard space from the soft one, and gives Source Sans a new name, because its licence reserves the name for the
unchanged font.

    pip install fonttools==4.68.0
    python3 cut.py FOLDER
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
FAMILY = "Vedtaksbrev Sans"

# Letters of the languages and names we meet: Latin with every European accent, Sámi, Vietnamese, Greek, Cyrillic.
# No combining marks: a letter and its mark become one glyph, or the letter is refused. With the marks, a letter that the
# first font lacks would be drawn as two glyphs and read aloud twice.
LETTERS = [(0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x24F), (0x2B9, 0x2DD), (0x292, 0x292), (0x386, 0x3CE), (0x400, 0x52F), (0x1E00, 0x1EFF)]
# Punctuation, spaces with a width, currency, fractions, arrows and signs. No invisible controls and no soft hyphen.
SIGNS = [(0x2000, 0x200A), (0x2010, 0x2027), (0x202F, 0x205E), (0x2070, 0x209C), (0x20A0, 0x20C0), (0x2100, 0x218B),
         (0x2190, 0x2193), (0x2212, 0x221A), (0x221E, 0x221E), (0x2248, 0x2265), (0x25A0, 0x25CF), (0x2610, 0x2612),
         (0x2713, 0x2717)]
FEATURES = ["kern"]
# Kerning below this many thousandths of an em, 0.06 mm at 11 points, is left out: it stands between the letters of
# every other word, and each time the PDF breaks the word in two.
SEEN = 16


def characters(ranges):
    return {code for first, last in ranges for code in range(first, last + 1)}


def cut(source, codes, target, name=None):
    """Writes the cut font and returns the characters that it has."""
    options = subset.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16, 17]
    options.drop_tables += ["BASE", "STAT", "DSIG", "prep", "gasp", "meta"]
    font = TTFont(source, recalcTimestamp=False)
    own_hard_space(font)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    if name:
        rename(font, *name)
    if name and name[0] == FAMILY:
        kern_what_is_seen(font)
    font.save(target)
    return set(font.getBestCmap())


def own_hard_space(font):
    """Gives U+00A0 a glyph of its own, so that text taken out of the PDF has it without a note in every line."""
    name, space = "hardspace", font.getBestCmap()[0x20]
    font.setGlyphOrder(font.getGlyphOrder() + [name])
    font["glyf"].glyphs[name] = font["glyf"].glyphs[space]
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["hmtx"].metrics[name] = font["hmtx"].metrics[space]
    for table in font["cmap"].tables:
        if 0xA0 in table.cmap:
            table.cmap[0xA0] = name


def kern_what_is_seen(font):
    """Sets small kerning to nothing. A pair of its own stays, since it may take the place of its class's kerning."""
    least = SEEN * font["head"].unitsPerEm / 1000
    for lookup in font["GPOS"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.Format == 1:
                records = [record for pairs in table.PairSet for record in pairs.PairValueRecord]
            else:
                records = [record for row in table.Class1Record for record in row.Class2Record]
            for record in records:
                if record.Value1 is not None and abs(record.Value1.XAdvance) < least:
                    record.Value1.XAdvance = 0


def rename(font, family, style):
    plain = f"{family} {style}"
    new = {1: plain, 2: "Regular", 3: f"vedtaksbrev;{plain}", 4: plain, 6: f"{family.replace(' ', '')}-{style}", 16: family, 17: style}
    for record in list(font["name"].names):
        if record.nameID in new:
            record.string = new[record.nameID]
    for name_id in (16, 17):
        font["name"].setName(new[name_id], name_id, 3, 1, 0x409)


def main(folder):
    folder = Path(folder)
    wanted = characters(LETTERS + SIGNS)
    present = set()
    for style, source in [("Regular", "SourceSans3_400Regular.ttf"), ("SemiBold", "SourceSans3_600SemiBold.ttf")]:
        present = cut(folder / source, wanted, HERE / f"VedtaksbrevSans-{style}.ttf", (FAMILY, style))
    # Only what the first font lacks: a letter that needs none of it never embeds it.
    for style in ("Regular", "Bold"):
        cut(folder / f"NotoSans-{style}.ttf", wanted - present, HERE / f"NotoSansReserve-{style}.ttf", ("Noto Sans Reserve", style))
    for file in sorted(HERE.glob("*.ttf")):
        print(f"{file.name}: {file.stat().st_size} byte, {len(TTFont(file).getBestCmap())} tegn")


if __name__ == "__main__":
    main(sys.argv[1])
