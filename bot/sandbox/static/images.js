// Pictures. The page itself fetches nothing from elsewhere: a foreign picture is drawn only when asked for.
import { h, safeUrl } from "./dom.js";
import { icon } from "./icons.js";
import { plainText } from "./text.js";

function isLocal(url) {
  const { hostname } = new URL(url);
  return url.startsWith(location.origin) || ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}

function picture(url, alt, className) {
  const image = h("img", {
    class: className,
    src: url,
    alt,
    loading: "lazy",
    referrerpolicy: "no-referrer",
    onerror: () =>
      image.replaceWith(
        h(
          "span",
          { class: "image-note" },
          icon("eye", 16),
          `This picture could not be loaded: ${alt || new URL(url).hostname}`,
        ),
      ),
  });
  return image;
}

/** A picture at once when it is ours (or inline data), else a quiet button that says where it comes from. */
export function imageElement(element, className = "picture") {
  const alt = element.alt_text ?? "";
  const given = element.image_url ?? element.slack_file?.url ?? "";
  if (/^data:image\/(png|jpeg|gif|webp|svg\+xml)[;,]/i.test(given)) return picture(given, alt, className);
  const url = safeUrl(given);
  if (!url) return h("span", { class: "image-note" }, icon("eye", 16), alt || "Picture");
  if (isLocal(url)) return picture(url, alt, className);
  const small = className !== "picture";
  const button = h(
    "button",
    {
      class: small ? `${className} image-closed-small` : "image-closed",
      type: "button",
      title: `Show the picture from ${new URL(url).hostname}`,
      "aria-label": `Show picture: ${alt || new URL(url).hostname}`,
      onclick: () => button.replaceWith(picture(url, alt, className)),
    },
    icon("eye", 16),
    small
      ? null
      : h("span", null, alt || "Picture", h("small", null, ` from ${new URL(url).hostname} · show`)),
  );
  return button;
}

export function imageBlock(block) {
  return h(
    "figure",
    { class: "image" },
    block.title ? h("figcaption", null, plainText(block.title.text)) : null,
    imageElement(block),
  );
}
