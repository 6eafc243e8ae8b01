"""What the HTML report is made of: its words, its marked text, and the page's own files."""
