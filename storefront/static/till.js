// The till's keys: F2 to the scan box, F8 to take cash. Everything also works without them.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.onclick = () => window.print();
}

addEventListener("keydown", (press) => {
  const wanted = { F2: ".scan input", F8: ".pay-one button" }[press.key];
  const found = wanted && document.querySelector(wanted);
  if (!found) return;
  press.preventDefault();
  if (press.key === "F2") found.select();
  else found.click();
});
