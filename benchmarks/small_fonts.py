"""Make the small fonts of e7wizard/serving/fonts anew, after Streamlit has changed its own. Needs `pip install fonttools brotli`.

Streamlit's front end loads 545 kB of fonts on a first visit. Ours hold the icons that its front end names and the Latin
letters, figures and signs of our texts; for every other letter a browser takes the next font of `theme.font`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from streamlit import file_util

STATIC = Path(file_util.get_static_dir()) / "static"
TARGET = Path(__file__).resolve().parents[1] / "e7wizard" / "serving" / "fonts"
LATIN = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2000, 0x2070), *range(0x2070, 0x20C0), *range(0x2100, 0x2150),
    *range(0x2190, 0x2200), *range(0x2200, 0x2270), *range(0x25A0, 0x2600), 0x2713, 0x2717,
]  # fmt: skip


def icons() -> list[str]:
    """Names that the scripts of the front end mention as icons, and the letters that spell them."""
    named = {
        name for path in (STATIC / "js").glob("*.js") for name in re.findall(r":material/(\w+):", path.read_text())
    }
    return sorted(named)


def smaller(path: Path, options: subset.Options, **wanted: list[object]) -> None:
    """Write the part of the font that is wanted under the same name."""
    font = TTFont(path)
    chosen = subset.Subsetter(options)
    chosen.populate(**wanted)
    chosen.subset(font)
    for record in font["name"].names:
        # The licence keeps the name 'Source' for the whole font.
        if record.nameID in {1, 3, 4, 6, 16, 25} and "Source" in str(record):
            record.string = str(record).replace("Source Sans", "E7 Sans").replace("SourceSans", "E7Sans")
    font.flavor = "woff2"
    font.save(TARGET / path.name)
    print(path.name, path.stat().st_size, "->", (TARGET / path.name).stat().st_size)


def main() -> int:
    TARGET.mkdir(exist_ok=True)
    for path in TARGET.glob("*.woff2"):
        path.unlink()
    options = subset.Options(layout_closure=False, layout_features=["*"], glyph_names=False, hinting=False)
    symbols = next((STATIC / "media").glob("MaterialSymbols-Rounded*.woff2"))
    have = set(TTFont(symbols).getGlyphOrder())
    letters = [ord(letter) for letter in "abcdefghijklmnopqrstuvwxyz0123456789_"]
    smaller(symbols, options, glyphs=[name for name in icons() if name in have], unicodes=letters)
    options = subset.Options(layout_features=["kern", "liga", "tnum", "lnum", "mark", "mkmk", "ccmp", "locl"])
    options.name_IDs = ["*"]
    smaller(next((STATIC / "media").glob("SourceSansVF-Upright*.woff2")), options, unicodes=LATIN)
    return 0


if __name__ == "__main__":
    sys.exit(main())
