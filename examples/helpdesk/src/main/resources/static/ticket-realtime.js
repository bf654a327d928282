// Shows on a page of the help desk what others do meanwhile. Without it, and without a hub, pages work all the
// same: they then show what is new when they are loaded again.

import { defineElements } from "/scripts/belfry/dist/elements/index.js";
import { belfry, echo, meta } from "/live.js";
import { showOthers } from "/others.js";

const NOTIFICATION_MILLIS = 8000;
/** With this code the help desk ends the connections of whoever signs out or loses a right. */
const TERMINATED = 4009;
/** How long it waits before it fetches the page; after failures longer each time. */
const REFRESH_MILLIS = 100;
const LONGEST_REFRESH_MILLIS = 30_000;
/** So many events are remembered, to recognise one that comes over several channels. */
const MOST_SEEN = 200;

class TicketRealTime {
  constructor() {
    const ticket = meta("ticket-uuid");
    this.currentUser = { id: Number(meta("user-id")) };
    this.currentTicket = ticket ? { uuid: ticket, channel: meta("ticket-channel") } : null;
    this.offices = [...document.querySelectorAll('meta[name="office"]')].map((each) => each.content);
    this.elsewhere = document.getElementById("elsewhere");
    this.seen = new Set();
    this.heard = 0;
    this.init();
  }

  init() {
    this.notificationContainer = document.createElement("div");
    this.notificationContainer.id = "notifications";
    this.notificationContainer.setAttribute("role", "status");
    document.body.append(this.notificationContainer);
    document.addEventListener("submit", (submission) => this.submit(submission));
    document.addEventListener("keydown", (key) => this.press(key));
    defineElements(belfry);
    this.lookAgainWhenEnded();
    this.setupEchoListeners();
  }

  setupEchoListeners() {
    this.listenToUserChannel();
    if (this.currentTicket?.channel) {
      this.listenToTicketChannel();
    }
    this.offices.forEach((office) => this.listenTo(`office.${office}`));
  }

  listenToUserChannel() {
    this.listenTo(`user.${this.currentUser.id}`);
  }

  listenToTicketChannel() {
    // The one that this user may hear: agents are told more than customers.
    this.listenTo(this.currentTicket.channel);
    showOthers(`tickets.${this.currentTicket.uuid}`, this.currentTicket.channel);
  }

  listenTo(channel) {
    echo
      .private(channel)
      .listen(".ticket.created", (event) => this.once("created", event) && this.handleNewTicket(event))
      .listen(".ticket.reply.created", (event) => this.once("reply", event) && this.handleNewReply(event))
      .listen(".ticket.status.changed", (event) => this.once("status", event) && this.handleStatus(event))
      .listen(".ticket.updated", (event) => this.once("updated", event) && this.handleUpdate(event))
      // What has happened since the page was made, or since the connection broke, came over no channel.
      .subscribed(() => this.refreshSoon())
      // Perhaps nobody is signed in any more, or may not see this any more: the page itself knows.
      .error(() => this.refreshSoon());
  }

  /** Whether an event is new here: whoever hears several channels gets it from each of them. */
  once(kind, event) {
    const mark = `${kind} ${event.ticket.uuid} ${event.reply?.id ?? event.at}`;
    if (this.seen.has(mark)) {
      return false;
    }
    this.seen.add(mark);
    this.heard += 1;
    if (this.seen.size > MOST_SEEN) {
      this.seen.delete(this.seen.values().next().value);
    }
    return true;
  }

  /** What somebody does in another tab is no news to them. */
  isOwn(event) {
    return event.user?.id === this.currentUser.id || event.reply?.user.id === this.currentUser.id;
  }

  handleNewTicket(event) {
    if (!this.isOwn(event)) {
      this.showNotification("info", `New ticket "${event.ticket.subject}" by ${event.user.name}`);
    }
    this.refreshSoon();
  }

