// Suggestions under the box of a search, as one types. Without it the box works as it does, and /search/suggestions is a page.
const box = document.querySelector("input[data-suggestions]");

if (box) {
  const list = document.createElement("datalist");
  list.id = "suggestions";
  box.after(list);
  box.setAttribute("list", list.id);
  box.autocomplete = "off";
  const WAIT_MS = 160;
  let timer;
  let asked;

  const show = async () => {
    const typed = box.value.trim();
    if (typed.length < 2) {
      list.replaceChildren();
      return;
    }
    asked?.abort();
    asked = new AbortController();
    const address = new URL(box.dataset.suggestions, location.href);
    address.search = new URLSearchParams({ q: typed, as: "json" });
    try {
      const answer = await fetch(address, { signal: asked.signal, credentials: "omit" });
      if (!answer.ok) return;
      const words = await answer.json();
      list.replaceChildren(...words.map((word) => new Option(word, word)));
    } catch {
      // The line is bad or more was typed: the box still searches.
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, WAIT_MS);
  });
}
