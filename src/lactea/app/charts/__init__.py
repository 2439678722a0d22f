"""Charts as SVG inside the page: no script needed, colours of the page, a table beside each."""
