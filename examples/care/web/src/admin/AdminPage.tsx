import { Absences } from "./Absences";
import { Calendar } from "./Calendar";
import { Checklists } from "./Checklists";
import { Overview } from "./Overview";
import { TodaysActivity } from "./TodaysActivity";

export function AdminPage() {
  return (
    <main className="with-sidebar">
      <div>
        <Overview />
        <Calendar />
        <Checklists />
        <Absences />
      </div>
      <aside>
        <TodaysActivity />
      </aside>
    </main>
  );
}
