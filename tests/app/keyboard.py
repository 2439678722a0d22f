"""A page that is used by Tab, Enter and arrows alone, and what its focus shows on the way."""

MOST_TABS = 200
AT_ONCE = 10
WATCH = """() => {
  // Each stop of the focus, looked at after the browser has scrolled to it.
  const clips = one => ["auto", "scroll", "hidden"].includes(getComputedStyle(one).overflowX);
  const stops = window.stops = [];
  const look = one => {
    const style = getComputedStyle(one), box = one.getBoundingClientRect();
    const ring = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
    const problems = [];
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) problems.push("no ring");
    for (let around = one.parentElement; around; around = around.parentElement) {
      if (!clips(around)) continue;
      const edge = around.getBoundingClientRect();
      if (box.top - ring < edge.top - 0.5 || box.bottom + ring > edge.bottom + 0.5)
        problems.push("its ring is cut off");
    }
    const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    if (right - left < 1 || bottom - top < 1) problems.push("outside the window");
    const seen = [[0.5, 0.5], [0.1, 0.1], [0.9, 0.9], [0.1, 0.9], [0.9, 0.1]].some(([x, y]) => {
      const found = document.elementFromPoint(left + x * (right - left), top + y * (bottom - top));
      return found && [one, ...(one.labels ?? [])].some(own => own.contains(found) || found.contains(own));
    });
    if (!seen) problems.push("covered");
    return {one, problems, left: box.left, right: box.right, top: box.top + scrollY, bottom: box.bottom + scrollY};
  };
  addEventListener("keyup", event => {
    const one = document.activeElement;
    if (event.key === "Tab" && stops.at(-1)?.one !== one) stops.push(one === document.body ? {one} : look(one));
  }, true);
}"""
TOLD = """() => {
  const name = one => one.outerHTML.slice(0, 130);
  const end = stops.findIndex((stop, place) => stop.one === document.body || place && stop.one === stops[0].one);
  if (end < 0) return {around: false};
  const stopped = stops.slice(0, end), problems = [];
  if (!stopped[0].one.matches(".skip")) problems.push("the first stop is not the way past the menu");
  for (const stop of stopped) for (const problem of stop.problems) problems.push(problem + ": " + name(stop.one));
  const reached = new Set(stopped.map(stop => stop.one));
  const wanted = document.querySelectorAll(
    'a[href], button, input:not([type=hidden]):not([type=radio]), input[type=radio]:checked, select, textarea, summary, [tabindex="0"]');
  for (const one of wanted)
    if (one.checkVisibility() && !one.disabled && !reached.has(one)) problems.push("not reached: " + name(one));
  stopped.slice(1).forEach((stop, place) => {
    const before = stopped[place];
    if (!(before.one.compareDocumentPosition(stop.one) & Node.DOCUMENT_POSITION_FOLLOWING))
      problems.push("against the order of the page: " + name(stop.one));
    if (stop.one.closest(".toast, .top") || before.one.closest(".toast, .top")) return;
    if (stop.bottom <= before.top && stop.left < before.right)
      problems.push("jumps up: " + name(stop.one));
  });
  return {around: true, problems};
}"""


class Keys:
    """A page that is used without a pointer."""

    def __init__(self, page) -> None:
        self.page = page

    def reach(self, target) -> None:
        """Press Tab until something has the focus."""
        target.wait_for()
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if target.evaluate("one => one === document.activeElement"):
                return
        raise AssertionError(f"the focus does not come to {target}")

    def press(self, target, *keys: str) -> None:
        """Reach something, and press keys on it."""
        self.reach(target)
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, label: str, text: str) -> None:
        """Write into a field; what stood there was marked by the Tab and goes."""
        self.reach(self.page.get_by_label(label, exact=True))
        self.page.keyboard.type(text)

    def button(self, name: str, key: str = "Enter") -> None:
        self.press(self.page.get_by_role("button", name=name, exact=True), key)

    def link(self, name: str) -> None:
        self.press(self.page.get_by_role("main").get_by_role("link", name=name).first, "Enter")

    def heading(self, name: str) -> None:
        self.page.get_by_role("heading", name=name, exact=True).wait_for()

    def walk_through(self) -> list[str]:
        """Press Tab through the whole of the page; what was wrong on the way."""
        self.page.wait_for_load_state()
        self.page.evaluate(WATCH)
        for _ in range(MOST_TABS // AT_ONCE):
            for _ in range(AT_ONCE):
                self.page.keyboard.press("Tab")
            told = self.page.evaluate(TOLD)
            if told["around"]:
                return told["problems"]
        return ["the focus is trapped"]
