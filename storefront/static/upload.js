// Sends photos and voices in pieces, while the rest of the form is filled in; cut off, it goes on where it stood.
// Photos are first made smaller on the phone. Without this the form sends whole files.
const SIDE_MAX = 1600;
const TRIES = 8;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const online = () => new Promise((done) => (navigator.onLine ? done() : addEventListener("online", done, { once: true })));

async function smaller(file) {
  if (!file.type.startsWith("image/")) return file;
  try {
    const picture = await createImageBitmap(file);
    const scale = SIDE_MAX / Math.max(picture.width, picture.height);
    if (scale >= 1 && file.size < 1_000_000 && /jpeg|png|webp/.test(file.type)) return file;
    const paper = document.createElement("canvas");
    paper.width = Math.round(picture.width * Math.min(scale, 1));
    paper.height = Math.round(picture.height * Math.min(scale, 1));
    const pen = paper.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, paper.width, paper.height);
    pen.drawImage(picture, 0, 0, paper.width, paper.height);
    const made = await new Promise((done) => paper.toBlob(done, "image/jpeg", 0.88));
    return made && made.size < file.size ? made : file;
  } catch {
    return file; // the phone cannot read it; perhaps the server can, and else says why
  }
}

async function digest(file) {
  const sum = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

class Refused extends Error {}

export async function send(file, address, token, tell) {
  const body = new URLSearchParams({ size: file.size, sha256: await digest(file) });
  const headers = { "X-CSRFToken": token };
  let at;
  let stuck = 0;
  while (stuck < TRIES) {
    try {
      await online();
      if (!at) {
        const answer = await fetch(address, { method: "POST", headers, body });
        if (answer.status === 422) throw new Refused((await answer.json()).refused);
        if (!answer.ok) throw new Error(answer.status);
        at = await answer.json();
      }
      while (at.offset < at.size) {
        tell(Math.floor((100 * at.offset) / at.size));
        const place = `${address}/${at.id}?at=${at.offset}`;
        const piece = file.slice(at.offset, at.offset + at.piece);
        const answer = await fetch(place, { method: "PATCH", headers: { ...headers, "Content-Type": "application/octet-stream" }, body: piece });
        if (!answer.ok && answer.status !== 409) throw new Error(answer.status);
        const stands = await answer.json();
        if (stands.offset <= at.offset) stuck += 1;
        else stuck = 0;
        if (stuck >= TRIES) break;
        at = { ...at, ...stands };
      }
      if (at.offset === at.size) return at.id;
    } catch (problem) {
      if (problem instanceof Refused) throw problem;
      stuck += 1;
      tell(-1);
      await pause(Math.min(1000 * 2 ** stuck, 20_000));
      at = undefined; // ask anew how far it got
    }
  }
  throw new Error("given up");
}

for (const box of window.crypto?.subtle ? document.querySelectorAll("[data-uploads]") : []) {
  const form = box.closest("form");
  const going = new Set();
  const take = async (input, place) => {
    const said = input.parentNode.querySelector(`output[for="${input.id}"]`) ?? document.createElement("output");
    said.htmlFor = input.id;
    input.after(said);
    const files = [...input.files];
    for (const old of form.querySelectorAll(`input[data-from="${input.id}"]`)) old.remove();
    try {
      for (const file of files) {
        const id = await send(await smaller(file), box.dataset.uploads, box.dataset.token, (percent) => {
          said.textContent = percent < 0 ? box.dataset.offline : box.dataset.going.replace("…", `${percent} %`);
        });
        const named = document.createElement("input");
        named.type = "hidden";
        named.name = `upload-${place}`;
        named.value = id;
        named.dataset.from = input.id;
        form.append(named);
      }
      if (files.length) input.value = ""; // sent: the form need not carry it again
      said.textContent = files.length ? box.dataset.done : "";
    } catch (problem) {
      said.textContent = problem instanceof Refused && problem.message ? problem.message : box.dataset.refused;
    }
  };
  for (const input of box.querySelectorAll("input[type=file]")) {
    const place = input.closest("[data-place]").dataset.place;
    input.addEventListener("change", () => {
      const work = take(input, place).finally(() => going.delete(work));
      going.add(work);
    });
  }
  form.addEventListener("submit", async (sending) => {
    if (!going.size) return;
    sending.preventDefault();
    await Promise.all(going);
    form.submit();
  });
}
