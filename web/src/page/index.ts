// What a page needs that stays open for days and changes under whoever works with it. Nothing of it needs Echo.

export { followPages } from "./keyboard.js";
export { loadPart, type PartWords } from "./parts.js";
