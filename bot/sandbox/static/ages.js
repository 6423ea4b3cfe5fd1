// Relative words ("5 minutes ago") grow old on the screen; this renews them where they stand.
import { slackDate } from "./time.js";
import { lastReply } from "./message.js";

export function renewAges(root = document) {
  for (const node of root.querySelectorAll(".thread-last[data-at]"))
    node.textContent = lastReply(node.dataset.at);
  for (const node of root.querySelectorAll("time.date[data-format]")) {
    node.textContent = slackDate(node.dataset.at, node.dataset.format) ?? node.textContent;
  }
}
