"""Files that other tools read: the same body and the same protocol in other languages."""
