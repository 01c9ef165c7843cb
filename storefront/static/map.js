// The map under a mouse: says the district it points at, comes nearer with the wheel, goes along when dragged.
const land = document.querySelector("[data-map]");
const told = document.querySelector("[data-told]");

if (land && told) {
  const whole = land.getAttribute("viewBox").split(" ").map(Number);
  let view = [...whole];
  let held = null;
  let moved = false;

  const look = (x, y, wide, tall) => {
    view = [x, y, wide, tall];
    land.setAttribute("viewBox", view.join(" "));
  };

  const say = (event) => {
    const title = event.target.closest?.("a")?.querySelector("title")?.textContent;
    told.hidden = !title;
    told.textContent = title ?? "";
  };

  land.addEventListener("pointermove", (event) => {
    say(event);
    if (!held) return;
    const scale = view[2] / land.clientWidth;
    const [dx, dy] = [(held.x - event.clientX) * scale, (held.y - event.clientY) * scale];
    moved ||= Math.hypot(event.clientX - held.x, event.clientY - held.y) > 4;
    if (moved) look(held.view[0] + dx, held.view[1] + dy, view[2], view[3]);
  });
  land.addEventListener("focusin", say);
  land.addEventListener("pointerleave", () => { told.hidden = true; });
  land.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    held = { x: event.clientX, y: event.clientY, view: [...view] };
    moved = false;
    land.dataset.held = "";
  });
  addEventListener("pointerup", () => { held = null; delete land.dataset.held; });
  land.addEventListener("dragstart", (event) => event.preventDefault());
  land.addEventListener("click", (event) => { if (moved) event.preventDefault(); moved = false; }, true);
  land.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey) return; // the page's own scrolling stays the page's
    event.preventDefault();
    const times = Math.min(whole[2] / view[2], Math.max(whole[2] / view[2] / 24, event.deltaY > 0 ? 1.25 : 0.8));
    const box = land.getBoundingClientRect();
    const [px, py] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    look(view[0] + view[2] * px * (1 - times), view[1] + view[3] * py * (1 - times), view[2] * times, view[3] * times);
  }, { passive: false });
}
