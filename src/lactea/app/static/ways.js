// The what-if slider: every way was computed before, so that the picture follows the thumb.

export function slideThroughTheWays(page) {
  const section = page.querySelector("[data-ways]");
  if (!section) return;
  const control = section.querySelector("[data-ways-slider]");
  const slider = control.querySelector("input");
  const said = control.querySelector("output");
  const ways = [...section.querySelectorAll("[data-way]")];
  const show = () => {
    ways.forEach((way, place) => { way.hidden = place !== Number(slider.value); });
    said.textContent = ways[slider.value].dataset.way;
    slider.setAttribute("aria-valuetext", said.textContent);
  };
  slider.addEventListener("input", show);
  control.hidden = false;
  show();
}
