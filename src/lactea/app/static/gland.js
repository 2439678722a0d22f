// The slider of the gland: how full the lobules are at each moment of the day.

const EMPTY = 0.15;
const MINUTES_PER_DAY = 24 * 60;

export function showMilkAlongTheDay(page) {
  const clock = page.querySelector("[data-gland-clock]");
  const tree = page.querySelector("svg[data-fullness]");
  if (!clock || !tree) return;
  const fullness = tree.dataset.fullness.split(" ").map(Number);
  const slider = clock.querySelector("input");
  const said = clock.querySelector("output");
  const lobules = tree.querySelector(".lobules");
  const show = () => {
    const moment = Number(slider.value);
    const percent = fullness[moment];
    const minutes = Math.round((moment * MINUTES_PER_DAY) / (fullness.length - 1));
    said.textContent = `${(minutes / 60).toFixed(1)} h: ${percent} %`;
    slider.setAttribute("aria-valuetext", said.textContent);
    const seen = EMPTY + (1 - EMPTY) * Math.min(1, percent / 100);
    lobules.style.opacity = seen;
  };
  slider.addEventListener("input", show);
  clock.hidden = false;
  show();
}
