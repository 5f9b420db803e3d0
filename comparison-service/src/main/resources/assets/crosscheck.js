// Every page works without this file; it saves a few key strokes.
"use strict";

// The calculator answers while one types, and the address always says what is shown.
for (const form of document.querySelectorAll("form[data-live]")) {
  const result = document.getElementById(form.dataset.live);
  let newest = 0;
  let waiting;
  const ask = async () => {
    const mine = ++newest;
    const fields = [...new FormData(form)].filter(([, value]) => value !== "");
    const address = form.action + "?" + new URLSearchParams(fields);
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(form.dataset.live);
    if (mine !== newest || !fresh) return;
    result.replaceChildren(...fresh.childNodes);
    history.replaceState(null, "", address);
  };
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask().catch(() => {}), 250);
  };
  form.addEventListener("input", soon);
}

// Lists get shorter while one types.
for (const field of document.querySelectorAll("input[data-filter]")) {
  const rows = [...document.getElementById(field.dataset.filter)?.rows ?? []];
  const found = document.getElementById("found");
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase() + row.querySelector("a")?.pathname;
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown++;
    }
    found.textContent = shown + (shown === 1 ? " model" : " models") + " shown";
  });
}

// "/" goes to the first search field, as people are used to.
document.addEventListener("keydown", (event) => {
  const field = document.querySelector("form[role=search] input");
  if (event.key === "/" && field && !event.target.closest("input, select, textarea") && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    field.focus();
  }
});
