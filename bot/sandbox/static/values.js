// What a person has typed or chosen in one surface (a modal, a message, a Home tab), by block and action id.
// It outlives a redraw: a view updated in place keeps what the person wrote in the fields that persist.
export class Values {
  constructor() {
    this.blocks = new Map();
  }

  /** From a view's own `state`, as it was last sent. */
  static from(state) {
    const values = new Values();
    for (const [block, actions] of Object.entries(state?.values ?? {})) {
      for (const [action, value] of Object.entries(actions)) values.set(block, action, value);
    }
    return values;
  }

  get(blockId, actionId) {
    return this.blocks.get(blockId)?.get(actionId);
  }

  set(blockId, actionId, value) {
    if (!this.blocks.has(blockId)) this.blocks.set(blockId, new Map());
    this.blocks.get(blockId).set(actionId, value);
  }

  /** The value to show: what was typed before if the field is of the same kind, else `initial`. */
  start(blockId, actionId, initial) {
    const known = this.get(blockId, actionId);
    if (known && known.type === initial.type) return known;
    this.set(blockId, actionId, initial);
    return initial;
  }

  /** Forgets fields that are no longer drawn, as Slack does. */
  keepOnly(blocks) {
    const drawn = new Set(blocks.map((block) => block.block_id));
    for (const id of this.blocks.keys()) if (!drawn.has(id)) this.blocks.delete(id);
  }

  /** Slack's state.values */
  toJSON() {
    return Object.fromEntries([...this.blocks].map(([id, actions]) => [id, Object.fromEntries(actions)]));
  }
}
