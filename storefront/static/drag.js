// Pictures are put in order by dragging them; the buttons beside them do the same without this.
for (const row of document.querySelectorAll("[data-order]")) {
  let held;
  for (const piece of row.children) {
    const handle = piece.querySelector(".sw");
    const form = piece.querySelector("button[name=to]")?.form;
    if (!handle || !form) continue;
    handle.draggable = true;
    handle.ondragstart = (drag) => {
      held = piece;
      drag.dataTransfer.effectAllowed = "move";
      drag.dataTransfer.setData("text/plain", piece.id);
    };
    handle.ondragend = () => {
      const to = [...row.children].indexOf(piece) + 1;
      held = undefined;
      if (to === Number(piece.dataset.at)) return;
      const wanted = document.createElement("input");
      wanted.type = "hidden";
      wanted.name = "to";
      wanted.value = to;
      form.append(wanted);
      form.submit();
    };
    piece.dataset.at = [...row.children].indexOf(piece) + 1;
    piece.ondragover = (drag) => {
      if (!held) return;
      drag.preventDefault();
      if (held === piece) return;
      const below = drag.clientY > piece.getBoundingClientRect().top + piece.offsetHeight / 2;
      row.insertBefore(held, below ? piece.nextSibling : piece);
    };
    piece.ondrop = (drag) => drag.preventDefault();
  }
}
