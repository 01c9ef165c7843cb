// Remembers in this browser which pieces were looked at, for the page of wishes. Nothing is sent anywhere for it.
const slug = location.pathname.match(/\/p\/([a-z0-9-]{1,120})$/)?.[1];
const before = document.cookie.match(/(?:^|; )seen=([a-z0-9.-]*)/)?.[1] ?? "";
if (slug) {
  const seen = [slug, ...before.split(".").filter((each) => each && each !== slug)].slice(0, 12);
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `seen=${seen.join(".")}; Path=/; Max-Age=15552000; SameSite=Lax${secure}`;
}
