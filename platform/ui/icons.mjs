// Makes assets/icons.svg, the sprite that all icons come from, of Lucide's drawings (https://lucide.dev, ISC licence:
// assets/icons-LICENSE.txt) and Medley's own mark. Run after a change here, where lucide-static is installed:
//
//     npm install --prefix target/icons lucide-static@1.62.0 && node platform/ui/icons.mjs target/icons

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

// Our name, which says what it means here: Lucide's name, which says what it shows.
const ICONS = {
  alias: "arrow-right-left", applaud: "hand-heart", archive: "archive", at: "at-sign", audio: "music", back: "arrow-left", ban: "ban",
  bell: "bell", bin: "trash-2", book: "book-open", bookmark: "bookmark", boost: "repeat-2", bot: "bot",
  calendar: "calendar", call: "hand", chat: "messages-square", check: "check", clock: "clock", close: "x", collection: "library",
  columns: "columns-3", compose: "pen-line", contrast: "contrast", down: "chevron-down", download: "download",
  draft: "file-pen-line", explore: "compass", external: "external-link", eye: "eye", "eye-off": "eye-off", file: "file",
  filter: "funnel", flag: "flag", forward: "chevron-right", gavel: "gavel", globe: "globe", hashtag: "hash",
  heart: "heart", help: "circle-question-mark", history: "history", home: "house", image: "image", info: "info",
  key: "key-round", keyboard: "keyboard", language: "languages", link: "link", list: "list", lock: "lock", mail: "mail",
  megaphone: "megaphone", menu: "menu", moon: "moon", more: "ellipsis", offline: "wifi-off", out: "log-out",
  palette: "palette", pause: "pause", people: "users", person: "user", "person-add": "user-plus", "person-check": "user-check",
  "person-off": "user-x", phone: "smartphone", pin: "pin", play: "play", plus: "plus", poll: "chart-bar-big",
  print: "printer", quote: "quote", reply: "message-circle", rss: "rss", search: "search", send: "send",
  server: "server", settings: "settings-2", share: "share-2", shield: "shield", smile: "smile", specialty: "stethoscope",
  star: "star", sun: "sun", trend: "trending-up", undo: "undo-2", up: "arrow-up", upload: "upload",
  verified: "badge-check", video: "video", warning: "triangle-alert",
};
const LOGO = '<symbol id="i-logo" viewBox="0 0 64 64"><path d="M10 50V20l22 22 22-22v30" fill="none" stroke="currentColor" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"/><circle cx="10" cy="15" r="7" fill="currentColor"/><circle cx="32" cy="42" r="7.5" fill="currentColor"/><circle cx="54" cy="15" r="7" fill="currentColor"/></symbol>';

const here = join(dirname(fileURLToPath(import.meta.url)), "assets");
const lucide = join(process.argv[2] ?? "target/icons", "node_modules/lucide-static");

function symbol([ours, theirs]) {
  const drawing = readFileSync(join(lucide, "icons", `${theirs}.svg`), "utf8");
  const inner = drawing.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "").replace(/\s*\n\s*/g, "").replace(/ \/>/g, "/>");
  return `<symbol id="i-${ours}" viewBox="0 0 24 24">${inner}</symbol>`;
}

const symbols = Object.entries(ICONS).map(symbol).join("\n");
writeFileSync(join(here, "icons.svg"), `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols}\n${LOGO}\n</svg>\n`);
writeFileSync(join(here, "icons-LICENSE.txt"), readFileSync(join(lucide, "LICENSE"), "utf8"));