  handleNewReply(event) {
    if (!this.isOwn(event)) {
      const what = event.reply.is_internal ? "New note on" : "New reply to";
      this.showNotification("success", `${what} "${event.ticket.subject}" by ${event.reply.user.name}`);
    }
    if (this.currentTicket?.uuid === event.ticket.uuid) {
      this.addReplyToUI(event.reply);
    }
  }

  handleStatus(event) {
    if (!this.isOwn(event)) {
      this.showNotification("info", `"${event.ticket.subject}" is ${event.new_status} now`);
    }
    this.show("status", event.ticket.uuid, event.new_status, event.old_status);
    // What may be done with it is different now, too.
    this.refreshSoon();
  }

  handleUpdate(event) {
    const { subject, office, assigned_to: assignedTo, priority } = event.changes;
    if (!this.isOwn(event)) {
      this.showNotification("info", `${event.user.name} has changed "${event.ticket.subject}"`);
    }
    const uuid = event.ticket.uuid;
    if (subject) this.show("subject", uuid, subject.to);
    if (office) {
      this.show("office", uuid, office.to);
      // Who may see it is different now, too.
      this.refreshSoon();
    }
    if (assignedTo) this.show("assigned-to", uuid, assignedTo.to ?? "nobody");
    if (priority) this.show("priority", uuid, priority.to, priority.from);
  }

  /** Shows another value wherever that of a ticket stands; badges have it as their class, too. */
  show(what, uuid, now, before) {
    document.querySelectorAll(`[data-${what}-of="${CSS.escape(uuid)}"]`).forEach((place) => {
      place.textContent = now;
      if (before) {
        place.classList.replace(before, now);
      }
    });
  }

  addReplyToUI(reply) {
    const conversation = document.getElementById("conversation");
    if (conversation.querySelector(`[data-reply="${Number(reply.id)}"]`)) {
      return;
    }
    const article = document.getElementById("reply").content.firstElementChild.cloneNode(true);
    article.dataset.reply = reply.id;
    article.classList.toggle("internal", reply.is_internal);
    article.querySelector("[data-name]").textContent = reply.user.name;
    article.querySelector("[data-role]").textContent = reply.user.role;
    article.querySelector("[data-internal]").hidden = !reply.is_internal;
    article.querySelector("[data-message]").textContent = reply.message;
    const time = article.querySelector("time");
    time.dateTime = reply.created_at;
    time.textContent = `${reply.created_at.slice(0, 16).replace("T", " ")} UTC`;
    const files = article.querySelector("[data-files]");
    files.hidden = reply.attachments.length === 0;
    files.textContent = reply.attachments.map((file) => `${file.filename} (${file.size} bytes)`).join(", ");
    conversation.append(article);
    if (reply.attachments.length > 0) {
      // The page knows where they can be had.
      this.refreshSoon();
    }
  }

  showNotification(kind, text) {
    const notification = document.createElement("div");
    notification.className = `notification ${kind}`;
    notification.textContent = text;
    this.notificationContainer.append(notification);
    setTimeout(() => notification.remove(), NOTIFICATION_MILLIS);
  }

  /** Who has been sent away looks whether this page may still be seen, and comes back if so. */
  lookAgainWhenEnded() {
    const { connection } = echo.connector.pusher;
    let code = null;
    connection.bind("error", (problem) => (code = problem.error?.data?.code ?? code));
    connection.bind("connected", () => (code = null));
    connection.bind("disconnected", () => code === TERMINATED && this.refreshSoon());
  }

  /** Fetches the page again, once for all that asks for it at the same time, and until it has it. */
  refreshSoon(after = REFRESH_MILLIS) {
    clearTimeout(this.refreshing);
    this.refreshing = setTimeout(async () => {
      const before = this.heard;
      const answer = await fetch(location.href).catch(() => null);
      const html = answer?.ok ? await answer.text() : null;
      if (html && this.heard !== before) {
        // Perhaps it was made before what was heard meanwhile.
        this.refreshSoon();
      } else if (html) {
        this.takeOver(html, this.isFree);
        this.comeBack();
      } else if (answer?.status === 401) {
        this.leave("/login");
      } else if (answer?.status === 404) {
        this.leave("/");
      } else {
        this.refreshSoon(Math.min(after * 2, LONGEST_REFRESH_MILLIS));
      }
    }, after);
  }

