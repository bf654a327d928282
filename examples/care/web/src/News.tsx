// The newest notifications, as a list on the page: fetched again as everything else is.

import { useFetched } from "./hooks";
import { Card, Empty, hour, Problem } from "./parts";
import type { Notification } from "belfry";

export function News() {
  const { data, error } = useFetched<{ items: Notification[] }>("/notifications?limit=5", ["notifications"]);
  return (
    <Card title="News">
      <Problem text={error} />
      <Empty list={data?.items ?? null}>Nothing new.</Empty>
      <ul>
        {data?.items.map((item) => (
          <li key={item.id}>
            <span className="muted">{hour(item.created_at)}</span> {item.title}
          </li>
        ))}
      </ul>
    </Card>
  );
}
