// A page of work or of a run under way follows it: only words and bar change, so that nobody loses their place.

const AGAIN_MS = 1000;

export function followTheWork(page) {
  const shown = page.querySelector("[data-work]");
  if (!shown) return;
  const look = async () => {
    const answer = await fetch(location.href).catch(() => null);
    if (answer && answer.status !== 202) return location.reload();
    if (answer) follow(shown, await answer.text());
    return setTimeout(look, AGAIN_MS);
  };
  setTimeout(look, AGAIN_MS);
}

function follow(shown, text) {
  const next = new DOMParser().parseFromString(text, "text/html").querySelector("[data-work]");
  if (!next) return;
  const [status, said] = [shown, next].map((one) => one.querySelector("[role=status]"));
  if (status.textContent !== said.textContent) status.textContent = said.textContent;
  const [count, counted] = [shown, next].map((one) => one.querySelector(".count"));
  if (count && counted) count.replaceWith(counted);
}
