// Where interactive elements live, and how they speak to the backend from there.
import { api } from "./api.js";
import { isOurs } from "./people.js";
import { complain, toast } from "./toast.js";
import { Values } from "./values.js";

const valuesByMessage = new Map();

/** A failed delivery (it has a status) is announced by the stream as well; once is enough. */
export function report(answer) {
  if (answer.error && !("status" in answer)) toast(`The app could not take this: ${answer.error}`, "error");
}

/** The surface of one message. Buttons of other tools are drawn, but nobody here answers them. */
export function surfaceOf(message, channel) {
  const key = `${channel}/${message.ts}`;
  if (!valuesByMessage.has(key) && message.blocks) valuesByMessage.set(key, new Values());
  const values = valuesByMessage.get(key) ?? new Values();
  return {
    kind: "message",
    id: key,
    values,
    async send(block, action) {
      if (!isOurs(message)) {
        toast(
          `This button belongs to ${message.username ?? "another tool"}. In the sandbox it does nothing.`,
        );
        return;
      }
      const container = { channel, message_ts: message.ts };
      if (message.thread_ts) container.thread_ts = message.thread_ts;
      if (message.ephemeral) container.ephemeral = true;
      await sendAction(container, block, action, values);
    },
  };
}

export function forgetMessageValues() {
  valuesByMessage.clear();
}

export async function sendAction(container, block, action, values) {
  try {
    report(
      await api.action({ container, block_id: block.block_id, action, state: { values: values.toJSON() } }),
    );
  } catch (error) {
    complain(error);
  }
}
