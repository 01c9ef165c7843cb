// Says the words of a page aloud. Buttons stay hidden where the device has no voice for the page's language.
const tongue = document.documentElement.lang;

function show() {
  const voice = speechSynthesis.getVoices().find((v) => v.lang.toLowerCase().startsWith(tongue));
  if (!voice) return;
  for (const button of document.querySelectorAll("[data-says]")) {
    button.hidden = false;
    button.onclick = () => {
      speechSynthesis.cancel();
      const saying = new SpeechSynthesisUtterance(button.dataset.says);
      saying.voice = voice;
      saying.lang = voice.lang;
      speechSynthesis.speak(saying);
    };
  }
}

if ("speechSynthesis" in window) {
  show();
  speechSynthesis.addEventListener("voiceschanged", show);
}
