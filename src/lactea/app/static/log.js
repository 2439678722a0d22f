// The running session counts its minutes, and the screen stays on meanwhile.

const TICK_MS = 1000;

export function countTheSession(page) {
  const timer = page.querySelector("[data-start]");
  if (!timer) return;
  // The clock of the server counts: that of a phone may differ.
  const ahead = Date.now() - Date.parse(timer.dataset.now);
  const start = Date.parse(timer.dataset.start);
  const show = () => {
    const seconds = Math.max(0, Math.round((Date.now() - ahead - start) / 1000));
    timer.textContent = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
      .map((part) => String(part).padStart(2, "0"))
      .join(":");
  };
  show();
  setInterval(show, TICK_MS);
  navigator.wakeLock?.request("screen").catch(() => {});
}
