"""Articles dropped into the page, read by the real model, and seen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

ARTICLE = """Ferry Crane Stood Idle for a Week

PORT MARREN, March 14, 2031

The crane at the ferry pier stood idle for a week, the harbour ministry said on Friday.

“Nobody told us why,” said Dorrit Haldane, who runs the pier. She denied that her crew
had refused to work.
"""

DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, { type: "text/plain" }));
  const init = { dataTransfer: data, bubbles: true, cancelable: true };
  document.getElementById("drop").dispatchEvent(new DragEvent("dragover", init));
  document.getElementById("drop").dispatchEvent(new DragEvent("drop", init));
}"""


def test_a_dropped_article_is_read_and_its_statements_are_seen(page: Any) -> None:
    page.goto("/")
    counted = page.locator("#counted h1")
    before = int(counted.inner_text().split()[0])
    page.evaluate(DROP, ["crane week.txt", ARTICLE])
    link = page.locator("#jobs .came a")
    link.wait_for(timeout=120_000)  # the model is loaded first
    # What stands below follows by itself.
    page.locator("#counted h1", has_text=f"{before + 1} articles").wait_for()
    link.click()
    page.wait_for_url("**/article?document=*")
    assert "Ferry Crane Stood Idle for a Week" in page.locator("h1").inner_text()
    holders = page.locator("#statements .holder").all_text_contents()
    assert any("Haldane" in holder for holder in holders)
    marked = "".join(page.locator("#article .m[data-content]").all_text_contents())
    assert "Nobody told us why" in marked
    # The text stands there as it was printed.
    shown = page.locator("#article").inner_text()
    for line in ARTICLE.split("\n"):
        assert line in shown


def test_what_cannot_be_read_is_said_with_its_number(page: Any, tmp_path: Path) -> None:
    page.goto("/")
    page.set_input_files(
        "#file", {"name": "torn.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\ntorn"}
    )
    line = page.locator("#jobs li", has_text="torn.pdf")
    line.wait_for(timeout=120_000)
    assert "R0" in line.inner_text()
