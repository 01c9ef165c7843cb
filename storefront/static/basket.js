// Says in the head of a page that is the same for everyone how many pieces lie in this browser's basket.
const pieces = document.cookie.match(/(?:^|; )pieces=(\d+)/)?.[1];
for (const count of document.querySelectorAll("[data-basket]")) {
  if (pieces) {
    count.textContent = pieces;
    count.hidden = false;
  }
}
