import { defineElements } from "belfry/elements";
import { belfryPlugin } from "belfry/vue";
import { createApp } from "vue";
import App from "./App.vue";
import "./school.css";
import { followPages } from "belfry/page";
import { connect } from "./live";
import { askWhoIsThere } from "./session";

const session = await askWhoIsThere();
const app = createApp(App, { session });
if (session) {
  const belfry = connect(session);
  defineElements(belfry);
  app.use(belfryPlugin, belfry);
}
app.mount("#app");
followPages();
