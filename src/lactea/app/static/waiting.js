// A page that waits for a run looks again by itself.

const AGAIN_MS = 1500;

export function keepWaiting(page) {
  if (page.querySelector("[data-waiting]")) setTimeout(() => location.reload(), AGAIN_MS);
}
