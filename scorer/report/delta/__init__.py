"""Delta → HTML page, delta/1 JSON, text for a terminal."""
