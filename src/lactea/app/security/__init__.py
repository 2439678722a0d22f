"""What stands between the browser and the pages: hosts, origins, sizes, headers, tokens, silence."""
