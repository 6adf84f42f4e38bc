"""Breaks an archive message in one way a file: break.py MESSAGE FOLDER."""

import pathlib
import re
import sys

text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
folder = pathlib.Path(sys.argv[2])


def without(name):
    return re.sub(rf"<{name}(?: [^>]*)?>.*?</{name}>", "", text, count=1, flags=re.S)


WAYS = {
    "no-system": without("system"),
    "no-document-file": without("referanseDokumentfil"),
    "no-journal-type": without("journalposttype"),
    "no-screening-reason": without("skjermingshjemmel"),
    "wrong-namespace": text.replace("n:kode", "kode"),
    "wrong-order": re.sub(
        r"(<dokumenttype>.*?</dokumenttype>)(\s*)(<dokumentstatus>.*?</dokumentstatus>)", r"\3\2\1", text, flags=re.S
    ),
    "id-is-no-uuid": re.sub(r"<systemID>.*?</systemID>", "<systemID>1</systemID>", text, count=1),
    "day-is-no-day": re.sub(r"<dokumentetsDato>.*?<", "<dokumentetsDato>23.11.2026<", text),
    "size-is-no-number": re.sub(r"<filstoerrelse>.*?<", "<filstoerrelse>stor<", text),
    "empty-title": re.sub(r"<tittel>.*?</tittel>", "<tittel></tittel>", text, count=1),
    "two-registrations": text.replace("</registrering>", "</registrering><registrering><tittel>x</tittel></registrering>"),
}
for name, broken in WAYS.items():
    if broken == text:
        sys.exit(f"schemas: {name} changes nothing")
    (folder / f"{name}.xml").write_text(broken, encoding="utf-8")
