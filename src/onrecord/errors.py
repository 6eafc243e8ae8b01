"""Numbered errors: one table of code, what happened, what to do.

R codes are about reading a file (as an error where nothing could be read, as a
`Note` in the record where something was left out or doubted), U about how the program
was called, E about the record itself, G about the user's gazetteer, M about the packaged
model, C about a casebook, F about what is fetched: pages, web archives and feeds, W about the
workbench.
"""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """What happened, and what the reader of the message can do about it."""

    what: str
    do: str


ERRORS: dict[str, Entry] = {
    "C001": Entry("there is no such casebook", "check the path; `onrecord add` makes a new one"),
    "C002": Entry(
        "this file is no casebook",
        "give another name for the casebook, or the path of one that `onrecord add` made",
    ),
    "C003": Entry(
        "the casebook was made by a newer onrecord",
        "install the newer version; the casebook was not touched",
    ),
    "C004": Entry(
        "another process is writing to the casebook",
        "wait until it is done and run the command again",
    ),
    "C005": Entry(
        "the casebook may be read but not written",
        "check your rights to the file and its folder, or work on a copy",
    ),
    "C006": Entry(
        "there is no room left for the casebook",
        "free some space and run the command again; what was added before is safe",
    ),
    "C007": Entry(
        "the casebook's file is damaged",
        "run `onrecord verify` to see what is, and go back to a copy",
    ),
    "C008": Entry(
        "the casebook has no such document",
        "see `onrecord documents` for those it has",
    ),
    "C009": Entry(
        "the document is removed, but traces of it may remain in the file while others read it",
        "close the other programs that have the casebook open and remove the document once more",
    ),
    "C010": Entry(
        "the document was removed from the casebook for good, so it was not added again",
        "add it with `--restore` if it shall be there again",
    ),
    "C011": Entry(
        "this Python's SQLite cannot hold a casebook",
        "use a Python whose SQLite is 3.37 or newer and has FTS5",
    ),
    "C012": Entry(
        "there is a casebook already",
        "give another path, or open that one",
    ),
    "C020": Entry(
        "there is nothing like that to decide about",
        "give an id of the document's record: a3, e2, r1, v4, or e2@120 for a mention",
    ),
    "C022": Entry(
        "this is no journal of decisions, or it was altered",
        "load what `onrecord journal dump` wrote; nothing of it was loaded",
    ),
    "C023": Entry(
        "there is no such decision to undo",
        "see `onrecord journal list` for those there are",
    ),
    "C024": Entry(
        "it can't be decided so",
        "give words as the document prints them, near what is corrected, or places (120:180)",
    ),
    "C030": Entry(
        "there is nothing to search for",
        'give a word, a "phrase" in quotation marks, or a filter such as `--source`',
    ),
    "C031": Entry(
        "nobody in the casebook goes by that name",
        "see `onrecord sources` and `onrecord search` for the names that it has",
    ),
    "C032": Entry(
        "several in the casebook go by that name",
        'give more of the name, or the number with its sign, such as "#12"',
    ),
    "C033": Entry(
        "this is no date",
        "give a day, a month or a year: 2031-03-14, 2031-03 or 2031",
    ),
    "C034": Entry(
        "this is no grade of that",
        "give a source A to F, and a claim (by its id) 1 to 6; see `onrecord grades --scales`",
    ),
    "C040": Entry(
        "there is no one claim of that id",
        "`onrecord claims` lists their ids; four letters or more will do where no other begins so",
    ),
    "E001": Entry(
        "this is no valid onrecord record",
        "check that the file was written by `onrecord read --format json` and not edited",
    ),
    "F001": Entry(
        "this is no address that is fetched",
        "give one that begins with http:// or https://, without a user name or password",
    ),
    "F002": Entry(
        "the address leads into a private or reserved network",
        "if it is your own network, give `--allow-private-addresses`",
    ),
    "F003": Entry(
        "the server could not be reached",
        "check the address and your connection, and run the command again",
    ),
    "F004": Entry(
        "the server could not prove who it is (its TLS certificate)",
        "check the address and your clock; do not take the page from another network unseen",
    ),
    "F005": Entry(
        "the address is redirected too often or in a circle",
        "open it in a browser and give the address that it ends at, or save the page",
    ),
    "F006": Entry(
        "the server gave no page",
        "open the address in a browser; if the page shows there, save it and give the file",
    ),
    "F007": Entry(
        "the server took longer than is waited for",
        "run the command again later, or save the page in a browser and give the file",
    ),
    "F008": Entry(
        "the answer is larger than onrecord reads, packed or unpacked",
        "save what you need of it and give the file",
    ),
    "F009": Entry(
        "what is there is not of a kind that onrecord reads",
        "give the address of the article's own page",
    ),
    "F010": Entry(
        "the answer breaks the rules of HTTP or was cut short",
        "run the command again, or save the page in a browser and give the file",
    ),
    "F011": Entry(
        "the page is packed in a way that onrecord does not unpack",
        "save the page in a browser and give the file",
    ),
    "F020": Entry(
        "the web archive is damaged here; what could be read of it was read",
        "download or copy it again, and compare its digest with the original's",
    ),
    "F021": Entry(
        "the page is not as its digest in the web archive says",
        "go back to the original archive; this copy was damaged or altered",
    ),
    "F022": Entry(
        "the web archive only says that the page was as before, and does not hold it",
        "add the archive that holds it",
    ),
    "F023": Entry(
        "the web archive holds no page that onrecord reads",
        "check that it is the archive of the articles' own pages",
    ),
    "F024": Entry(
        "the packed archive unpacks to far more, or has far more in it, than a web archive would",
        "do not open it unless you trust where it came from; give the WARC files in it",
    ),
    "F030": Entry(
        "the feed could not be read, or not to its end",
        "open its address in a browser and check that it is RSS or Atom",
    ),
    "F031": Entry(
        "the feed has no entries",
        "check that it is the address of the feed you meant",
    ),
    "F032": Entry(
        "the feed's entry holds no text of the article, only its address, which was not fetched",
        "give the feed's address, or the article's, to have it fetched",
    ),
    "F033": Entry(
        "the feed has more entries than are read; the rest was left out",
        "give the addresses of the others",
    ),
    "F034": Entry(
        "the feed's entry has neither an address nor text",
        "find the article itself and give its address",
    ),
    "G001": Entry(
        "the gazetteer could not be read",
        "check the path, and that it is a YAML list of entries in UTF-8 "
        "(put a value in quotes if it holds a colon, a # or a *)",
    ),
    "G002": Entry(
        "an entry of the gazetteer was not understood",
        "give each a name and, if wanted, aliases, type, roles and id "
        "(types: person, organization, place, group, facility, weapon, vehicle, event, work, "
        "other)",
    ),
    "G003": Entry(
        "two entries of the gazetteer share a name or an id",
        "make them one entry, or take the name from one of them",
    ),
    "G004": Entry(
        "the gazetteer is larger than onrecord reads",
        "keep the names that the articles may hold",
    ),
    "M001": Entry(
        "the packaged model is missing or damaged",
        "install onrecord again; the weights are part of the package",
    ),
    "R001": Entry("the file is empty", "check that the file was saved or downloaded whole"),
    "R003": Entry(
        "the encoding is not stated and was guessed", "save the file as UTF-8 if letters look wrong"
    ),
    "R004": Entry(
        "some bytes could not be read as letters and stand as U+FFFD",
        "save the file again as UTF-8",
    ),
    "R006": Entry(
        "a printed date can be read in two ways or is on no calendar, so none was taken",
        "give the date with `published`",
    ),
    "R007": Entry(
        "the text is not English, so no attributions are read from it",
        "give English text; the document itself is kept",
    ),
    "R008": Entry(
        "the text is too short to tell its language, so it is read as English",
        "check that it is English",
    ),
    "R009": Entry(
        "the text holds half a character (an unpaired surrogate)",
        "export it again as valid Unicode",
    ),
    "R010": Entry(
        "the line is no JSON object", 'give one object a line, such as {"id": …, "text": …}'
    ),
    "R011": Entry(
        "a field of the line is missing or has the wrong type",
        "give `id` and `text` as strings, and `date`, `title`, `url` as strings where known",
    ),
    "R012": Entry("the id was given before", "give every line an id of its own"),
    "R013": Entry("the line is too long", "split the text into articles"),
    "R014": Entry("the line is no UTF-8", "save the file as UTF-8"),
    "R015": Entry(
        "the given date could not be read, so the document has none of yours",
        "give it as ISO 8601, such as 2020-06-29 or 2020-06-29T15:52:00-07:00",
    ),
    "R016": Entry("there is no such file, or it may not be read", "check the path and your rights"),
    "R017": Entry(
        "these are JSON lines, one article a line", "read them with `onrecord read --jsonl`"
    ),
    "R018": Entry("the text falls into more pieces than any article", "give the article alone"),
    "R019": Entry(
        "the only date stands at the top or foot of the pages and may be that of printing",
        "give the date with `published` if it is another",
    ),
    "R020": Entry(
        "no date of publication was found, so that dates reckoned from it stay open",
        "give it with --date, or as the date of a JSON line",
    ),
    "R030": Entry(
        "the file is larger than onrecord reads",
        "give the article alone, or split the file",
    ),
    "R031": Entry(
        "this is a picture, not text",
        "read the text off it with an OCR program (such as OCRmyPDF) and give that",
    ),
    "R032": Entry("this is a sound or video file", "give its transcript as text"),
    "R033": Entry(
        "this is an archive, not a document",
        "unpack it and give the files in it, or the folder",
    ),
    "R034": Entry(
        "this is binary data, not text",
        "save the article as text, HTML, PDF or DOCX and give that",
    ),
    "R035": Entry(
        "this is an Office file in the old format (.doc)",
        "open it in a word processor and save it as .docx or PDF",
    ),
    "R036": Entry(
        "the file is protected with a password",
        "save a copy without the password and give that",
    ),
    "R037": Entry(
        "this is a rich text file (RTF)",
        "open it in a word processor and save it as .docx or plain text",
    ),
    "R038": Entry(
        "onrecord does not read this document format",
        "save it as PDF, .docx, HTML or plain text and give that",
    ),
    "R040": Entry(
        "the page is far larger or more deeply nested than an article's page",
        "save the page again, or give its text",
    ),
    "R041": Entry(
        "no article was found on the page",
        "check that it is an article's own page, or give its text",
    ),
    "R042": Entry(
        "the page holds no text, only scripts that would fetch it",
        "open it in a browser, wait until the article shows, and save it from there",
    ),
    "R043": Entry(
        "parts of the page were left out as not belonging to the article",
        "compare with the page if something is missing",
    ),
    "R044": Entry(
        "the PDF unpacks to far more than a document would",
        "do not open it unless you trust where it came from; save the text in another format",
    ),
    "R045": Entry("the PDF is damaged or cut short", "download or save it again"),
    "R046": Entry(
        "the PDF holds no text, only pictures of pages",
        "run an OCR program over it (such as OCRmyPDF) and give the result",
    ),
    "R047": Entry(
        "some pages of the PDF hold no text or could not be read",
        "look at those pages yourself, or run an OCR program over them",
    ),
    "R048": Entry(
        "the PDF has more pages than onrecord reads; the rest was left out",
        "split it and give the parts",
    ),
    "R049": Entry(
        "the PDF seems to be cut short; what could be read was read",
        "download or save it again",
    ),
    "R050": Entry("the DOCX file is damaged or cut short", "download or save it again"),
    "R051": Entry(
        "the DOCX file unpacks to far more than a document would",
        "do not open it unless you trust where it came from; save the text in another format",
    ),
    "R052": Entry(
        "the DOCX file declares XML entities, which no word processor writes",
        "do not open it unless you trust where it came from; save the text in another format",
    ),
    "R053": Entry(
        "the DOCX file holds no text",
        "check that it was saved whole, or give the text in another format",
    ),
    "R054": Entry(
        "footnotes, endnotes or comments were not read",
        "look at them in the document itself",
    ),
    "R055": Entry(
        "the document holds tracked changes; deleted words were left out, inserted ones kept",
        "accept or reject the changes first if that is not wanted",
    ),
    "R060": Entry(
        "the message holds no text",
        "check that it was saved whole, or give its attachments",
    ),
    "R061": Entry(
        "the message is nested too deeply or has too many parts",
        "give the innermost message or the attachment that holds the article",
    ),
    "R062": Entry("attachments were not read", "save them and give them as files of their own"),
    "R063": Entry(
        "the message is damaged; what could be read was read",
        "compare with the message if something is missing",
    ),
    "R064": Entry(
        "only the first message of the mailbox was read",
        "save the others as files of their own",
    ),
    "R065": Entry(
        "the text is longer than onrecord reads; the rest was left out",
        "split it and give the parts",
    ),
    "R066": Entry(
        "this is a web archive or a feed, which holds several articles",
        "add it to a casebook: `onrecord add CASEBOOK FILE`",
    ),
    "U001": Entry("the folder holds no file", "name files, or a folder with files in it"),
    "U002": Entry(
        "the output would overwrite an input",
        "give -o another name or folder",
    ),
    "U003": Entry(
        "several pages cannot go into one file",
        "give -o a folder; it is made if it is not there",
    ),
    "U004": Entry(
        "the command line was not understood",
        "see `onrecord --help`, or `onrecord COMMAND --help`",
    ),
    "U005": Entry("the output cannot be written", "check the place and its free space"),
    "U006": Entry("there is no such error code", "see `onrecord errors` for all of them"),
    "U007": Entry(
        "the article names nobody so",
        "give a name as the article prints it, or a part of one",
    ),
    "U008": Entry(
        "the article names several so",
        "give the full name, or the id in brackets",
    ),
    "U010": Entry(
        "something went wrong inside onrecord, which is a defect of it",
        "run it again with ONRECORD_DEBUG=1 in the environment and report what that prints",
    ),
    "U011": Entry("there was not enough memory", "read fewer or smaller files at once"),
    "W001": Entry(
        "this did not come from a page of this workbench as it runs now",
        "reload the page and do it once more",
    ),
    "W002": Entry(
        "more was sent than is taken at once",
        "hand in fewer or smaller files, or use `onrecord add`",
    ),
    "W003": Entry(
        "there is nothing to add",
        "drop files, paste an address that begins with http:// or https://, or paste a text",
    ),
    "W004": Entry("you are not logged in", "open the workbench's page and log in"),
    "W005": Entry(
        "there is no such page",
        "check the address, or start at the workbench's first page",
    ),
    "W010": Entry(
        "the workbench's parts are not installed",
        "run `pip install 'onrecord[web]'`",
    ),
    "W011": Entry(
        "the workbench would be open to other machines",
        "give `--allow-remote` and a `--token` of 16 characters or more that users log in with, "
        "or leave out `--host`",
    ),
    "W012": Entry(
        "the workbench can't be opened at this address",
        "give another `--port` (0: any that is free) or `--host`",
    ),
}


class OnrecordError(Exception):
    """An error that a user can act on.

    `code` is a key of `ERRORS`; `detail` says what is particular to this case;
    `where` is the file or line it happened in.
    """

    def __init__(self, code: str, *, detail: str = "", where: str | None = None) -> None:
        self.code = code
        self.detail = detail
        self.where = where
        super().__init__(code, detail, where)

    @property
    def what(self) -> str:
        """What happened, in which detail."""
        entry = ERRORS[self.code]
        return f"{entry.what} ({self.detail})" if self.detail else entry.what

    @property
    def message(self) -> str:
        """One line: what happened, in which detail, and what to do."""
        return f"{self.what}; {ERRORS[self.code].do}"

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.code}: {self.message}"
