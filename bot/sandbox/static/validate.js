// What Slack's own client checks before a form leaves: required, too short, too long, not an address.

const EMPTY = (value) =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length);

function content(value) {
  const { type, ...rest } = value ?? {};
  return Object.values(rest)[0];
}

function complaint(block, value) {
  const { element } = block;
  const given = content(value);
  if (EMPTY(typeof given === "string" ? given.trim() : given))
    return block.optional ? null : "Please complete this required field.";
  if (typeof given !== "string") return null;
  if (element.min_length && given.length < element.min_length)
    return `Please write at least ${element.min_length} characters.`;
  if (element.max_length && given.length > element.max_length)
    return `Please stay within ${element.max_length} characters: this has ${given.length}.`;
  if (element.type === "number_input") return number(element, given);
  if (element.type === "email_text_input" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given))
    return "This is not an email address.";
  if (element.type === "url_text_input" && !URL.canParse(given))
    return "This is not a web address: it starts with https://";
  return null;
}

function number(element, given) {
  const n = Number(given);
  if (Number.isNaN(n)) return "Please write a number.";
  if (!element.is_decimal_allowed && !Number.isInteger(n)) return "Please write a whole number.";
  if (element.min_value !== undefined && n < Number(element.min_value))
    return `The least is ${element.min_value}.`;
  if (element.max_value !== undefined && n > Number(element.max_value))
    return `The most is ${element.max_value}.`;
  return null;
}

/** blocks + typed values -> {block_id: what is wrong} */
export function checkFields(blocks, values) {
  const wrong = {};
  for (const block of blocks) {
    if (block.type !== "input" || !block.element) continue;
    const text = complaint(block, values.get(block.block_id, block.element.action_id));
    if (text) wrong[block.block_id] = text;
  }
  return wrong;
}
