// Who else is at a ticket: agents see which others look at it, and everybody who is writing a reply.

import { members, typing } from "/scripts/belfry/dist/index.js";
import { belfry } from "/live.js";

/** Shows them above the form for replies, and tells them of this one's typing. */
export function showOthers(ticket, heardOn) {
  const place = document.getElementById("others");
  const typists = typing(belfry, ticket, heardOn);
  const viewers = place.dataset.viewers ? members(belfry, place.dataset.viewers) : null;

  const show = () => {
    const looking = viewers?.get().filter(({ isMe }) => !isMe) ?? [];
    const sentences = [
      sentence(looking.map(({ info }) => info.name), "also viewing this ticket"),
      sentence(typists.get().map(({ name }) => name), "typing"),
    ];
    place.textContent = sentences.filter(Boolean).join(" ");
  };
  typists.subscribe(show);
  viewers?.subscribe(show);
  tellTyping(document.getElementById("answer"), typists);
}

function sentence(names, what) {
  return names.length === 0 ? "" : `${names.join(", ")} ${names.length === 1 ? "is" : "are"} ${what}.`;
}

/** That a note is being written is nobody's business. */
function tellTyping(form, typists) {
  form.addEventListener("input", () => {
    if (form.elements.message.value === "" || form.elements.internal?.checked) {
      typists.stopped();
    } else {
      typists.typed();
    }
  });
  // Its own reset comes when the reply is there.
  form.addEventListener("reset", () => typists.stopped());
}
