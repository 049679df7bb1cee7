"""How much of a PDF is read at most, and how a refusal is worded."""

from __future__ import annotations

MOST_PAGES = 3_000  # the longest agreement with all its schedules that we know has about 6,000; its main text has 600
MOST_CHARACTERS = 15_000_000  # five times the longest agreement we know
MOST_SECONDS = 120  # of work of the reading process
MOST_WAIT = 400  # seconds by the clock, on a busy machine
MOST_PICTURES = 400  # pages that are pictures, where their text is to be recognised: five to ten seconds each
MOST_WAIT_PICTURES = 7_200  # seconds by the clock, for these
MOST_MEMORY = 1_500_000_000  # bytes of address space of the reading process

REASONS = {
    "encrypted": "the PDF is locked with a password; open it, save a copy without one, and use that",
    "broken": "the PDF is damaged and cannot be opened; download it again",
    "cut_off": "the PDF is cut off (its end is missing); download it again",
    "no_pages": "the PDF has no pages; check that it was saved whole",
    "pages": f"the PDF has more than {MOST_PAGES:,} pages; give the agreement's main text only",
    "characters": f"the PDF holds more than {MOST_CHARACTERS:,} characters; give the agreement's main text only",
    "memory": f"the PDF takes more than {MOST_MEMORY // 1_000_000:,} MB to read; print it to a new PDF, or give the main text only",
    "seconds": f"the PDF takes longer than {MOST_SECONDS} seconds to read; print it to a new PDF, or give the main text only",
    "crash": "the PDF cannot be read (the reading process broke down); print it to a new PDF, and use that",
    "pictures": f"the PDF has more than {MOST_PICTURES} pages that are pictures; give the agreement's main text only",
    "recogniser": "reading pictures needs the program tesseract; install it (apt install tesseract-ocr, or brew install tesseract)",
    "library": "reading PDF needs the package pypdfium2; type: pip install 'scorer[pdf]'",
}