  /** Hears nothing more, and goes where somebody can do something; what was typed stays until they do. */
  leave(url) {
    echo.disconnect();
    const link = document.createElement("a");
    link.href = url;
    link.textContent = url === "/" ? "not for you any more: all tickets" : "signed out: sign in again";
    this.elsewhere.replaceChildren(link);
    this.elsewhere.hidden = false;
  }

  /** Takes the parts of a newer version of this page. */
  takeOver(html, isFree = () => true) {
    const newer = new DOMParser().parseFromString(html, "text/html");
    this.takeToken(newer);
    document.querySelectorAll("[data-part]").forEach((part) => {
      const fresh = newer.getElementById(part.id);
      if (fresh && isFree(part)) {
        part.replaceWith(document.adoptNode(fresh));
      }
    });
  }

  /** Nobody is using it just now. */
  isFree(part) {
    return !part.contains(document.activeElement) && !part.querySelector("details[open]");
  }

  /** Enter on a box sends nothing: who presses it there means to tick it. */
  press(key) {
    if (key.key === "Enter" && key.target.type === "checkbox") {
      key.preventDefault();
    }
  }

  /** Sends a form without leaving the page, and says who sends it, so that this page is not told. */
  async submit(submission) {
    const form = submission.target;
    if (!form.matches("[data-live]")) {
      return;
    }
    submission.preventDefault();
    const button = submission.submitter;
    const body = new FormData(form, button);
    button?.setAttribute("disabled", "");
    let answer = await this.send(form, body);
    if (answer?.status === 403 && (await this.takeNewToken(body))) {
      answer = await this.send(form, body);
    }
    button?.removeAttribute("disabled");
    if (answer?.ok) {
      this.empty(form, body);
      this.heard += 1;
      this.takeOver(await answer.text());
      this.comeBack();
    } else {
      this.showNotification("problem", await this.problem(answer));
    }
  }

  send(form, body) {
    const socketId = echo.socketId();
    const headers = socketId ? { "X-Socket-ID": socketId } : {};
    return fetch(form.action, { method: "POST", headers, body }).catch(() => null);
  }

  /** What has been typed since it was sent stays. */
  empty(form, sent) {
    for (const field of form.elements) {
      if (field.name === "message" && field.value.replaceAll("\n", "\r\n") !== sent.get("message")) {
        return;
      }
    }
    form.reset();
  }

  /** Whoever has signed in anew, in another tab, has another token; false when it is the one that was sent. */
  async takeNewToken(sent) {
    const current = await fetch(location.href).catch(() => null);
    if (!current?.ok) {
      return false;
    }
    const before = sent.get("_csrf");
    sent.set("_csrf", this.takeToken(new DOMParser().parseFromString(await current.text(), "text/html")));
    return sent.get("_csrf") !== before;
  }

  takeToken(page) {
    const token = page.querySelector('meta[name="csrf-token"]').content;
    document.querySelector('meta[name="csrf-token"]').content = token;
    document.querySelectorAll('[name="_csrf"]').forEach((field) => (field.value = token));
    return token;
  }

  /** Does nothing when it is there. */
  comeBack() {
    this.elsewhere.hidden = true;
    echo.connector.pusher.connect();
  }

  /** Nothing that was typed is lost: it stays in the form. */
  async problem(answer) {
    if (!answer) {
      return "The help desk cannot be reached; try again.";
    }
    const current = await fetch(location.href).catch(() => null);
    if (current?.status === 401) {
      this.leave("/login");
      return "You have been signed out, and nothing was sent. Sign in in another tab, then send it again.";
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector(".problem")?.textContent ?? `That did not work (${answer.status}).`;
  }
}

window.ticketRealTime = new TicketRealTime();
