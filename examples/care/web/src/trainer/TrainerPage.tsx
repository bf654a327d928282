import { News } from "../News";
import { Absence } from "./Absence";
import { Availability } from "./Availability";
import { MySessions } from "./MySessions";

export function TrainerPage() {
  return (
    <main className="with-sidebar">
      <div>
        <MySessions />
      </div>
      <aside>
        <Availability />
        <Absence />
        <News />
      </aside>
    </main>
  );
}
